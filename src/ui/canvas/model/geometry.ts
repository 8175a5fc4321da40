// Everything on the canvas that follows from where the cards are: ports, cables, regions. Made anew for each move of a
// card; who draws a part of it subscribes to that part. Lazy, and what a move leaves alone is taken over from before:
// while one of hundreds of cards is dragged, this runs at every frame.

import { type Curve, cableCurve } from './cable-curve.ts';
import { corridorOf, detourOf } from './detour.ts';
import type { Network } from './networks.ts';
import { type DrawnRegion, drawRegion } from './network-region.ts';
import { layoutPorts, type PortSpot, type Wire } from './port-layout.ts';
import { overlaps, type Point, type Rect, type Side } from './rect.ts';
import type { Region } from './region.ts';
import type { CableView, Topology } from './topology.ts';
import { type MachineLinks, linksOf } from './machine-links.ts';

export interface Geometry {
  readonly cards: ReadonlyMap<string, Rect>;
  ports(machine: string): readonly PortSpot[];
  cable(id: string): Curve | undefined;
  region(network: Network): Region | undefined;
  /** What was laid out, for the geometry after this one. */
  readonly known: ReadonlyMap<string, Layout>;
  readonly drawn: ReadonlyMap<Network, DrawnRegion>;
  readonly curves: ReadonlyMap<string, KnownCurve>;
}

/** A cable, and the ends that it was drawn for. */
interface KnownCurve {
  readonly from: End;
  readonly to: End;
  readonly curve: Curve;
}

interface End {
  readonly card: Rect;
  readonly spot: PortSpot;
}

/** The ports of a card, and what they were laid out for. */
export interface Layout {
  readonly links: MachineLinks;
  readonly card: Rect;
  readonly peers: readonly (Rect | undefined)[];
  /** What has to stay free for its straight cables, wire by wire. */
  readonly corridors: readonly (Rect | undefined)[];
  /** By which sides the wires leave that have to go round another card. */
  readonly detours: readonly (Side | undefined)[];
  readonly spots: readonly PortSpot[];
  readonly byPort: ReadonlyMap<string, PortSpot>;
}

const NOTHING: readonly PortSpot[] = [];

export function computeGeometry(
  topology: Topology,
  cards: ReadonlyMap<string, Rect>,
  before?: Geometry,
): Geometry {
  const links = linksOf(topology);
  // Only the parts: holding `before` itself would chain every geometry that ever was.
  const [oldLayouts, oldRegions, oldCurves] = [before?.known, before?.drawn, before?.curves];
  const known = new Map<string, Layout>();
  const drawn = new Map<Network, DrawnRegion>();
  const curves = new Map<string, KnownCurve>();
  const moved = movedCards(cards, before?.cards);

  function layoutOf(machine: string): Layout | undefined {
    const done = known.get(machine);
    if (done) return done;
    const mine = links.get(machine);
    const card = cards.get(machine);
    if (!mine || !card) return undefined;
    const layout = layOut(mine, card, { cards, moved }, oldLayouts?.get(machine));
    known.set(machine, layout);
    return layout;
  }

  const ports = (machine: string) => layoutOf(machine)?.spots ?? NOTHING;
  const ground = { topology, cards, moved, ports };

  function endOf(end: CableView['ends'][number]): End | undefined {
    const layout = layoutOf(end.machine);
    const spot = layout?.byPort.get(end.port);
    return layout && spot && { card: layout.card, spot };
  }

  return {
    cards,
    known,
    drawn,
    curves,
    ports,
    cable(id) {
      const done = curves.get(id);
      if (done) return done.curve;
      const cable = topology.cable(id);
      const from = cable && endOf(cable.ends[0]);
      const to = cable && endOf(cable.ends[1]);
      if (!from || !to) return undefined;
      const next = curveBetween(from, to, oldCurves?.get(id));
      curves.set(id, next);
      return next.curve;
    },
    region(network) {
      const next = drawn.get(network) ?? drawRegion(network, ground, oldRegions?.get(network));
      if (next) drawn.set(network, next);
      return next?.region;
    },
  };
}

/** The same curve as before if neither end has moved. */
function curveBetween(from: End, to: End, before: KnownCurve | undefined): KnownCurve {
  if (before && isSameEnd(before.from, from) && isSameEnd(before.to, to)) return before;
  const curve = cableCurve(pointOf(from), from.spot.side, pointOf(to), to.spot.side);
  return { from, to, curve };
}

function isSameEnd(a: End, b: End): boolean {
  return a.card === b.card && a.spot === b.spot;
}

function pointOf({ card, spot }: End): Point {
  return { x: card.x + spot.x, y: card.y + spot.y };
}

function layOut(
  links: MachineLinks,
  card: Rect,
  { cards, moved }: { readonly cards: ReadonlyMap<string, Rect>; readonly moved: readonly Rect[] },
  before: Layout | undefined,
): Layout {
  const peers = links.wires.map((wire) => cards.get(wire.peer));
  const unmoved =
    before?.links === links && before.card === card && before.peers.every((peer, i) => peer === peers[i]);
  const isCrossed = (corridor: Rect | undefined) =>
    corridor !== undefined && moved.some((rect) => overlaps(rect, corridor));
  if (unmoved && !before.corridors.some(isCrossed)) return before;
  const was = before?.links === links && before.card === card ? before : undefined;
  const corridors = peers.map((peer) => peer && corridorOf(card, peer));
  const detours = corridors.map((corridor, i) => {
    const peer = peers[i];
    if (!corridor || !peer) return undefined;
    const stands = was?.peers[i] === peer && !isCrossed(corridor);
    return stands ? was.detours[i] : detourOf(card, peer, corridor, cards.values());
  });
  const wires = links.wires.flatMap(({ cable, port }, i): Wire[] => {
    const [peer, side] = [peers[i], detours[i]];
    return peer ? [{ cable, port, peer, ...(side && { side }) }] : [];
  });
  const spots = keep(layoutPorts(card, wires, links.free), before);
  const byPort = new Map(spots.map((spot) => [spot.port, spot]));
  return { links, card, peers, corridors, detours, spots, byPort };
}

/** Where those are that moved, and where they were: who was clear of both is as he was. */
function movedCards(cards: ReadonlyMap<string, Rect>, before: ReadonlyMap<string, Rect> | undefined): Rect[] {
  const moved: Rect[] = [];
  for (const [id, rect] of cards) {
    const was = before?.get(id);
    if (was === rect) continue;
    moved.push(rect);
    if (was) moved.push(was);
  }
  for (const [id, was] of before ?? []) if (!cards.has(id)) moved.push(was);
  return moved;
}

/** Spots that are where they were keep their identity, and so does the list if all of them do. */
function keep(next: readonly PortSpot[], before: Layout | undefined): readonly PortSpot[] {
  if (!before) return next;
  const kept = next.map((spot) => {
    const was = before.byPort.get(spot.port);
    const isSame = was && was.side === spot.side && was.x === spot.x && was.y === spot.y;
    return isSame && was.rises === spot.rises ? was : spot;
  });
  const same = kept.length === before.spots.length && kept.every((spot, i) => spot === before.spots[i]);
  return same ? before.spots : kept;
}
