// The region of a network among all the cards, drawn once for a geometry. What no card's move touches is taken over from
// the geometry before: while one of hundreds is dragged, the other networks' regions are there.

import type { Network } from './networks.ts';
import { NEW_PORT, type PortSpot } from './port-layout.ts';
import { boundsOf, overlaps, type Rect } from './rect.ts';
import { type LabelPlace, REGION_MARGIN, type Region, regionOf } from './region.ts';
import type { Topology } from './topology.ts';

/** A region, and what it was drawn for. */
export interface DrawnRegion {
  readonly topology: Topology;
  readonly members: readonly Rect[];
  readonly ports: readonly (readonly PortSpot[])[];
  readonly region: Region;
}

export interface RegionGround {
  readonly topology: Topology;
  readonly cards: ReadonlyMap<string, Rect>;
  /** Where those cards are that moved since the geometry before, and where they were. */
  readonly moved: readonly Rect[];
  ports(machine: string): readonly PortSpot[];
}

export function drawRegion(
  network: Network,
  ground: RegionGround,
  before: DrawnRegion | undefined,
): DrawnRegion | undefined {
  const { topology, cards } = ground;
  const inside = network.machines.filter((id) => cards.has(id));
  if (inside.length === 0) return undefined;
  const members = inside.map((id) => cards.get(id) as Rect);
  // A router is in several networks: a prefix is written beside a card that is in this one only.
  const own = inside.filter((id) => !topology.isShared(id));
  const labelled = own.length > 0 ? own : inside;
  const ports = labelled.map((id) => ground.ports(id));
  const stands =
    before?.topology === topology &&
    isSameList(before.members, members) &&
    isSameList(before.ports, ports) &&
    isClear(members, ground.moved);
  if (stands) return before;
  const labels = labelled.map((id, i) => labelPlace(cards.get(id) as Rect, ports[i] ?? []));
  return { topology, members, ports, region: regionAmong(network, ground, members, labels) };
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}

/** Has nothing moved that the region may have to leave out? */
function isClear(members: readonly Rect[], moved: readonly Rect[]): boolean {
  const bounds = boundsOf(members);
  return bounds !== undefined && !moved.some((rect) => overlaps(rect, bounds, REGION_MARGIN));
}

function regionAmong(
  network: Network,
  { topology, cards }: RegionGround,
  members: readonly Rect[],
  labelled: readonly LabelPlace[],
): Region {
  const ids = new Set(network.machines);
  const aliens: Rect[] = [];
  for (const [id, card] of cards) if (!ids.has(id)) aliens.push(card);
  const links = network.cables.flatMap((id) => {
    const ends = topology.cable(id)?.ends.map((end) => end.machine) ?? [];
    const [a, b] = ends.map((machine) => (ids.has(machine) ? cards.get(machine) : undefined));
    return a && b ? [[a, b] as const] : [];
  });
  return regionOf({ members, labelled, aliens, links });
}

/** Free ports and the place of a new one are small enough to write beside. */
function labelPlace(card: Rect, ports: readonly PortSpot[]): LabelPlace {
  return {
    card,
    above: !ports.some((spot) => spot.side === 'top'),
    below: !ports.some((spot) => spot.side === 'bottom' && spot.port !== NEW_PORT),
  };
}
