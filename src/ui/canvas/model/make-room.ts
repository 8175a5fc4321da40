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
  const isRight = (rect: Rect): boolean => rect.x + rect.width > before.x + before.width;
  const isBelow = (rect: Rect): boolean => rect.y + rect.height > before.y + before.height;
  const place = (rect: Rect, way: Way): Point =>
    shifted(rect, isRight(rect) ? way.dx : 0, isBelow(rect) ? way.dy : 0);
  let way: Way = { dx: 0, dy: 0 };
  // Who can go one way only decides for all; who is askew goes along, and on its own only if that isn't enough.
  for (const askew of [false, true]) {
    for (const [, rect] of others) {
      if (askew !== (isRight(rect) && isBelow(rect))) continue;
      if (!overlaps(card, { ...rect, ...place(rect, way) }, CLEARANCE)) continue;
      const right = isRight(rect) ? card.x + card.width + CLEARANCE - rect.x : Infinity;
      const down = isBelow(rect) ? card.y + card.height + CLEARANCE - rect.y : Infinity;
      if (right !== Infinity && right - way.dx <= down - way.dy)
        way = { ...way, dx: Math.max(way.dx, right) };
      else if (down !== Infinity) way = { ...way, dy: Math.max(way.dy, down) };
    }
  }
  const moves = others.map(([id, rect]) => [id, place(rect, way)] as const);
  return new Map(moves.filter(([id, { x, y }]) => x !== cards.get(id)?.x || y !== cards.get(id)?.y));
}

/** How far what is right goes right, and what is below down. */
interface Way {
  readonly dx: number;
  readonly dy: number;
}

function shifted({ x, y }: Rect, dx: number, dy: number): Point {
  return { x: x + onGrid(dx), y: y + onGrid(dy) };
}

function onGrid(length: number): number {
  return Math.ceil(length / GRID) * GRID;
}
