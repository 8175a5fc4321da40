// The addresses of a namespace (in_device.ifa_list, inet_lookup_ifaddr): by device, and all local ones.

import { type Ipv4Addr, type Ipv4Cidr, ipv4ToNumber, netmask } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { IfAddr } from './route.ts';

interface AddrIndex {
  readonly byDev: ReadonlyMap<IfIndex, readonly IfAddr[]>;
  readonly local: ReadonlySet<Ipv4Addr>;
}

const indexes = new WeakMap<readonly IfAddr[], AddrIndex>();
const NO_ADDRS: readonly IfAddr[] = [];

/** The addresses of a device, in the order of its list. */
export function addrsOf(ns: Netns, dev: IfIndex): readonly IfAddr[] {
  return indexOf(ns.addrs.get()).byDev.get(dev) ?? NO_ADDRS;
}

/** Is `addr` on any device, up or down? */
export function isOwnAddr(ns: Netns, addr: Ipv4Addr): boolean {
  return indexOf(ns.addrs.get()).local.has(addr);
}

/** Puts `list` in the place of the device's addresses. Devices come in the order of their ifindex. */
export function setAddrsOf(ns: Netns, dev: IfIndex, list: readonly IfAddr[]): void {
  const rest = ns.addrs.get().filter((ifa) => ifa.dev !== dev);
  const after = rest.findIndex((ifa) => ifa.dev > dev);
  const at = after < 0 ? rest.length : after;
  ns.addrs.set([...rest.slice(0, at), ...list, ...rest.slice(at)]);
}

/** inet_ifa_match: is `addr` in the subnet of `ifa`? */
export function inSubnet(addr: Ipv4Addr, ifa: IfAddr): boolean {
  return sharesPrefix(addr, ifa.cidr);
}

/** Are the two addresses of one subnet, as the kernel counts secondaries: same mask, same network? */
export function sameSubnet(a: Ipv4Cidr, b: Ipv4Cidr): boolean {
  return a.prefixLen === b.prefixLen && sharesPrefix(a.addr, b);
}

/** inet_ifa_byprefix: the first of the list in that subnet, which is its primary. */
export function byPrefix(list: readonly IfAddr[], cidr: Ipv4Cidr): IfAddr | undefined {
  return list.find((ifa) => sameSubnet(ifa.cidr, cidr));
}

function sharesPrefix(addr: Ipv4Addr, cidr: Ipv4Cidr): boolean {
  return ((ipv4ToNumber(addr) ^ ipv4ToNumber(cidr.addr)) & netmask(cidr.prefixLen)) === 0;
}

function indexOf(addrs: readonly IfAddr[]): AddrIndex {
  const known = indexes.get(addrs);
  if (known) return known;
  const byDev = new Map<IfIndex, IfAddr[]>();
  for (const ifa of addrs) {
    const list = byDev.get(ifa.dev);
    if (list) list.push(ifa);
    else byDev.set(ifa.dev, [ifa]);
  }
  const index: AddrIndex = { byDev, local: new Set(addrs.map((ifa) => ifa.cidr.addr)) };
  indexes.set(addrs, index);
  return index;
}
