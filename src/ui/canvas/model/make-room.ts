// A card that grew (a script built something inside of it) doesn't lie over others: all that is right of it goes further
// to the right, all that is below further down, so that the drawing keeps its shape.

import { overlaps, type Point, type Rect } from './rect.ts';

const GRID = 8;
const CLEARANCE = 48;

/** Where the others go; nothing, if the card grew into free space. */
export function makeRoom(
  cards: ReadonlyMap<string, Rect>,
  grown: string,
  before: Rect,
): ReadonlyMap<string, Point> {
  const card = cards.get(grown);
  if (!card) return new Map();
  const others = [...cards].filter(([id]) => id !== grown);
  const isRight = (rect: Rect): boolean => rect.x >= before.x + before.width;
  const isBelow = (rect: Rect): boolean => rect.y >= before.y + before.height;
  let [dx, dy] = [0, 0];
  for (const [, rect] of others) {
    if (!overlaps(card, rect, CLEARANCE)) continue;
    const right = isRight(rect) ? card.x + card.width + CLEARANCE - rect.x : Infinity;
    const down = isBelow(rect) ? card.y + card.height + CLEARANCE - rect.y : Infinity;
    if (right <= down && right !== Infinity) dx = Math.max(dx, right);
    else if (down !== Infinity) dy = Math.max(dy, down);
  }
  const moves = others.map(
    ([id, rect]) => [id, shifted(rect, isRight(rect) ? dx : 0, isBelow(rect) ? dy : 0)] as const,
  );
  return new Map(moves.filter(([id, place]) => place.x !== cards.get(id)?.x || place.y !== cards.get(id)?.y));
}

function shifted({ x, y }: Rect, dx: number, dy: number): Point {
  return { x: x + onGrid(dx), y: y + onGrid(dy) };
}

function onGrid(length: number): number {
  return Math.ceil(length / GRID) * GRID;
}
