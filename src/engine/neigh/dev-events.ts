// What happens to a device's neighbours when something happens to the device (arp_netdev_event and arp_ifdown,
// net/ipv4/arp.c; inetdev_event, net/ipv4/devinet.c).

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import type { Netns } from '../netns.ts';
import { confAnd, confMax } from '../sysctl.ts';
import type { NeighWhy } from '../trace.ts';
import type { World } from '../world.ts';
import { arpRequest, arpXmit } from './arp-xmit.ts';
import type { DevCtx, Neigh } from './neigh.ts';
import { proxyPurge } from './proxy.ts';
import { forgetProxies } from './proxy-table.ts';
import { removeNeigh } from './remove.ts';
import { neighList, neighLookup, neighSet } from './table.ts';

/** The device went down, or its last IPv4 address was deleted (fib_disable_ip): PERMANENT entries go too. */
export function neighDevDown(world: World, ns: Netns, dev: Dev): void {
  forget({ world, ns, oif: dev }, 'dev-down', () => true);
  proxyPurge(world, ns);
}

/** The device is gone. */
export function neighDevRemoved(world: World, ns: Netns, dev: Dev): void {
  neighDevDown(world, ns, dev);
  forgetProxies(ns, dev.ifindex);
  ns.reachableTimes.delete(dev.ifindex);
}

/** arp_evict_nocarrier, on by default: without a carrier all is forgotten but what was set by hand. */
export function neighCarrierLost(world: World, ns: Netns, dev: Dev): void {
  if (!confAnd(ns, dev.name, 'arp_evict_nocarrier')) return;
  forget({ world, ns, oif: dev }, 'carrier-lost', (neigh) => neigh.state !== 'PERMANENT');
  proxyPurge(world, ns);
}

/** `dev` has a new MAC address. */
export function neighMacChanged(world: World, ns: Netns, dev: Dev): void {
  forget({ world, ns, oif: dev }, 'mac-changed', () => true);
  if (dev.up) neighNotify(world, ns, dev);
}

/** `ip link set … arp on` or `off`, while it is up (NETDEV_CHANGE with IFF_NOARP). */
export function neighNoArpChanged(world: World, ns: Netns, dev: Dev): void {
  forget({ world, ns, oif: dev }, 'arp-switched', () => true);
}

/** With arp_notify, a device that came up or got a new MAC address announces its addresses. */
export function neighNotify(world: World, ns: Netns, dev: Dev): void {
  if (confMax(ns, dev.name, 'arp_notify') === 0) return;
  const ctx: DevCtx = { world, ns, oif: dev };
  for (const { cidr } of ns.addrs.get().filter((a) => a.dev === dev.ifindex)) {
    arpXmit(ctx, arpRequest(ctx, { spa: cidr.addr, tpa: cidr.addr, to: undefined }));
  }
}

/** An upper layer has proof that the neighbour is there (neigh_confirm): TCP has, `ping` hasn't. */
export function neighConfirm(world: World, ns: Netns, { dev, ip }: { dev: Dev; ip: Ipv4Addr }): void {
  const neigh = neighLookup(ns, dev, ip);
  if (neigh && neigh.confirmed !== world.now) neighSet(ns, { ...neigh, confirmed: world.now });
}

function forget(ctx: DevCtx, why: NeighWhy, goes: (neigh: Neigh) => boolean): void {
  for (const neigh of neighList(ctx.ns)) {
    if (neigh.dev === ctx.oif.ifindex && goes(neigh)) removeNeigh(ctx.world, ctx.ns, { neigh, why });
  }
}
