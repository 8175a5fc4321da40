// What is inside a machine: its named namespaces, the bridges of its root namespace, and what joins them. Veth pairs are
// cables here; a port in its bridge and a device on top of another one are joined to it. A pure function of the document.

import { parseIpv4Cidr, networkOf } from '../../../wire/ipv4-addr.ts';
import { devKey, type Segments } from '../../../document/segments.ts';
import type { DevDoc, MachineDoc, NetnsDoc } from '../../../document/schema.ts';
import { insideId } from '../../../lab/inside.ts';
import type { Network } from './networks.ts';

export type LinkState = 'up' | 'down' | 'no-carrier';

/** A device that takes no cable. */
export interface DevView {
  readonly name: string;
  readonly kind: DevDoc['kind'];
  readonly state: LinkState;
  readonly addrs: readonly string[];
}

/** A named namespace, or a bridge of the root namespace. */
export interface BoxView {
  /** What names it everywhere in the page: see lab/inside.ts. */
  readonly id: string;
  readonly kind: 'netns' | 'bridge';
  readonly name: string;
  /** A bridge's own device; all of a namespace's but lo. */
  readonly devs: readonly DevView[];
  readonly ports: number;
}

export interface WireEnd {
  /** Absent: the root namespace, which is the card itself. */
  readonly box?: string;
  /** '' is the root namespace. */
  readonly netns: string;
  readonly dev: string;
}

export interface WireView {
  readonly id: string;
  /** A veth pair; a port of the root namespace in its bridge; a device on top of another one. */
  readonly kind: 'veth' | 'port' | 'upper';
  readonly ends: readonly [WireEnd, WireEnd];
  readonly state: LinkState;
  /** Index into the network palette; undefined: no addresses on this segment. */
  readonly network: number | undefined;
}

/** A network that doesn't leave the machine. */
export interface InsideNetwork {
  readonly id: string;
  readonly prefix: string;
  readonly tint: number;
  readonly boxes: readonly string[];
}

export interface InsideView {
  readonly boxes: readonly BoxView[];
  readonly wires: readonly WireView[];
  readonly networks: readonly InsideNetwork[];
}

/** Undefined if there is nothing: the card stays as small as it is. */
export function readInside(
  machine: MachineDoc,
  segments: Segments,
  networks: readonly Network[],
): InsideView | undefined {
  const [root, ...named] = machine.netns;
  if (!root) return undefined;
  const place: Place = { machine, root, segments, networks };
  const bridges = machine.kind === 'switch' ? [] : root.devs.filter((dev) => dev.kind === 'bridge');
  const boxes = [
    ...bridges.map((bridge) => bridgeBox(bridge, root, place)),
    ...named.map((netns) => netnsBox(netns, place)),
  ];
  const wires = [...vethWires(place), ...portWires(place), ...upperWires(place)];
  if (boxes.length + wires.length === 0) return undefined;
  return {
    boxes,
    wires,
    networks: networks
      .filter((network) => network.inside === machine.id)
      .map(({ id, prefix, tint, segment }) => {
        const isIn = (netns: string, dev: DevDoc): boolean =>
          isMember(dev, netns, { prefix, segment }, place);
        const inBridges = bridges.filter((bridge) => isOn(bridge, '', segment, place));
        const inNetns = named.filter((netns) => netns.devs.some((dev) => isIn(netns.name, dev)));
        return {
          id,
          prefix,
          tint,
          boxes: [
            ...inBridges.map((bridge) => linkId(machine.id, '', bridge.name)),
            ...inNetns.map((netns) => netnsId(machine.id, netns.name)),
          ],
        };
      }),
  };
}

/** The rows of the root namespace: what isn't drawn as a box of its own, or as the port of one. */
export function rootDevs(machine: MachineDoc, root: NetnsDoc): DevView[] {
  const isRow = ({ kind, master }: DevDoc): boolean =>
    kind !== 'physical' && kind !== 'bridge' && (kind !== 'veth' || master === undefined);
  const rows =
    machine.kind === 'switch' ? root.devs.filter((dev) => dev.kind !== 'physical') : root.devs.filter(isRow);
  return rows.filter((dev) => dev.kind !== 'loopback').map((dev) => devView(dev, machine));
}

function netnsId(machine: string, netns: string): string {
  return insideId({ kind: 'netns', machine, netns });
}

function linkId(machine: string, netns: string, dev: string): string {
  return insideId({ kind: 'link', machine, netns, dev });
}

interface Place {
  readonly machine: MachineDoc;
  readonly root: NetnsDoc;
  readonly segments: Segments;
  readonly networks: readonly Network[];
}

function bridgeBox(bridge: DevDoc, root: NetnsDoc, { machine }: Place): BoxView {
  return {
    id: linkId(machine.id, '', bridge.name),
    kind: 'bridge',
    name: bridge.name,
    devs: [devView(bridge, machine)],
    ports: root.devs.filter((dev) => dev.master === bridge.name).length,
  };
}

function netnsBox(netns: NetnsDoc, { machine }: Place): BoxView {
  const devs = netns.devs.filter((dev) => dev.kind !== 'loopback');
  return {
    id: netnsId(machine.id, netns.name),
    kind: 'netns',
    name: netns.name,
    devs: devs.map((dev) => devView(dev, machine)),
    ports: devs.filter((dev) => dev.master !== undefined).length,
  };
}

function devView(dev: DevDoc, machine: MachineDoc): DevView {
  return {
    name: dev.name,
    kind: dev.kind,
    state: devState(dev, machine),
    addrs: dev.addrs.map((addr) => addr.cidr),
  };
}

/** A veth end has a carrier while the other end is up (drivers/net/veth.c); `ip link` says M-DOWN otherwise. */
function devState(dev: DevDoc, machine: MachineDoc): LinkState {
  if (!dev.up) return 'down';
  if (dev.kind !== 'veth') return 'up';
  return peerOf(dev, machine)?.up ? 'up' : 'no-carrier';
}

function peerOf({ peer }: DevDoc, machine: MachineDoc): DevDoc | undefined {
  const netns = peer && machine.netns.find(({ name }) => name === peer.netns);
  return netns?.devs.find(({ name }) => name === peer?.name);
}

function vethWires(place: Place): WireView[] {
  const { machine } = place;
  const wires: WireView[] = [];
  const seen = new Set<string>();
  for (const netns of machine.netns) {
    for (const dev of netns.devs) {
      const key = devKey(machine.id, netns.name, dev.name);
      const far = dev.peer && devKey(machine.id, dev.peer.netns, dev.peer.name);
      if (!dev.peer || far === undefined || seen.has(far)) continue;
      seen.add(key);
      const there = machine.netns.find(({ name }) => name === dev.peer?.netns);
      const peer = peerOf(dev, machine);
      if (!there || !peer) continue;
      wires.push({
        id: linkId(machine.id, netns.name, dev.name),
        kind: 'veth',
        ends: [endOf(netns, dev, place), endOf(there, peer, place)],
        state: dev.up && peer.up ? 'up' : dev.up || peer.up ? 'no-carrier' : 'down',
        network: tintOf(netns.name, dev.name, place),
      });
    }
  }
  return wires;
}

/** A veth end in a bridge of the root namespace is plugged in there; anything else at its namespace. */
function endOf(netns: NetnsDoc, dev: DevDoc, { machine, root }: Place): WireEnd {
  const end = { netns: netns.name, dev: dev.name };
  if (netns !== root) return { ...end, box: netnsId(machine.id, netns.name) };
  if (dev.master === undefined || machine.kind === 'switch') return end;
  return { ...end, box: linkId(machine.id, '', dev.master) };
}

/** Ports of the machine itself (and vxlan and the like) in its bridges. */
function portWires(place: Place): WireView[] {
  const { machine, root } = place;
  if (machine.kind === 'switch') return [];
  return root.devs
    .filter((dev) => dev.master !== undefined && dev.kind !== 'veth')
    .map((dev) => {
      const bridge = root.devs.find(({ name }) => name === dev.master);
      return {
        id: insideId({ kind: 'port', machine: machine.id, netns: '', dev: dev.name }),
        kind: 'port',
        ends: [
          { netns: '', dev: dev.name },
          { netns: '', dev: dev.master ?? '', box: linkId(machine.id, '', dev.master ?? '') },
        ],
        state: !dev.up || !bridge?.up ? 'down' : 'up',
        network: tintOf('', dev.name, place),
      };
    });
}

/** A macvlan or a tunnel in one namespace, and the device that it uses in another. */
function upperWires(place: Place): WireView[] {
  const { machine } = place;
  return machine.netns.flatMap((netns) =>
    netns.devs.flatMap((dev): WireView[] => {
      const lower = lowerOf(netns, dev);
      const there = machine.netns.find(({ name }) => name === lower?.netns);
      const under = there?.devs.find(({ name }) => name === lower?.name);
      if (!there || !under || there === netns) return [];
      return [
        {
          id: linkId(machine.id, netns.name, dev.name),
          kind: 'upper',
          ends: [endOf(there, under, place), endOf(netns, dev, place)],
          state: dev.up && under.up ? 'up' : 'down',
          network: tintOf(netns.name, dev.name, place),
        },
      ];
    }),
  );
}

function lowerOf(netns: NetnsDoc, { macvlan, vxlan }: DevDoc): { netns: string; name: string } | undefined {
  if (macvlan) return macvlan.lower;
  return vxlan?.dev === undefined ? undefined : { netns: vxlan.underlay ?? netns.name, name: vxlan.dev };
}

function tintOf(netns: string, dev: string, { machine, segments, networks }: Place): number | undefined {
  const segment = segments.find(devKey(machine.id, netns, dev));
  return networks.find((network) => network.segment === segment)?.tint;
}

function isOn(dev: DevDoc, netns: string, segment: string, { machine, segments }: Place): boolean {
  return segments.find(devKey(machine.id, netns, dev.name)) === segment;
}

function isMember(
  dev: DevDoc,
  netns: string,
  network: { readonly prefix: string; readonly segment: string },
  place: Place,
): boolean {
  if (!isOn(dev, netns, network.segment, place)) return false;
  // A namespace that only bridges is in the network by its ports.
  if (dev.kind === 'bridge') return true;
  return dev.addrs.some(({ cidr }) => prefixOf(cidr) === network.prefix);
}

function prefixOf(text: string): string | undefined {
  const cidr = parseIpv4Cidr(text);
  return cidr.ok ? `${networkOf(cidr.value)}/${cidr.value.prefixLen}` : undefined;
}
