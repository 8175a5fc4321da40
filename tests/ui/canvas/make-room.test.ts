import { expect, test } from 'vitest';
import { makeRoom } from '../../../src/ui/canvas/model/make-room.ts';
import { overlaps, type Rect } from '../../../src/ui/canvas/model/rect.ts';

const SMALL: Rect = { x: 0, y: 0, width: 160, height: 80 };
const LARGE: Rect = { x: 0, y: 0, width: 700, height: 300 };

function card(x: number, y: number): Rect {
  return { x, y, width: 160, height: 80 };
}

function placesAfter(cards: Readonly<Record<string, Rect>>): Record<string, Rect> {
  const all = new Map(Object.entries({ ...cards, grown: LARGE }));
  const moves = makeRoom(all, 'grown', SMALL);
  return Object.fromEntries([...all].map(([id, rect]) => [id, { ...rect, ...moves.get(id) }]));
}

test('a card that grows pushes its neighbours away, and they keep their places to each other', () => {
  const after = placesAfter({ a: card(200, 0), b: card(400, 0), c: card(400, 160), d: card(0, 160) });
  const rects = Object.values(after);
  for (const [i, rect] of rects.entries()) {
    for (const other of rects.slice(i + 1)) expect(overlaps(rect, other)).toBe(false);
  }
  expect((after['b']?.x ?? 0) - (after['a']?.x ?? 0)).toBe(200);
});

test('a card that is askew goes the way of those that have but one', () => {
  const after = placesAfter({ right: card(200, 0), askew: card(198, 160) });
  expect(after['askew']?.y).toBe(160);
  expect((after['right']?.x ?? 0) - (after['askew']?.x ?? 0)).toBe(2);
});

test('a card that is askew goes down where the drawing would get wide', () => {
  const far = { far: card(1_000, 0) };
  expect(placesAfter({ ...far, askew: card(200, 160) })['askew']).toMatchObject({ x: 200 });
  expect(placesAfter({ ...far, askew: card(200, 160) })['askew']?.y).toBeGreaterThan(LARGE.height);
});

test('a card that grows into free space moves nobody', () => {
  expect(
    makeRoom(
      new Map([
        ['grown', LARGE],
        ['far', card(2_000, 0)],
      ]),
      'grown',
      SMALL,
    ).size,
  ).toBe(0);
});
