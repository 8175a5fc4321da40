// What the canvas shows of a document: one view a machine and one a cable, and the networks they form. A pure function;
// what did not change keeps its identity from one document to the next, so that a card renders only when its machine did.

import type { CableDoc, DevDoc, LabDocument, MachineDoc, NetnsDoc } from '../../../document/schema.ts';
import { joinSegments, type Segments } from '../../../document/segments.ts';
import { type DevView, type InsideView, type LinkState, readInside, rootDevs } from './inside.ts';
import { deriveNetworks, type Network } from './networks.ts';
import { deriveTunnels, type TunnelView } from './tunnels.ts';

export interface PortView {
  readonly name: string;
  readonly state: LinkState;
  readonly addrs: readonly string[];
  readonly cable: string | undefined;
  /** The bridge that it is a port of. */
  readonly master: string | undefined;
}

export interface MachineView {
  readonly id: string;
  readonly name: string;
  readonly kind: MachineDoc['kind'];
  /** The physical ports of the root namespace: what takes a cable. */
  readonly ports: readonly PortView[];
  /** Ends of veth pairs and the like, as far as they aren't ports of a bridge. */
  readonly others: readonly DevView[];
  /** Namespaces, bridges, and what joins them. */
  readonly inside: InsideView | undefined;
  /** `via 192.0.2.1` or `dev eth0`. */
  readonly defaultRoute: string | undefined;
  readonly ipForward: boolean;
}

export interface CableView {
  readonly id: string;
  readonly ends: CableDoc['ends'];
  readonly state: LinkState;
  readonly plugged: boolean;
  /** One way, in microseconds. */
  readonly delay: number;
  readonly loss: number;
  /** Index into the network palette; undefined: no addresses on this segment. */
  readonly network: number | undefined;
}

export interface Topology {
  readonly machines: readonly MachineView[];
  readonly cables: readonly CableView[];
  readonly networks: readonly Network[];
  readonly tunnels: readonly TunnelView[];
  machine(id: string): MachineView | undefined;
  cable(id: string): CableView | undefined;
  /** Is the machine in more than one network? */
  isShared(id: string): boolean;
}

/** Reads `document`, keeping from `before` what is the same. */
export function readTopology(document: LabDocument, before?: Topology): Topology {
  const segments = joinSegments(document);
  const networks = deriveNetworks(document, segments);
  const index: Index = { ...indexOf(document), segments, networks };
  const tints = new Map<string, number>();
  for (const network of networks) {
    for (const cable of network.cables) if (!tints.has(cable)) tints.set(cable, network.tint);
  }
  const machines = document.machines.map((machine) =>
    keep(readMachine(machine, index), before?.machine(machine.id)),
  );
  const cables = document.cables.map((cable) =>
    keep(readCable(cable, index, tints.get(cable.id)), before?.cable(cable.id)),
  );
  const parts: Parts = {
    machines: keepList(machines, before?.machines),
    cables: keepList(cables, before?.cables),
    networks: keepList(
      networks.map((network, i) => keep(network, before?.networks[i])),
      before?.networks,
    ),
    tunnels: keep(deriveTunnels(document), before?.tunnels),
  };
  const isSame = before && (Object.keys(parts) as (keyof Parts)[]).every((key) => parts[key] === before[key]);
  return isSame ? before : make(parts);
}

type Parts = Pick<Topology, 'machines' | 'cables' | 'networks' | 'tunnels'>;

function make(parts: Parts): Topology {
  const { machines, cables, networks } = parts;
  const machineById = new Map(machines.map((machine) => [machine.id, machine]));
  const cableById = new Map(cables.map((cable) => [cable.id, cable]));
  const memberships = new Map<string, number>();
  for (const id of networks.flatMap((network) => network.machines)) {
    memberships.set(id, (memberships.get(id) ?? 0) + 1);
  }
  return {
    ...parts,
    machine: (id) => machineById.get(id),
    cable: (id) => cableById.get(id),
    isShared: (id) => (memberships.get(id) ?? 0) > 1,
  };
}

interface Index {
  readonly machines: ReadonlyMap<string, MachineDoc>;
  /** By `machine port`. */
  readonly cables: ReadonlyMap<string, CableDoc>;
  readonly segments: Segments;
  readonly networks: readonly Network[];
}

function indexOf(document: LabDocument): Pick<Index, 'machines' | 'cables'> {
  const cables = new Map<string, CableDoc>();
  for (const cable of document.cables) {
    for (const end of cable.ends) cables.set(`${end.machine} ${end.port}`, cable);
  }
  return { machines: new Map(document.machines.map((machine) => [machine.id, machine])), cables };
}

export function rootNetns(machine: MachineDoc): NetnsDoc | undefined {
  return machine.netns[0];
}

function readMachine(machine: MachineDoc, index: Index): MachineView {
  const root = rootNetns(machine);
  const devs = root?.devs ?? [];
  return {
    id: machine.id,
    name: machine.name,
    kind: machine.kind,
    ports: devs.filter((dev) => dev.kind === 'physical').map((dev) => readPort(machine.id, dev, index)),
    others: root ? rootDevs(machine, root) : [],
    inside: readInside(machine, index.segments, index.networks),
    defaultRoute: root && defaultRoute(root),
    ipForward: root?.sysctl['net.ipv4.ip_forward'] === '1',
  };
}

function readPort(machine: string, dev: DevDoc, index: Index): PortView {
  const cable = index.cables.get(`${machine} ${dev.name}`);
  return {
    name: dev.name,
    state: linkState(machine, dev, cable, index),
    addrs: dev.addrs.map((addr) => addr.cidr),
    cable: cable?.id,
    master: dev.master,
  };
}

/** DOWN by the administrator, or up and either with or without something at the other end. */
function linkState(machine: string, dev: DevDoc, cable: CableDoc | undefined, index: Index): LinkState {
  if (!dev.up) return 'down';
  if (!cable?.plugged) return 'no-carrier';
  const peer = cable.ends.find((end) => end.machine !== machine || end.port !== dev.name);
  return peer && devAt(peer, index)?.up ? 'up' : 'no-carrier';
}

function devAt(end: CableDoc['ends'][number], index: Index): DevDoc | undefined {
  const machine = index.machines.get(end.machine);
  return machine && rootNetns(machine)?.devs.find((dev) => dev.name === end.port);
}

function readCable(cable: CableDoc, index: Index, network: number | undefined): CableView {
  const ups = cable.ends.map((end) => devAt(end, index)?.up ?? false);
  return {
    id: cable.id,
    ends: cable.ends,
    state: !cable.plugged ? 'no-carrier' : ups[0] && ups[1] ? 'up' : 'down',
    plugged: cable.plugged,
    delay: cable.delay,
    loss: cable.loss,
    network,
  };
}

function defaultRoute(root: NetnsDoc): string | undefined {
  const route = root.routes.find(
    (candidate) =>
      (candidate.dst === '0.0.0.0/0' || candidate.dst === 'default') && (candidate.table ?? 254) === 254,
  );
  if (!route) return undefined;
  if (route.type) return route.type;
  return route.via !== undefined ? `via ${route.via}` : `dev ${route.dev ?? '?'}`;
}

/** `old` if it says the same. Views are small, so that their text is the cheapest comparison that can't go stale. */
function keep<T>(next: T, old: T | undefined): T {
  return old !== undefined && JSON.stringify(old) === JSON.stringify(next) ? old : next;
}

function keepList<T>(next: readonly T[], old: readonly T[] | undefined): readonly T[] {
  return old && old.length === next.length && next.every((item, i) => item === old[i]) ? old : next;
}
