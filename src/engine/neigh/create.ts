// A new entry (___neigh_create, net/core/neighbour.c; arp_constructor, net/ipv4/arp.c).

import { type Ipv4Addr, ipv4ToNumber } from '../../wire/ipv4-addr.ts';
import type { MacAddr } from '../../wire/mac.ts';
import type { Dev } from '../device/dev.ts';
import { broadcastMac } from '../device/mac-address.ts';
import { inetAddrType } from '../fib/addr-type.ts';
import type { Netns } from '../netns.ts';
import { makeRoom, scheduleGc } from './gc.ts';
import type { DevCtx, Neigh, NudState } from './neigh.ts';
import { longAgo, neighSet, primaryKey } from './table.ts';

/** A new entry, or undefined when the table is full (-ENOBUFS). */
export function neighCreate(ctx: DevCtx, ip: Ipv4Addr): Neigh | undefined {
  const { world, ns, oif: dev } = ctx;
  if (!makeRoom(world, ns)) return undefined;
  const key = primaryKey(dev, ip);
  const now = world.now;
  const neigh: Neigh = {
    ip: key,
    dev: dev.ifindex,
    ...constructed(ns, dev, key),
    confirmed: longAgo(ctx),
    used: now,
    updated: now,
    probes: 0,
    queue: [],
    hh: false,
  };
  neighSet(ns, neigh);
  scheduleGc(world, ns);
  return neigh;
}

/** Group and broadcast addresses need no ARP: their MAC address is known. With `arp off` nothing is asked, and all that
 *  is sent goes to the device's own address. */
function constructed(ns: Netns, dev: Dev, ip: Ipv4Addr): { state: NudState; mac: MacAddr | undefined } {
  if (dev.kind === 'loopback') return { state: 'NOARP', mac: dev.mac };
  const type = inetAddrType(ns, ip);
  if (type === 'multicast') return { state: 'NOARP', mac: multicastMac(ip) };
  if (dev.labels?.noarp) return { state: 'NOARP', mac: dev.mac };
  if (type === 'broadcast') return { state: 'NOARP', mac: broadcastMac(dev) };
  return { state: 'NONE', mac: undefined };
}

/** 01:00:5e and the low 23 bits of the group (RFC 1112 §6.4). */
export function multicastMac(group: Ipv4Addr): MacAddr {
  const low = ipv4ToNumber(group) & 0x7fffff;
  const hex = low.toString(16).padStart(6, '0');
  return `01:00:5e:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}` as MacAddr;
}
