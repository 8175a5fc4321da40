// A VXLAN tunnel end (struct vxlan_dev, drivers/net/vxlan): an Ethernet device whose frames travel in UDP datagrams. Its
// outside, the underlay, stays in the namespace where it was made, wherever the device itself is moved.

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { MacAddr } from '../../wire/mac.ts';
import type { IfIndex, Nanos, NetnsId } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { Dev, DevRef } from './dev.ts';
import { devsInOrder } from './table.ts';
import { byText } from '../../base/order.ts';

/** Settings that are on or off; all but these are off in a new device. Only `proxy` and `udpcsum` change what travels. */
export type VxlanFlag = 'proxy' | 'rsc' | 'l2miss' | 'l3miss' | 'noudpcsum';

export interface VxlanSettings {
  readonly vni: number;
  /** The default destination: a tunnel end, or a multicast group. */
  readonly remote?: Ipv4Addr;
  readonly local?: Ipv4Addr;
  /** The underlay's device (`dev`). */
  readonly lower?: IfIndex;
  readonly port: number;
  /** Absent: net.ipv4.ip_local_port_range. */
  readonly srcPort?: readonly [first: number, last: number];
  /** Absent: the underlay route's, or 1 to a group. */
  readonly ttl?: number | 'inherit';
  readonly tos?: number | 'inherit';
  readonly df?: 'set' | 'inherit';
  readonly learning: boolean;
  readonly ageing: Nanos;
  readonly maxAddr?: number;
  readonly flags: readonly VxlanFlag[];
  readonly underlay: NetnsId;
}

export type VxlanDev = Dev & { readonly vxlan: VxlanSettings };

/** Where frames for an address go. What is absent is the device's own. */
export interface VxlanRemote {
  readonly ip: Ipv4Addr;
  readonly port?: number;
  readonly vni?: number;
  readonly via?: IfIndex;
}

/** A row of the device's forwarding database (struct vxlan_fdb). The address 0 is where unknown ones go. */
export interface VxlanEntry {
  readonly dev: IfIndex;
  readonly mac: MacAddr;
  readonly remotes: readonly VxlanRemote[];
  /** Learned and `dynamic` ones age. */
  readonly state: 'permanent' | 'static' | 'dynamic';
  readonly used: Nanos;
  readonly updated: Nanos;
  readonly created: number;
}

/** Outer IPv4 and UDP headers, VXLAN's own, and the inner Ethernet header (vxlan_headroom). */
export const VXLAN_HEADROOM = 50;

export function isVxlan(dev: Dev): dev is VxlanDev {
  return dev.vxlan !== undefined;
}

/** What one underlay namespace's open tunnel ends are found by. */
export function tunnelKey(port: number, vni: number): string {
  return `${port} ${vni}`;
}

/** Is there a socket for tunnels on this port? There is while a device that uses it is up. */
export function isTunnelPort(ns: Netns, port: number): boolean {
  return ns.tunnels.size > 0 && ns.tunnels.keys(byText).some((key) => key.startsWith(`${port} `));
}

export function tunnelAt(ns: Netns, port: number, vni: number): DevRef | undefined {
  return ns.tunnels.get(tunnelKey(port, vni));
}

/** Has an open tunnel end joined `group` on `dev` (ip_mc_join_group in vxlan_igmp_join)? */
export function isTunnelGroup(world: World, ns: Netns, dev: IfIndex, group: Ipv4Addr): boolean {
  return ns.tunnels.keys(byText).some((key) => {
    const ref = ns.tunnels.get(key);
    const vxlan = ref && world.netns.get(ref.netns)?.devs.get(ref.ifindex)?.vxlan;
    return vxlan?.remote === group && vxlan.lower === dev;
  });
}

/** The tunnel ends whose underlay is `ns`, in whichever namespace they are. */
export function tunnelsOver(world: World, ns: Netns): { readonly ns: Netns; readonly dev: VxlanDev }[] {
  return world.netns.keys(byText).flatMap((id) => {
    const there = world.netns.get(id);
    return there
      ? devsInOrder(there)
          .filter(isVxlan)
          .filter((dev) => dev.vxlan.underlay === ns.id)
          .map((dev) => ({ ns: there, dev }))
      : [];
  });
}

/** vxlan_open: from now on datagrams with its identifier are its own. */
export function vxlanOpen(world: World, ns: Netns, dev: VxlanDev): void {
  const { port, vni, underlay } = dev.vxlan;
  world.netns.get(underlay)?.tunnels.set(tunnelKey(port, vni), { netns: ns.id, ifindex: dev.ifindex });
}

/** vxlan_stop. What was learned is forgotten. */
export function vxlanStop(world: World, ns: Netns, dev: VxlanDev): void {
  const { port, vni, underlay } = dev.vxlan;
  world.netns.get(underlay)?.tunnels.delete(tunnelKey(port, vni));
  for (const entry of vxlanEntries(ns, dev)) if (entry.state === 'dynamic') deleteVxlanEntry(ns, entry);
}

export function vxlanKey(dev: IfIndex, mac: MacAddr): string {
  return `${dev} ${mac}`;
}

export function vxlanEntry(ns: Netns, dev: Dev, mac: MacAddr, now: Nanos): VxlanEntry | undefined {
  const entry = ns.vxlanFdb.get(vxlanKey(dev.ifindex, mac));
  return entry && dev.vxlan && !isStale(dev.vxlan, entry, now) ? entry : undefined;
}

/** The newest first, as the kernel lists them. */
export function vxlanEntries(ns: Netns, dev: Dev): VxlanEntry[] {
  return ns.vxlanFdb.sorted((a, b) => b.created - a.created).filter((entry) => entry.dev === dev.ifindex);
}

/** vxlan_cleanup: an entry ages from its last use on, by receiving or by sending. */
export function isStale({ ageing }: VxlanSettings, entry: VxlanEntry, now: Nanos): boolean {
  return ageing > 0 && entry.state === 'dynamic' && entry.used + ageing <= now;
}

export function putVxlanEntry(ns: Netns, entry: VxlanEntry): void {
  ns.vxlanFdb.set(vxlanKey(entry.dev, entry.mac), entry);
}

export function deleteVxlanEntry(ns: Netns, entry: VxlanEntry): void {
  ns.vxlanFdb.delete(vxlanKey(entry.dev, entry.mac));
}
