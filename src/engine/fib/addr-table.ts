// The addresses of a namespace (in_device.ifa_list, inet_lookup_ifaddr): by device, and all local ones.

import { type Ipv4Addr, type Ipv4Cidr, ipv4ToNumber, netmask } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { IfAddr } from './route.ts';

interface AddrIndex {
  readonly byDev: ReadonlyMap<IfIndex, readonly IfAddr[]>;
  /** The primary addresses of each device: what a source is chosen from. */
  readonly primaries: ReadonlyMap<IfIndex, readonly Ipv4Addr[]>;
  /** Whose each address is. */
  readonly owners: ReadonlyMap<Ipv4Addr, IfIndex>;
}

const indexes = new WeakMap<readonly IfAddr[], AddrIndex>();
const NO_ADDRS: readonly IfAddr[] = [];
const NONE: readonly Ipv4Addr[] = [];

/** The addresses of a device, in the order of its list. */
export function addrsOf(ns: Netns, dev: IfIndex): readonly IfAddr[] {
  return indexOf(ns.addrs.get()).byDev.get(dev) ?? NO_ADDRS;
}

/** The primary addresses of a device, in the order of its list. */
export function primariesOf(ns: Netns, dev: IfIndex): readonly Ipv4Addr[] {
  return indexOf(ns.addrs.get()).primaries.get(dev) ?? NONE;
}

/**
 * The device, up or down, that has `addr`.
 * Simplified: of several Linux takes the one that got it last, here it is the first.
 */
export function ownerOf(ns: Netns, addr: Ipv4Addr): IfIndex | undefined {
  return indexOf(ns.addrs.get()).owners.get(addr);
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
  return sharesPrefix(addr, subnetOf(ifa));
}

/** ifa_address and ifa_mask: whose subnet it is, the peer's if there is one. */
export function subnetOf({ cidr, peer }: Pick<IfAddr, 'cidr' | 'peer'>): Ipv4Cidr {
  return peer === undefined ? cidr : { addr: peer, prefixLen: cidr.prefixLen };
}

/** Are the two addresses of one subnet, as the kernel counts secondaries: same mask, same network? */
export function sameSubnet(a: Ipv4Cidr, b: Ipv4Cidr): boolean {
  return a.prefixLen === b.prefixLen && sharesPrefix(a.addr, b);
}

/** inet_ifa_byprefix: the first of the list in that subnet, which is its primary. */
export function byPrefix(list: readonly IfAddr[], cidr: Ipv4Cidr): IfAddr | undefined {
  return list.find((ifa) => sameSubnet(subnetOf(ifa), cidr));
}

function sharesPrefix(addr: Ipv4Addr, cidr: Ipv4Cidr): boolean {
  return ((ipv4ToNumber(addr) ^ ipv4ToNumber(cidr.addr)) & netmask(cidr.prefixLen)) === 0;
}

function indexOf(addrs: readonly IfAddr[]): AddrIndex {
  const known = indexes.get(addrs);
  if (known) return known;
  const byDev = new Map<IfIndex, IfAddr[]>();
  const primaries = new Map<IfIndex, Ipv4Addr[]>();
  const owners = new Map<Ipv4Addr, IfIndex>();
  for (const ifa of addrs) {
    append(byDev, ifa.dev, ifa);
    if (!ifa.secondary) append(primaries, ifa.dev, ifa.cidr.addr);
    if (!owners.has(ifa.cidr.addr)) owners.set(ifa.cidr.addr, ifa.dev);
  }
  const index: AddrIndex = { byDev, primaries, owners };
  indexes.set(addrs, index);
  return index;
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
