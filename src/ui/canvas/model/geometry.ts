// Everything on the canvas that follows from where the cards are: ports, cables, regions. Computed once for each move of
// a card; who draws a part of it subscribes to that part.

import { type Curve, cableCurve } from './cable-curve.ts';
import type { Network } from './networks.ts';
import { layoutPorts, NEW_PORT, type PortSpot, type Wire } from './port-layout.ts';
import { centreOf, type Point, type Rect } from './rect.ts';
import { type LabelPlace, type Region, regionOf } from './region.ts';
import type { CableView, Topology } from './topology.ts';

export interface Geometry {
  readonly cards: ReadonlyMap<string, Rect>;
  /** The port lists that somebody asked for. */
  readonly known: ReadonlyMap<string, readonly PortSpot[]>;
  ports(machine: string): readonly PortSpot[];
  cable(id: string): Curve | undefined;
  region(network: Network): Region | undefined;
}

const NOTHING: readonly PortSpot[] = [];

/** Lazy: what nobody looks at isn't computed. Keeps the port lists of `before` that are still the same. */
export function computeGeometry(
  topology: Topology,
  cards: ReadonlyMap<string, Rect>,
  before?: Geometry,
): Geometry {
  const wires = wiresByMachine(topology);
  // Only the lists: holding `before` itself would chain every geometry that ever was.
  const old = before?.known;
  const ports = new Map<string, readonly PortSpot[]>();

  function portsOf(machine: string): readonly PortSpot[] {
    const known = ports.get(machine);
    if (known) return known;
    const card = cards.get(machine);
    const view = topology.machine(machine);
    if (!card || !view) return NOTHING;
    const mine = (wires.get(machine) ?? []).flatMap((wire) => {
      const peer = cards.get(wire.peer);
      return peer ? [{ cable: wire.cable, port: wire.port, peer } satisfies Wire] : [];
    });
    const free = view.ports.filter((port) => port.cable === undefined).map((port) => port.name);
    const spots = keep(layoutPorts(card, mine, free), old?.get(machine));
    ports.set(machine, spots);
    return spots;
  }

  function endOf(end: { readonly machine: string; readonly port: string }) {
    const card = cards.get(end.machine);
    const spot = portsOf(end.machine).find((candidate) => candidate.port === end.port);
    return card && spot && { point: { x: card.x + spot.x, y: card.y + spot.y }, side: spot.side };
  }

  return {
    cards,
    known: ports,
    ports: portsOf,
    cable(id) {
      const cable = topology.cable(id);
      const from = cable && endOf(cable.ends[0]);
      const to = cable && endOf(cable.ends[1]);
      return from && to && cableCurve(from.point, from.side, to.point, to.side);
    },
    region(network) {
      const members = new Set(network.machines);
      const inside = [...cards].filter(([id]) => members.has(id));
      if (inside.length === 0) return undefined;
      const aliens = [...cards].filter(([id]) => !members.has(id)).map(([, card]) => card);
      // A router is in several networks: a prefix is written over a card that is in this one only.
      const own = inside.filter(
        ([id]) => !topology.networks.some((n) => n !== network && n.machines.includes(id)),
      );
      return regionOf({
        members: inside.map(([, card]) => card),
        labelled: (own.length > 0 ? own : inside).map(([id, card]) => labelPlace(card, portsOf(id))),
        aliens,
        links: linksOf(network, members, topology, cards),
      });
    },
  };
}

/** Free ports and the place of a new one are small enough to write beside, except below. */
function labelPlace(card: Rect, ports: readonly PortSpot[]): LabelPlace {
  return {
    card,
    above: !ports.some((spot) => spot.side === 'top'),
    below: !ports.some((spot) => spot.side === 'bottom' && spot.port !== NEW_PORT),
  };
}

interface WireTo {
  readonly cable: string;
  readonly port: string;
  readonly peer: string;
}

const wireCache = new WeakMap<readonly CableView[], ReadonlyMap<string, readonly WireTo[]>>();

function wiresByMachine(topology: Topology): ReadonlyMap<string, readonly WireTo[]> {
  const known = wireCache.get(topology.cables);
  if (known) return known;
  const wires = new Map<string, WireTo[]>();
  const add = (machine: string, wire: WireTo) => {
    const list = wires.get(machine);
    if (list) list.push(wire);
    else wires.set(machine, [wire]);
  };
  for (const { id, ends } of topology.cables) {
    add(ends[0].machine, { cable: id, port: ends[0].port, peer: ends[1].machine });
    add(ends[1].machine, { cable: id, port: ends[1].port, peer: ends[0].machine });
  }
  wireCache.set(topology.cables, wires);
  return wires;
}

function linksOf(
  network: Network,
  members: ReadonlySet<string>,
  topology: Topology,
  cards: ReadonlyMap<string, Rect>,
): (readonly [Point, Point])[] {
  return network.cables.flatMap((id) => {
    const ends = topology.cable(id)?.ends;
    const a = ends && members.has(ends[0].machine) && cards.get(ends[0].machine);
    const b = ends && members.has(ends[1].machine) && cards.get(ends[1].machine);
    return a && b ? [[centreOf(a), centreOf(b)] as const] : [];
  });
}

function keep(next: readonly PortSpot[], old: readonly PortSpot[] | undefined): readonly PortSpot[] {
  const same =
    old &&
    old.length === next.length &&
    next.every((spot, i) => {
      const was = old[i] as PortSpot;
      return was.port === spot.port && was.side === spot.side && was.x === spot.x && was.y === spot.y;
    });
  return same ? old : next;
}
