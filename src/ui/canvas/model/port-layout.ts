// Where a card's ports sit on its border: on the side that faces the other end, level with it where the two cards allow,
// in the order in which the other ends lie (so that cables don't cross), and never closer than GAP. Free ports line up at
// the bottom, and after them the place where a new port grows.

import { centreOf, clamp, type Point, type Rect, type Side } from './rect.ts';

const GAP = 20;
const INSET = 16;
/** Cards that share at least this much of an axis get a straight cable. */
const SHARED = 20;

/** The name of the place that makes a new port: no device can be called so. */
export const NEW_PORT = '+';

export interface PortSpot {
  readonly port: string;
  readonly side: Side;
  /** From the card's top left corner. */
  readonly x: number;
  readonly y: number;
}

export interface Wire {
  readonly cable: string;
  readonly port: string;
  /** The other end's card. */
  readonly peer: Rect;
}

interface Wish {
  readonly port: string;
  /** Along the side, from its start. */
  readonly at: number;
  /** Where the other end lies, to order those that wish for the same place. */
  readonly peerAt: number;
}

export function layoutPorts(card: Rect, wires: readonly Wire[], free: readonly string[]): PortSpot[] {
  return layoutWires(card, wires, [...free, NEW_PORT]);
}

/** Without the place of a new port. */
export function layoutWires(
  card: Rect,
  wires: readonly Wire[],
  free: readonly string[] = [],
  gaps: { readonly across: number } = { across: GAP },
): PortSpot[] {
  const wishes: Record<Side, Wish[]> = { left: [], right: [], top: [], bottom: [] };
  for (const wire of wires) {
    const side = facingSide(card, wire.peer);
    wishes[side].push(wishFor(card, wire, side));
  }
  free.forEach((port, i) => {
    wishes.bottom.push({ port, at: INSET + i * GAP, peerAt: Number.NEGATIVE_INFINITY });
  });
  return (Object.keys(wishes) as Side[]).flatMap((side) =>
    spread(card, side, wishes[side], isUpright(side) ? GAP : gaps.across),
  );
}

/** The side of `card` that looks at `peer`: along the axis on which they are further apart. */
export function facingSide(card: Rect, peer: Rect): Side {
  const a = centreOf(card);
  const b = centreOf(peer);
  const gapX = Math.abs(b.x - a.x) - (card.width + peer.width) / 2;
  const gapY = Math.abs(b.y - a.y) - (card.height + peer.height) / 2;
  if (gapX >= gapY) return b.x >= a.x ? 'right' : 'left';
  return b.y >= a.y ? 'bottom' : 'top';
}

function isUpright(side: Side): boolean {
  return side === 'left' || side === 'right';
}

function wishFor(card: Rect, wire: Wire, side: Side): Wish {
  const upright = isUpright(side);
  const start = upright ? card.y : card.x;
  const length = upright ? card.height : card.width;
  const peerStart = upright ? wire.peer.y : wire.peer.x;
  const peerLength = upright ? wire.peer.height : wire.peer.width;
  const low = Math.max(start, peerStart);
  const high = Math.min(start + length, peerStart + peerLength);
  const peerCentre = peerStart + peerLength / 2;
  const at =
    high - low >= SHARED ? (low + high) / 2 : clamp(peerCentre, start + INSET, start + length - INSET);
  return { port: wire.port, at: at - start, peerAt: peerCentre };
}

/** Moves the wishes of one side apart to GAP (less if there is no room), as near to where they were as goes in one pass each way. */
function spread(card: Rect, side: Side, wishes: Wish[], wanted: number): PortSpot[] {
  const length = isUpright(side) ? card.height : card.width;
  const room = Math.max(0, length - 2 * INSET);
  const gap = Math.min(wanted, wishes.length > 1 ? room / (wishes.length - 1) : wanted);
  const sorted = wishes.sort((a, b) => a.at - b.at || a.peerAt - b.peerAt);
  const places = sorted.map((wish) => wish.at);
  for (let i = 1; i < places.length; i++) {
    places[i] = Math.max(places[i] as number, (places[i - 1] as number) + gap);
  }
  let limit = Math.max(length - INSET, length / 2);
  for (let i = places.length - 1; i >= 0; i--) {
    places[i] = Math.min(places[i] as number, limit);
    limit = (places[i] as number) - gap;
  }
  return sorted.map((wish, i) => ({ port: wish.port, side, ...pointOn(card, side, places[i] as number) }));
}

function pointOn(card: Rect, side: Side, at: number): Point {
  if (side === 'left') return { x: 0, y: at };
  if (side === 'right') return { x: card.width, y: at };
  return { x: at, y: side === 'top' ? 0 : card.height };
}
