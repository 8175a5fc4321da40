// The routes that Linux makes and takes back by itself as addresses come and go (fib_add_ifaddr, fib_del_ifaddr and
// fib_magic in net/ipv4/fib_frontend.c):
//
//   192.0.2.1/24 on eth0, up:   main    192.0.2.0/24          dev eth0 proto kernel scope link src 192.0.2.1
//                               local   local 192.0.2.1       dev eth0 proto kernel scope host src 192.0.2.1
//                               local   broadcast 192.0.2.255 dev eth0 proto kernel scope link src 192.0.2.1
//
// A secondary address has only its own `local` line, with the primary as source.

import {
  broadcastOf,
  INADDR_BROADCAST,
  type Ipv4Addr,
  type Ipv4Cidr,
  isZeronet,
  networkOf,
} from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import type { Netns } from '../netns.ts';
import { addrsOf, byPrefix, sameSubnet, subnetOf } from './addr-table.ts';
import { inetAddrType } from './addr-type.ts';
import { createRoute } from './create-route.ts';
import { type IfAddr, RT_TABLE_LOCAL, RT_TABLE_MAIN } from './route.ts';
import { createTable, deleteRoute, flushRoutes, insertRoute } from './table.ts';

/** fib_add_ifaddr: `ifa` is on the device's list already. On a device that is down only the local route is made. */
export function addIfaddrRoutes(ns: Netns, dev: Dev, ifa: IfAddr): void {
  const own = subnetOf(ifa);
  const prim = ifa.secondary ? byPrefix(addrsOf(ns, dev.ifindex), own) : ifa;
  if (!prim) return;
  const src = prim.cidr.addr;
  addKernelRoute(ns, { dev, type: 'local', dst: host(ifa.cidr.addr), src });
  if (!dev.up) return;
  if (ifa.broadcast !== undefined && ifa.broadcast !== INADDR_BROADCAST) {
    addKernelRoute(ns, { dev, type: 'broadcast', dst: host(ifa.broadcast), src });
  }
  if (ifa.secondary || !hasSubnet(ifa)) return;
  if (!ifa.noPrefixRoute) {
    const { metric } = ifa;
    addKernelRoute(ns, { dev, type: subnetType(dev), dst: networkPrefix(own), src, metric });
  }
  if (own.prefixLen < 31) addKernelRoute(ns, { dev, type: 'broadcast', dst: host(broadcastOf(own)), src });
}

/** fib_modify_prefix_metric: the route to the subnet gets another metric. An old one of 0 stands for any. */
export function changePrefixMetric(ns: Netns, dev: Dev, { ifa, old }: { ifa: IfAddr; old: IfAddr }): void {
  if (!dev.up || ifa.secondary || ifa.noPrefixRoute || !hasSubnet(ifa)) return;
  const route = { dev, type: subnetType(dev), dst: networkPrefix(subnetOf(ifa)), src: ifa.cidr.addr };
  addKernelRoute(ns, { ...route, metric: ifa.metric });
  delKernelRoute(ns, { ...route, metric: old.metric });
}

/** What fib_del_ifaddr is told beside the address. */
export interface IfaddrRemoval {
  readonly dev: Dev;
  readonly ifa: IfAddr;
  /** The primary that goes while `ifa`, a secondary of its, stays and will be promoted. */
  readonly goingPrimary?: IfAddr;
  /** The device itself goes: nothing of it is kept. */
  readonly devIsDead?: boolean;
}

/** fib_del_ifaddr: takes back what no other address of the device needs. */
export function delIfaddrRoutes(ns: Netns, removal: IfaddrRemoval): void {
  const { dev, ifa } = removal;
  const own = subnetOf(ifa);
  const prim = ifa.secondary ? byPrefix(addrsOf(ns, dev.ifindex), own) : ifa;
  if (!prim) return;
  const src = prim.cidr.addr;
  const ownsSubnet = !ifa.secondary && hasSubnet(ifa);
  if (ownsSubnet && !ifa.noPrefixRoute)
    delKernelRoute(ns, { dev, type: subnetType(dev), dst: networkPrefix(own), src });

  const needed = removal.devIsDead ? NOTHING_NEEDED : stillNeeded(ns, removal, prim);
  if (ifa.broadcast !== undefined && !needed.broadcasts.has(ifa.broadcast)) {
    delKernelRoute(ns, { dev, type: 'broadcast', dst: host(ifa.broadcast), src });
  }
  if (ownsSubnet && own.prefixLen < 31) {
    for (const addr of [broadcastOf(own), networkOf(own)]) {
      if (!needed.broadcasts.has(addr)) delKernelRoute(ns, { dev, type: 'broadcast', dst: host(addr), src });
    }
  }
  if (needed.local) return;
  delKernelRoute(ns, { dev, type: 'local', dst: host(ifa.cidr.addr), src });
  if (needed.listed || inetAddrType(ns, ifa.cidr.addr) === 'local') return;
  flushByPrefsrc(ns, ifa.cidr.addr);
}

/** fib_sync_down_addr: routes of table main that prefer an address which is gone are gone with it. */
function flushByPrefsrc(ns: Netns, addr: Ipv4Addr): void {
  flushRoutes(ns, (route) => route.src === addr && route.table === RT_TABLE_MAIN);
}

interface Needed {
  /** The same address is there with another prefix, by the same primary. */
  readonly local: boolean;
  /** The address itself is still on the list: a promotion. */
  readonly listed: boolean;
  readonly broadcasts: ReadonlySet<Ipv4Addr>;
}

const NOTHING_NEEDED: Needed = { local: false, listed: false, broadcasts: new Set() };

/** Which of the routes of `ifa` other addresses of the device need, because theirs are the same, source included. */
function stillNeeded(ns: Netns, { dev, ifa, goingPrimary }: IfaddrRemoval, prim: IfAddr): Needed {
  const list = addrsOf(ns, dev.ifindex);
  const broadcasts = new Set<Ipv4Addr>();
  let local = false;
  for (const other of list) {
    if (other === ifa || (goingPrimary && sameSubnet(subnetOf(other), subnetOf(goingPrimary)))) continue;
    const theirs = other.secondary ? primaryOf(list, other, prim) : other;
    if (theirs?.cidr.addr !== prim.cidr.addr) continue;
    if (other.cidr.addr === ifa.cidr.addr) local = true;
    if (other.broadcast !== undefined) broadcasts.add(other.broadcast);
    const theirSubnet = subnetOf(other);
    if (other.secondary || theirSubnet.prefixLen >= 31 || isZeronet(networkOf(theirSubnet))) continue;
    broadcasts.add(broadcastOf(theirSubnet));
    broadcasts.add(networkOf(theirSubnet));
  }
  return { local, listed: list.includes(ifa), broadcasts };
}

/** The primary of a secondary: `prim`, which may have left the list already, or one of the list. */
function primaryOf(list: readonly IfAddr[], secondary: IfAddr, prim: IfAddr): IfAddr | undefined {
  const own = subnetOf(secondary);
  return sameSubnet(own, subnetOf(prim)) ? prim : byPrefix(list, own);
}

interface KernelRoute {
  readonly dev: Dev;
  readonly type: 'unicast' | 'local' | 'broadcast';
  readonly dst: Ipv4Cidr;
  readonly src: Ipv4Addr;
  readonly metric?: number | undefined;
}

/** fib_magic, RTM_NEWROUTE. A route that is there already stays. */
function addKernelRoute(ns: Netns, { dev, type, dst, src, metric = 0 }: KernelRoute): void {
  const table = tableOf(type);
  createTable(ns, table);
  const route = createRoute(ns, {
    table,
    type,
    dst,
    tos: 0,
    metric,
    scope: scopeOf(type),
    proto: 'kernel',
    oif: dev.ifindex,
    via: undefined,
    src,
    mtu: undefined,
    onlink: false,
  });
  if (route.ok) insertRoute(ns, route.value, 'append');
}

/** fib_magic, RTM_DELROUTE. */
function delKernelRoute(ns: Netns, { dev, type, dst, src, metric = 0 }: KernelRoute): void {
  deleteRoute(ns, {
    table: tableOf(type),
    type,
    dst,
    tos: 0,
    scope: scopeOf(type),
    proto: 'kernel',
    dev: dev.ifindex,
    src,
    metric,
  });
}

function tableOf(type: KernelRoute['type']): number {
  return type === 'unicast' ? RT_TABLE_MAIN : RT_TABLE_LOCAL;
}

function scopeOf(type: KernelRoute['type']): 'host' | 'link' {
  return type === 'local' ? 'host' : 'link';
}

/** All of 127.0.0.0/8 is ours. */
function subnetType(dev: Dev): 'local' | 'unicast' {
  return dev.kind === 'loopback' ? 'local' : 'unicast';
}

/** A /32 has no subnet but itself, and 0.0.0.0/8 none that is routed. */
function hasSubnet(ifa: IfAddr): boolean {
  const network = networkOf(subnetOf(ifa));
  return !isZeronet(network) && (network !== ifa.cidr.addr || ifa.cidr.prefixLen < 32);
}

function networkPrefix(cidr: Ipv4Cidr): Ipv4Cidr {
  return { addr: networkOf(cidr), prefixLen: cidr.prefixLen };
}

function host(addr: Ipv4Addr): Ipv4Cidr {
  return { addr, prefixLen: 32 };
}
