// A VXLAN or macvlan device between the world and its part of the document. Its underlay or lower device is named there,
// with its namespace if that is another one of the machine.

import type { DevDoc, FdbDoc, NetnsDoc } from '../document/schema.ts';
import type { Dev, DevRef } from '../engine/device/dev.ts';
import { isVxlan, vxlanEntries, type VxlanDev, type VxlanRemote } from '../engine/device/vxlan-dev.ts';
import { isSameRemote } from '../engine/device/vxlan-add.ts';
import { type IfIndex, type Nanos, type NetnsId, SECOND } from '../engine/ids.ts';
import type { MacvlanSpec, Op, VxlanRemoteSpec, VxlanSpec } from '../engine/netlink.ts';
import type { Netns } from '../engine/netns.ts';
import type { World } from '../engine/world.ts';
import { ZERO_MAC } from '../wire/mac.ts';
import { VXLAN_PORT } from '../wire/vxlan.ts';
import { netnsIdOf } from './netns-pairs.ts';
import { ipv4Of, macOf } from './texts.ts';

type VxlanDoc = NonNullable<DevDoc['vxlan']>;
const DEFAULT_AGEING_S = 300;

export function tunnelDocs(world: World, ns: Netns, dev: Dev): Pick<DevDoc, 'vxlan' | 'macvlan'> {
  if (isVxlan(dev)) return { vxlan: vxlanDoc(world, ns, dev) };
  if (!dev.macvlan) return {};
  const { mode, lower, bcQueueLen } = dev.macvlan;
  const at = { netns: world.netns.get(lower.netns)?.name ?? '', name: nameAt(world, lower) };
  return { macvlan: { mode, lower: at, ...(bcQueueLen !== undefined && { bcQueueLen }) } };
}

function vxlanDoc(world: World, ns: Netns, { vxlan }: VxlanDev): VxlanDoc {
  const { remote, local, lower, underlay, port, learning, ageing, flags, srcPort, ...rest } = vxlan;
  return {
    ...rest,
    ...(port !== VXLAN_PORT && { port }),
    ...(remote !== undefined && { remote: remote as string }),
    ...(local !== undefined && { local: local as string }),
    ...(lower !== undefined && { dev: nameAt(world, { netns: underlay, ifindex: lower }) }),
    ...(underlay !== ns.id && { underlay: world.netns.get(underlay)?.name ?? '' }),
    ...(!learning && { learning: false as const }),
    ...(ageing !== DEFAULT_AGEING_S * SECOND && { ageing: ageing / SECOND }),
    ...(srcPort && { srcPort }),
    ...(flags.length > 0 && { flags }),
  };
}

function nameAt(world: World, { netns, ifindex }: DevRef): string {
  return world.netns.get(netns)?.devs.get(ifindex)?.name ?? '';
}

/** What somebody set by hand. The default destination is the device's own as long as it is the only one. */
export function tunnelFdbDocs(world: World, ns: Netns): FdbDoc[] {
  return ns.devs
    .sorted((a, b) => a.ifindex - b.ifindex)
    .filter(isVxlan)
    .flatMap((dev) => devFdbDocs(world, ns, dev));
}

function devFdbDocs(world: World, ns: Netns, dev: VxlanDev): FdbDoc[] {
  const { remote, lower, underlay } = dev.vxlan;
  const own: VxlanRemote | undefined = remote && { ip: remote, ...(lower !== undefined && { via: lower }) };
  const entries = vxlanEntries(ns, dev).filter((entry) => entry.state !== 'dynamic');
  const toDoc = ({ ip, port, vni, via }: VxlanRemote): NonNullable<FdbDoc['remotes']>[number] => ({
    ip,
    ...(port !== undefined && { port }),
    ...(vni !== undefined && { vni }),
    ...(via !== undefined && { via: nameAt(world, { netns: underlay, ifindex: via as IfIndex }) }),
  });
  const docs = entries
    .filter(
      ({ mac, remotes }) =>
        mac !== ZERO_MAC || !own || remotes.length !== 1 || !isSameRemote(remotes[0] ?? own, own),
    )
    .map(({ mac, remotes, state }): FdbDoc => {
      const isStatic = state === 'static' ? { state: 'static' as const } : {};
      return { port: dev.name, mac, remotes: remotes.map(toDoc), ...isStatic };
    });
  // The default was deleted.
  const isGone = own !== undefined && !entries.some(({ mac }) => mac === ZERO_MAC);
  return isGone ? [...docs, { port: dev.name, mac: ZERO_MAC, remotes: [] }] : docs;
}

export function vxlanSpecOf(machine: string, netns: string, { dev, ...doc }: VxlanDoc): VxlanSpec {
  const { ageing, remote, local, underlay, port, ...rest } = doc;
  return {
    ...rest,
    port: port ?? VXLAN_PORT,
    ...(remote !== undefined && { remote: ipv4Of(remote) }),
    ...(local !== undefined && { local: ipv4Of(local) }),
    ...(dev !== undefined && { lower: dev }),
    ...(underlay !== undefined && underlay !== netns && { underlay: netnsIdOf(machine, underlay) }),
    ...(ageing !== undefined && { ageing: Math.round(ageing * SECOND) as Nanos }),
  };
}

export function macvlanSpecOf(
  machine: string,
  { mode, lower, bcQueueLen }: NonNullable<DevDoc['macvlan']>,
): MacvlanSpec {
  const at = { netns: netnsIdOf(machine, lower.netns), name: lower.name };
  return { mode, lower: at, ...(bcQueueLen !== undefined && { bcQueueLen }) };
}

/** A row of a tunnel's database comes: what the device brought along for the address goes first. */
export function tunnelFdbAddOps(netns: NetnsId, doc: NetnsDoc, fdb: FdbDoc): Op[] {
  const { port: dev, state } = fdb;
  const mac = macOf(fdb.mac);
  const hasDefault = mac === ZERO_MAC && vxlanOf(doc, dev)?.remote !== undefined;
  const remotes = fdb.remotes ?? [];
  return [
    ...(hasDefault ? [{ op: 'vxlan.fdb.del', netns, dev, mac } as const] : []),
    ...remotes.map((remote, i): Op => {
      const how = i === 0 ? 'add' : 'append';
      return {
        op: 'vxlan.fdb.add',
        netns,
        dev,
        mac,
        remote: remoteSpec(remote),
        how,
        ...(state && { state }),
      };
    }),
  ];
}

/** It goes: the device's own default is as it was. */
export function tunnelFdbDelOps(netns: NetnsId, doc: NetnsDoc, fdb: FdbDoc): Op[] {
  const { port: dev } = fdb;
  const mac = macOf(fdb.mac);
  const vxlan = mac === ZERO_MAC ? vxlanOf(doc, dev) : undefined;
  const ops: Op[] = fdb.remotes?.length === 0 ? [] : [{ op: 'vxlan.fdb.del', netns, dev, mac }];
  if (vxlan?.remote === undefined) return ops;
  const remote = { ip: ipv4Of(vxlan.remote), ...(vxlan.dev !== undefined && { via: vxlan.dev }) };
  return [...ops, { op: 'vxlan.fdb.add', netns, dev, mac, remote, how: 'append' }];
}

function vxlanOf(doc: NetnsDoc, name: string): DevDoc['vxlan'] {
  return doc.devs.find((dev) => dev.name === name)?.vxlan;
}

function remoteSpec({ ip, ...rest }: NonNullable<FdbDoc['remotes']>[number]): VxlanRemoteSpec {
  return { ip: ipv4Of(ip), ...rest };
}
