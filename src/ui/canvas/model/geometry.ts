// Everything on the canvas that follows from where the cards are: ports, cables, regions. Made anew for each move of a
// card; who draws a part of it subscribes to that part. Lazy, and what a move leaves alone is taken over from before:
// while one of hundreds of cards is dragged, this runs at every frame.

import { type Curve, cableCurve } from './cable-curve.ts';
import { corridorOf, detourOf } from './detour.ts';
import type { Network } from './networks.ts';
import { layoutPorts, NEW_PORT, type PortSpot, type Wire } from './port-layout.ts';
import { overlaps, type Point, type Rect, type Side } from './rect.ts';
import { type LabelPlace, type Region, regionOf } from './region.ts';
import type { CableView, Topology } from './topology.ts';
import { type MachineLinks, linksOf } from './machine-links.ts';

export interface Geometry {
  readonly cards: ReadonlyMap<string, Rect>;
  ports(machine: string): readonly PortSpot[];
  cable(id: string): Curve | undefined;
  region(network: Network): Region | undefined;
  /** What was laid out, for the geometry after this one. */
  readonly known: ReadonlyMap<string, Layout>;
}

/** The ports of a card, and what they were laid out for. */
export interface Layout {
  readonly links: MachineLinks;
  readonly card: Rect;
  readonly peers: readonly (Rect | undefined)[];
  /** What has to stay free for its straight cables. */
  readonly corridors: readonly Rect[];
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
  // Only the layouts: holding `before` itself would chain every geometry that ever was.
  const old = before?.known;
  const known = new Map<string, Layout>();
  const moved = movedCards(cards, before?.cards);

  function layoutOf(machine: string): Layout | undefined {
    const done = known.get(machine);
    if (done) return done;
    const mine = links.get(machine);
    const card = cards.get(machine);
    if (!mine || !card) return undefined;
    const layout = layOut(mine, card, { cards, moved }, old?.get(machine));
    known.set(machine, layout);
    return layout;
  }

  function endOf(end: CableView['ends'][number]): { point: Point; side: Side } | undefined {
    const layout = layoutOf(end.machine);
    const spot = layout?.byPort.get(end.port);
    return (
      layout && spot && { point: { x: layout.card.x + spot.x, y: layout.card.y + spot.y }, side: spot.side }
    );
  }

  return {
    cards,
    known,
    ports: (machine) => layoutOf(machine)?.spots ?? NOTHING,
    cable(id) {
      const cable = topology.cable(id);
      const from = cable && endOf(cable.ends[0]);
      const to = cable && endOf(cable.ends[1]);
      return from && to && cableCurve(from.point, from.side, to.point, to.side);
    },
    region: (network) => regionFor(network, topology, cards, (id) => layoutOf(id)?.spots ?? NOTHING),
  };
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
  if (unmoved && !before.corridors.some((corridor) => moved.some((rect) => overlaps(rect, corridor))))
    return before;
  const corridors: Rect[] = [];
  const wires = links.wires.flatMap((wire, i): Wire[] => {
    const peer = peers[i];
    if (!peer) return [];
    const corridor = corridorOf(card, peer);
    if (corridor) corridors.push(corridor);
    const side = corridor && detourOf(card, peer, corridor, cards.values());
    return [{ cable: wire.cable, port: wire.port, peer, ...(side && { side }) }];
  });
  const spots = keep(layoutPorts(card, wires, links.free), before);
  const byPort = new Map(spots.map((spot) => [spot.port, spot]));
  return { links, card, peers, corridors, spots, byPort };
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

function regionFor(
  network: Network,
  topology: Topology,
  cards: ReadonlyMap<string, Rect>,
  ports: (machine: string) => readonly PortSpot[],
): Region | undefined {
  const members = new Set(network.machines);
  const inside = network.machines.filter((id) => cards.has(id));
  if (inside.length === 0) return undefined;
  const card = (id: string) => cards.get(id) as Rect;
  // A router is in several networks: a prefix is written beside a card that is in this one only.
  const own = inside.filter((id) => !topology.isShared(id));
  return regionOf({
    members: inside.map(card),
    labelled: (own.length > 0 ? own : inside).map((id) => labelPlace(card(id), ports(id))),
    aliens: [...cards.keys()].filter((id) => !members.has(id)).map(card),
    links: network.cables.flatMap((id) => {
      const ends = topology.cable(id)?.ends.map((end) => end.machine) ?? [];
      const [a, b] = ends.map((machine) => (members.has(machine) ? cards.get(machine) : undefined));
      return a && b ? [[a, b] as const] : [];
    }),
  });
}

/** Free ports and the place of a new one are small enough to write beside. */
function labelPlace(card: Rect, ports: readonly PortSpot[]): LabelPlace {
  return {
    card,
    above: !ports.some((spot) => spot.side === 'top'),
    below: !ports.some((spot) => spot.side === 'bottom' && spot.port !== NEW_PORT),
  };
}
