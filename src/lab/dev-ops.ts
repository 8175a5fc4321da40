// The operations on devices between two states of a namespace: remove, add, settle (addresses, bridge, MTU …), up.

import { ifindexesOf, usualMtu } from '../document/kinds.ts';
import type { AddrDoc, DevDoc, NetnsDoc } from '../document/schema.ts';
import { type Nanos, type NetnsId, SECOND } from '../engine/ids.ts';
import type { LinkKindSpec, Op } from '../engine/netlink.ts';
import { treeOptions } from './bridge-options.ts';
import { BRPORT_DEFAULTS, DEFAULT_AGEING_S } from './defaults.ts';
import { type DevPair, netnsIdOf, type NetnsPair } from './netns-pairs.ts';
import { cidrOf, ipv4Of, macOf } from './texts.ts';
import { isUpper } from './upper-ops.ts';

/** Deleting one end of a veth pair deletes both, so only the first of them is named. */
export function removedDevOps(pair: NetnsPair): Op[] {
  return pair.removed
    .filter((dev) => dev.kind !== 'loopback' && !isUpper(dev) && isFirstEnd(pair.from, dev))
    .map((dev) => ({ op: 'link.del', netns: pair.id, name: dev.name }));
}

/** Makes the new devices; of a veth pair, both ends at once. */
export function addedDevOps(pair: NetnsPair): Op[] {
  return pair.added
    .filter(({ dev }) => dev.kind !== 'loopback' && !isUpper(dev) && isFirstEnd(pair.to, dev))
    .map(({ dev, ifindex }) => ({
      op: 'link.add',
      netns: pair.id,
      name: dev.name,
      link: linkKind(pair, dev),
      index: ifindex,
      ...(dev.mac !== undefined && { mac: macOf(dev.mac) }),
    }));
}

function linkKind({ machine }: NetnsPair, dev: DevDoc): LinkKindSpec {
  if (!dev.peer) return { kind: dev.kind === 'bridge' ? 'bridge' : 'physical' };
  const { netns, name } = dev.peer;
  const devs = machine.netns.find((other) => other.name === netns)?.devs ?? [];
  const at = devs.findIndex((other) => other.name === name);
  const index = ifindexesOf(devs)[at];
  const mac = devs[at]?.mac;
  return {
    kind: 'veth',
    peer: {
      name,
      netns: netnsIdOf(machine.id, netns),
      ...(index !== undefined && { index }),
      ...(mac !== undefined && { mac: macOf(mac) }),
    },
  };
}

/** Of the two ends of a pair, the one in the namespace (then of the name) that sorts first. */
function isFirstEnd(netns: NetnsDoc, dev: DevDoc): boolean {
  if (!dev.peer) return true;
  return netns.name === dev.peer.netns ? dev.name < dev.peer.name : netns.name < dev.peer.netns;
}

/** Everything of a device but whether it is up; what goes down goes down here. */
export function settleOps(pair: NetnsPair): Op[] {
  const fresh = pair.added.map(({ dev }): DevPair => ({ from: freshDev(dev), to: dev }));
  const devs = [...pair.kept, ...fresh];
  return [
    ...devs.flatMap((both) => settleDevOps(pair.id, both)),
    ...pair.to.devs.filter((dev) => dev.kind === 'bridge').flatMap((bridge) => portOps(pair, bridge)),
    ...devs.flatMap((both) => brportOps(pair, both)),
  ];
}

/** What `link.add` has made of it. */
function freshDev({ name, kind, mac }: DevDoc): DevDoc {
  return { name, kind, ...(mac !== undefined && { mac }), up: false, addrs: [] };
}

function settleDevOps(netns: NetnsId, { from, to }: DevPair): Op[] {
  const ops: Op[] = [];
  const mtu = to.mtu ?? usualMtu(to.kind);
  if (from.up && !to.up) ops.push({ op: 'link.set', netns, name: to.name, up: false });
  if (to.mac !== undefined && to.mac !== from.mac) {
    ops.push({ op: 'link.set', netns, name: to.name, mac: macOf(to.mac) });
  }
  if (mtu !== undefined && mtu !== (from.mtu ?? usualMtu(from.kind)))
    ops.push({ op: 'link.set', netns, name: to.name, mtu });
  const ageing = to.bridge?.ageing ?? DEFAULT_AGEING_S;
  const options = treeOptions(from.bridge, to.bridge);
  const bridge = {
    ...(ageing !== (from.bridge?.ageing ?? DEFAULT_AGEING_S) && {
      ageing: Math.round(ageing * SECOND) as Nanos,
    }),
    ...(Object.keys(options).length > 0 && { options }),
  };
  if (Object.keys(bridge).length > 0) ops.push({ op: 'link.set', netns, name: to.name, bridge });
  return [...ops, ...addrOps(netns, to.name, from.addrs, to.addrs)];
}

/** Addresses have an order (the first of a subnet is the primary one): from the first difference on they are made anew. */
export function addrOps(netns: NetnsId, dev: string, from: readonly AddrDoc[], to: readonly AddrDoc[]): Op[] {
  const wanted = new Set(to.map((addr) => JSON.stringify(addr)));
  const stay = from.filter((addr) => wanted.has(JSON.stringify(addr)));
  const same = stay.findIndex((addr, i) => JSON.stringify(addr) !== JSON.stringify(to[i]));
  const kept = same < 0 ? stay : stay.slice(0, same);
  const gone = from.filter((addr) => !kept.includes(addr));
  // Secondary addresses come last in the list; they go first, because a primary one takes them along.
  return [
    ...gone.reverse().map((addr) => addrDelOp(netns, dev, addr)),
    ...to.slice(kept.length).map((addr) => addrAddOp(netns, dev, addr)),
  ];
}

function addrDelOp(netns: NetnsId, dev: string, { cidr, peer }: AddrDoc): Op {
  return {
    op: 'addr.del',
    netns,
    dev,
    cidr: cidrOf(cidr),
    ...(peer !== undefined && { peer: ipv4Of(peer) }),
  };
}

function addrAddOp(netns: NetnsId, dev: string, addr: AddrDoc): Op {
  return {
    op: 'addr.add',
    netns,
    dev,
    cidr: cidrOf(addr.cidr),
    ...(addr.peer !== undefined && { peer: ipv4Of(addr.peer) }),
    ...(addr.noPrefixRoute && { noPrefixRoute: true }),
    ...(addr.metric !== undefined && { metric: addr.metric }),
    ...(addr.validLft !== undefined && { validLft: addr.validLft }),
    ...(addr.preferredLft !== undefined && { preferredLft: addr.preferredLft }),
    ...(addr.broadcast !== undefined && { broadcast: ipv4Of(addr.broadcast) }),
    ...(addr.scope && { scope: addr.scope }),
    ...(addr.label !== undefined && { label: addr.label }),
  };
}

/** Takes ports out of a bridge and puts them in, in the order in which they are to be. */
function portOps(pair: NetnsPair, bridge: DevDoc): Op[] {
  const oldBridge = pair.kept.find(({ to }) => to === bridge)?.from;
  const before = oldBridge ? portsInOrder(pair.from, oldBridge) : [];
  const wanted = portsInOrder(pair.to, bridge);
  const stay = before.filter((name) => wanted.includes(name));
  const misplaced = stay.findIndex((name, i) => name !== wanted[i]);
  const kept = misplaced < 0 ? stay : stay.slice(0, misplaced);
  const exists = new Set(pair.to.devs.map((dev) => dev.name));
  const free = (name: string): Op => ({ op: 'link.set', netns: pair.id, name, master: null });
  const join = (name: string): Op => ({ op: 'link.set', netns: pair.id, name, master: bridge.name });
  return [
    ...before.filter((name) => !kept.includes(name) && exists.has(name)).map(free),
    ...wanted.slice(kept.length).map(join),
  ];
}

/** The ports of a bridge in the order in which they were added. */
function portsInOrder(netns: NetnsDoc, bridge: DevDoc): string[] {
  const ports = netns.devs.filter((dev) => dev.master === bridge.name).map((dev) => dev.name);
  const first = bridge.bridge?.ports ?? [];
  return [...first, ...ports.filter((name) => !first.includes(name))];
}

function brportOps(pair: NetnsPair, { from, to }: DevPair): Op[] {
  if (to.master === undefined) return [];
  const before = { ...BRPORT_DEFAULTS, ...(from.master === to.master && from.brport) };
  const wanted = { ...BRPORT_DEFAULTS, ...to.brport };
  if (JSON.stringify(before) === JSON.stringify(wanted)) return [];
  return [{ op: 'link.set', netns: pair.id, name: to.name, brport: wanted }];
}

/** What comes up. `lo` gives itself 127.0.0.1 when it has no address (inetdev_event): a lo without one loses it again. */
export function upOps(pair: NetnsPair): Op[] {
  const before = new Map(pair.kept.map(({ from, to }) => [to, from]));
  return pair.to.devs
    .filter((dev) => dev.up && before.get(dev)?.up !== true)
    .flatMap((dev) => upDevOps(pair.id, dev));
}

export function upDevOps(netns: NetnsId, dev: DevDoc): Op[] {
  const up: Op = { op: 'link.set', netns, name: dev.name, up: true };
  if (dev.kind !== 'loopback' || dev.addrs.length > 0) return [up];
  return [up, { op: 'addr.del', netns, dev: dev.name, cidr: cidrOf('127.0.0.1/8') }];
}
