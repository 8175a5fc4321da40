// A cable between two cards that face each other runs straight. If a third card stands between them, it leaves both by the
// same side instead, and goes round in an arc.

import { boundsOf, overlaps, type Rect, type Side } from './rect.ts';

/** Half of what a straight cable takes: ports that share a side are moved apart. */
export const LANE = 14;
/** Cards that share at least this much of an axis get a straight cable. */
export const SHARED = 20;

/** What has to be free for a straight cable; undefined if these cards are askew. */
export function corridorOf(a: Rect, b: Rect): Rect | undefined {
  const across = sharedMiddle(a.x, a.width, b.x, b.width);
  const down = sharedMiddle(a.y, a.height, b.y, b.height);
  if (across !== undefined) {
    const y = Math.min(a.y + a.height, b.y + b.height);
    return { x: across - LANE, y, width: 2 * LANE, height: Math.max(0, Math.max(a.y, b.y) - y) };
  }
  if (down === undefined) return undefined;
  const x = Math.min(a.x + a.width, b.x + b.width);
  return { x, y: down - LANE, width: Math.max(0, Math.max(a.x, b.x) - x), height: 2 * LANE };
}

/** The side by which both ends leave: where what is between them reaches out least. */
export function detourOf(a: Rect, b: Rect, corridor: Rect, cards: Iterable<Rect>): Side | undefined {
  const between = [...cards].filter((card) => card !== a && card !== b && overlaps(card, corridor));
  const block = boundsOf(between);
  const ends = boundsOf([a, b]);
  if (!block || !ends) return undefined;
  if (corridor.width === 2 * LANE) {
    const right = block.x + block.width - ends.x - ends.width;
    return right <= ends.x - block.x ? 'right' : 'left';
  }
  const below = block.y + block.height - ends.y - ends.height;
  return below <= ends.y - block.y ? 'bottom' : 'top';
}

function sharedMiddle(a: number, aLength: number, b: number, bLength: number): number | undefined {
  const low = Math.max(a, b);
  const high = Math.min(a + aLength, b + bLength);
  return high - low >= SHARED ? (low + high) / 2 : undefined;
}
