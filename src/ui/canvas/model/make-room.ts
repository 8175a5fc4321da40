// A card that grew (a script built something inside of it) doesn't lie over others: all that is right of it goes further
// to the right, or all that is below further down, so that the drawing keeps its shape.

import { boundsOf, overlaps, type Point, type Rect } from './rect.ts';

const GRID = 8;
const CLEARANCE = 40;
/** About that of a canvas between its panels: what fits it best is drawn largest. */
const ASPECT = 1.5;

/** Where the others go; nothing, if the card grew into free space. */
export function makeRoom(
  cards: ReadonlyMap<string, Rect>,
  grown: string,
  before: Rect,
): ReadonlyMap<string, Point> {
  const card = cards.get(grown);
  if (!card) return new Map();
  const others = [...cards].filter(([id]) => id !== grown).map(([id, rect]) => otherOf(id, rect, before));
  const ways = (['right', 'down'] as const).map((favour) => wayFor(card, others, favour));
  const size = (way: Way): number => extent([card, ...others.map((other) => placed(other, way))]);
  const way = ways.reduce((best, next) => (size(next) < size(best) ? next : best));
  return new Map(
    others.flatMap((other) => {
      const { x, y } = placed(other, way);
      return x === other.rect.x && y === other.rect.y ? [] : [[other.id, { x, y }] as const];
    }),
  );
}

interface Other {
  readonly id: string;
  readonly rect: Rect;
  readonly isRight: boolean;
  readonly isBelow: boolean;
}

/** How far what is right goes right, and what is below down. */
interface Way {
  readonly dx: number;
  readonly dy: number;
}

function otherOf(id: string, rect: Rect, before: Rect): Other {
  return {
    id,
    rect,
    isRight: rect.x + rect.width > before.x + before.width,
    isBelow: rect.y + rect.height > before.y + before.height,
  };
}

/** Who can go one way only decides for all; who is askew goes along, and the favoured way only if that isn't enough. */
function wayFor(card: Rect, others: readonly Other[], favour: 'right' | 'down'): Way {
  let way: Way = { dx: 0, dy: 0 };
  for (const askew of [false, true]) {
    for (const other of others) {
      const { rect, isRight, isBelow } = other;
      if (askew !== (isRight && isBelow) || !overlaps(card, placed(other, way), CLEARANCE)) continue;
      if (isRight && (favour === 'right' || !isBelow))
        way = { ...way, dx: Math.max(way.dx, onGrid(card.x + card.width + CLEARANCE - rect.x)) };
      else if (isBelow)
        way = { ...way, dy: Math.max(way.dy, onGrid(card.y + card.height + CLEARANCE - rect.y)) };
    }
  }
  return way;
}

function placed({ rect, isRight, isBelow }: Other, { dx, dy }: Way): Rect {
  return { ...rect, x: rect.x + (isRight ? dx : 0), y: rect.y + (isBelow ? dy : 0) };
}

function extent(rects: readonly Rect[]): number {
  const bounds = boundsOf(rects);
  return bounds ? Math.max(bounds.width / ASPECT, bounds.height) : 0;
}

function onGrid(length: number): number {
  return Math.ceil(length / GRID) * GRID;
}
