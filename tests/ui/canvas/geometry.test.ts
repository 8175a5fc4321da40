import { describe, expect, test } from 'vitest';
import { cableCurve, pointAt } from '../../../src/ui/canvas/model/cable-curve.ts';
import { corridorOf, detourOf } from '../../../src/ui/canvas/model/detour.ts';
import { freePlace, NEW_CARD } from '../../../src/ui/canvas/model/free-place.ts';
import { layoutPorts, NEW_PORT, type Wire } from '../../../src/ui/canvas/model/port-layout.ts';
import { overlaps, type Rect } from '../../../src/ui/canvas/model/rect.ts';
import { convexHull, regionOf } from '../../../src/ui/canvas/model/region.ts';

const rect = (x: number, y: number, width = 160, height = 80): Rect => ({ x, y, width, height });

const wire = (port: string, peer: Rect): Wire => ({ cable: `c-${port}`, port, peer });

/** `eth0 right 160,40` for every cabled port. */
function spots(card: Rect, ...wires: Wire[]): string[] {
  return layoutPorts(card, wires, [])
    .filter((spot) => spot.port !== NEW_PORT)
    .map((spot) => `${spot.port} ${spot.side} ${spot.x},${spot.y}`);
}

describe('ports on a card', () => {
  test('face the other end', () => {
    const card = rect(0, 0);
    expect(spots(card, wire('eth0', rect(400, 0)))).toEqual(['eth0 right 160,40']);
    expect(spots(card, wire('eth0', rect(-400, 0)))).toEqual(['eth0 left 0,40']);
    expect(spots(card, wire('eth0', rect(0, 300)))).toEqual(['eth0 bottom 80,80']);
    expect(spots(card, wire('eth0', rect(0, -300)))).toEqual(['eth0 top 80,0']);
  });

  test('are level at both ends where the cards share enough height, so that the cable is straight', () => {
    const a = rect(0, 0, 160, 120);
    const b = rect(400, 30, 160, 60);
    const [left] = layoutPorts(a, [wire('eth0', b)], []);
    const [right] = layoutPorts(b, [wire('eth0', a)], []);
    expect(a.y + (left?.y ?? 0)).toBe(b.y + (right?.y ?? 0));
  });

  test('of one side keep apart, in the order of what they lead to', () => {
    const names = spots(
      rect(0, 0),
      wire('p1', rect(400, 200)),
      wire('p2', rect(400, -200)),
      wire('p3', rect(400, 0)),
    );
    expect(names).toEqual(['p2 right 160,16', 'p3 right 160,40', 'p1 right 160,64']);
  });

  test('go round a neighbour: behind one straight ahead, what is askew is reached by the other side', () => {
    const above = wire('swp1', rect(0, -200, 160, 152));
    expect(spots(rect(0, 0), wire('swp2', rect(200, -400)))).toEqual(['swp2 top 144,0']);
    expect(spots(rect(0, 0), above, wire('swp2', rect(200, -400)))).toEqual([
      'swp2 right 160,16',
      'swp1 top 80,0',
    ]);
  });

  test('stay on the card, however many they are', () => {
    const wires = Array.from({ length: 30 }, (_, i) => wire(`p${i}`, rect(400, i * 10)));
    for (const spot of layoutPorts(rect(0, 0), wires, [])) {
      expect(spot.y).toBeGreaterThanOrEqual(0);
      expect(spot.y).toBeLessThanOrEqual(80);
    }
  });
});

describe('a cable between cards that face each other', () => {
  const [top, bottom] = [rect(0, 0), rect(0, 400)];

  test('runs straight while nobody stands between them', () => {
    const corridor = corridorOf(top, bottom);
    expect(corridor && detourOf(top, bottom, corridor, [top, bottom, rect(200, 200)])).toBeUndefined();
    expect(corridorOf(top, rect(400, 400))).toBeUndefined();
  });

  test('goes round who does, on the side where that is shorter', () => {
    const around = (between: Rect, a = top, b = bottom) => {
      const corridor = corridorOf(a, b);
      return corridor && detourOf(a, b, corridor, [a, b, between]);
    };
    expect(around(rect(-20, 200))).toBe('right');
    expect(around(rect(20, 200))).toBe('left');
    expect(around(rect(400, -20), rect(0, 0), rect(800, 0))).toBe('bottom');
  });
});

describe('a cable', () => {
  test('starts and ends at its ports and is straight between level ones', () => {
    const curve = cableCurve({ x: 0, y: 10 }, 'right', { x: 100, y: 10 }, 'left');
    expect(pointAt(curve, 0)).toEqual({ x: 0, y: 10 });
    expect(pointAt(curve, 1)).toEqual({ x: 100, y: 10 });
    expect(pointAt(curve, 0.3).y).toBeCloseTo(10);
  });
});

describe('a region', () => {
  test('is the hull of its cards', () => {
    expect(convexHull([...[0, 4, 2].map((x) => ({ x, y: 0 })), { x: 2, y: 1 }, { x: 2, y: 4 }])).toHaveLength(
      3,
    );
  });

  test('never swallows the card of another network', () => {
    const members = [rect(0, 0), rect(800, 0), rect(400, 600)];
    const parts = {
      members,
      labelled: members.map((card) => ({ card, above: true, below: true })),
      links: [],
    };
    const free = regionOf({ ...parts, aliens: [rect(0, 900)] });
    const blocked = regionOf({ ...parts, aliens: [rect(400, 200)] });
    const cut = regionOf({ ...parts, aliens: [rect(20, 300)] });
    expect(cut.path.match(/M/g)).toHaveLength(3);
    expect(free.path.match(/M/g)).toHaveLength(1);
    expect(blocked.path.match(/M/g)).toHaveLength(3);
  });
});

describe('the prefix of a region', () => {
  const labelOf = (...labelled: { card: Rect; above: boolean; below: boolean }[]) =>
    regionOf({ members: labelled.map((place) => place.card), labelled, aliens: [], links: [] }).label;

  test('stands above the topmost card that no cable leaves upwards', () => {
    const high = { card: rect(0, 0), above: false, below: true };
    const low = { card: rect(300, 200), above: true, below: true };
    expect(labelOf(high, low).y).toBeLessThan(200);
    expect(labelOf(high, low).x).toBeGreaterThanOrEqual(300);
  });

  test('goes below where cables leave upwards everywhere', () => {
    expect(labelOf({ card: rect(0, 0), above: false, below: true }).y).toBeGreaterThan(80);
  });
});

describe('a new machine', () => {
  test('goes to the middle of an empty canvas', () => {
    const place = freePlace([], { x: 400, y: 300 });
    expect(Math.abs(place.x + NEW_CARD.width / 2 - 400)).toBeLessThanOrEqual(4);
  });

  test('covers no card, time after time', () => {
    const cards: Rect[] = [];
    for (let i = 0; i < 25; i++) {
      const card = { ...freePlace(cards, { x: 0, y: 0 }), ...NEW_CARD };
      expect(cards.some((other) => overlaps(card, other))).toBe(false);
      cards.push(card);
    }
  });
});
