// Where a card's ports sit on its border: on the side that faces the other end, level with it where the two cards allow,
// in the order in which the other ends lie (so that cables don't cross), and never closer than GAP. Free ports line up at
// the bottom, and after them the place where a new port grows.

import { SHARED } from './detour.ts';
import { centreOf, clamp, type Point, type Rect, type Side } from './rect.ts';

const GAP = 20;
const INSET = 16;
/** Beside each other, they leave room for a name if there is any. */
const NAMED_GAP = 40;
/** A cable that goes up by less than this is as good as level. */
const LEVEL = 40;
/** What a cable needs to leave by one side for what is askew of it. */
const BEND = 24;

/** The name of the place that makes a new port: no device can be called so. */
export const NEW_PORT = '+';

export interface PortSpot {
  readonly port: string;
  readonly side: Side;
  /** From the card's top left corner. */
  readonly x: number;
  readonly y: number;
  /** Does its cable, leaving sideways, go up? Then there is room for a name below it. */
  readonly rises: boolean;
}

export interface Wire {
  readonly cable: string;
  readonly port: string;
  /** The other end's card. */
  readonly peer: Rect;
  /** By which side it has to leave, if not by the one that faces its peer. */
  readonly side?: Side;
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
  gaps: { readonly across: number } = { across: NAMED_GAP },
): PortSpot[] {
  const wishes: Record<Side, Wish[]> = { left: [], right: [], top: [], bottom: [] };
  for (const wire of wires) {
    const side = wire.side ?? openSide(card, wire.peer, wires);
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

/** The side that faces `peer`, or where another peer stands in the way and `peer` lies askew, the other that does. */
function openSide(card: Rect, peer: Rect, wires: readonly Wire[]): Side {
  const side = facingSide(card, peer);
  const isBlocked = wires.some((wire) => wire.peer !== peer && standsBefore(card, wire.peer, peer, side));
  if (!isBlocked) return side;
  const other = askewSide(card, peer, side);
  return gapTo(card, peer, other) >= BEND ? other : side;
}

/** Is `near` straight ahead of `side`, and `far` behind that? */
function standsBefore(card: Rect, near: Rect, far: Rect, side: Side): boolean {
  const gap = gapTo(card, near, side);
  if (gap < 0 || gap + BEND > gapTo(card, far, side)) return false;
  return isUpright(side)
    ? near.y < card.y + card.height && card.y < near.y + near.height
    : near.x < card.x + card.width && card.x < near.x + near.width;
}

/** The side of the other axis that looks at `peer`. */
function askewSide(card: Rect, peer: Rect, side: Side): Side {
  const a = centreOf(card);
  const b = centreOf(peer);
  if (isUpright(side)) return b.y >= a.y ? 'bottom' : 'top';
  return b.x >= a.x ? 'right' : 'left';
}

/** How far `peer` begins beyond `side`; negative if it doesn't. */
function gapTo(card: Rect, peer: Rect, side: Side): number {
  if (side === 'right') return peer.x - card.x - card.width;
  if (side === 'left') return card.x - peer.x - peer.width;
  return side === 'bottom' ? peer.y - card.y - card.height : card.y - peer.y - peer.height;
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
  const start = isUpright(side) ? card.y : card.x;
  return sorted.map((wish, i) => {
    const at = places[i] as number;
    const rises = isUpright(side) && wish.peerAt < start + at - LEVEL;
    return { port: wish.port, side, ...pointOn(card, side, at), rises };
  });
}

function pointOn(card: Rect, side: Side, at: number): Point {
  if (side === 'left') return { x: 0, y: at };
  if (side === 'right') return { x: card.width, y: at };
  return { x: at, y: side === 'top' ? 0 : card.height };
}
