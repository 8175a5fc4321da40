// Which of a route's next hops a flow takes (fib_select_multipath and fib_multipath_hash, net/ipv4; flow_hash_from_keys,
// net/core/flow_dissector.c). One flow always takes the same: the choice is a hash of its addresses, with policy 1 of its
// ports too. Linux draws the hash's seed at boot; net.ipv4.fib_multipath_hash_seed sets it, and here it is 0 until then.

import { ipv4ToNumber, type Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Netns } from '../netns.ts';
import { sysctlNumber } from '../sysctl.ts';
import { ignoresLinkdown, pathOf } from './paths.ts';
import type { Route } from './route.ts';
import { selectSource } from './select-source.ts';
import { siphash } from './siphash.ts';

/** What the hash is made of (struct flow_keys). */
export interface HashedFlow {
  readonly src?: Ipv4Addr;
  readonly dst: Ipv4Addr;
  readonly ipproto?: number;
  readonly sport?: number;
  readonly dport?: number;
}

/** The 31-bit hash of a flow. */
export function multipathHash(ns: Netns, flow: HashedFlow): number {
  const seed = sysctlNumber(ns, 'net.ipv4.fib_multipath_hash_seed');
  const byPorts = sysctlNumber(ns, 'net.ipv4.fib_multipath_hash_policy') === 1;
  return (siphash(flowKeys(flow, byPorts), Uint32Array.of(seed, seed, seed, seed)) || 1) >>> 1;
}

/** Policies 2 (what a tunnel carries) and 3 (fields one by one) are Simplified: as policy 0. */
function flowKeys(
  { src, dst, ipproto = 0, sport = 0, dport = 0 }: HashedFlow,
  byPorts: boolean,
): Uint32Array {
  const keys = new Uint32Array(12);
  const octets = new DataView(keys.buffer);
  const a = src === undefined ? 0 : ipv4ToNumber(src);
  const b = ipv4ToNumber(dst);
  // __flow_hash_consistentify: both directions are one flow. It compares octets as this machine, little-endian, sees them.
  const swap = swapped32(b) < swapped32(a);
  octets.setUint32(36, swap ? b : a);
  octets.setUint32(40, swap ? a : b);
  if (!byPorts) return keys;
  octets.setUint8(2, ipproto);
  const swapPorts = swapped16(dport) < swapped16(sport);
  octets.setUint16(28, swapPorts ? dport : sport);
  octets.setUint16(30, swapPorts ? sport : dport);
  return keys;
}

function swapped32(n: number): number {
  return ((n & 0xff) * 0x1000000 + ((n & 0xff00) << 8) + ((n >>> 8) & 0xff00) + (n >>> 24)) >>> 0;
}

function swapped16(n: number): number {
  return ((n & 0xff) << 8) | (n >>> 8);
}

export interface ChosenPath {
  readonly n: number;
  readonly path: Route;
}

/**
 * fib_select_multipath. A flow that has its source address prefers a next hop that would give it this one; otherwise the
 * hash decides.
 */
export function selectPath(
  ns: Netns,
  route: Route,
  { hash, src }: { hash: number; src?: Ipv4Addr },
): ChosenPath {
  let best = { n: 0, score: -1 };
  for (const [n, { upperBound, dev }] of (route.nexthops ?? []).entries()) {
    if (upperBound === -1) continue;
    const path = pathOf(route, n);
    const prefers = src !== undefined && src === (route.src ?? sourceOf(ns, path, dev));
    const score = (prefers ? 2 : 0) + (hash <= upperBound ? 1 : 0);
    if (score > best.score) best = { n, score };
    if (score === 3 || (src === undefined && score === 1)) break;
  }
  return { n: best.n, path: pathOf(route, best.n) };
}

/** nh_saddr: the address that the next hop's device would choose. */
function sourceOf(ns: Netns, path: Route, dev: NonNullable<Route['dev']>): Ipv4Addr {
  return selectSource(ns, path.via ?? ('0.0.0.0' as Ipv4Addr), dev, path.scope);
}

/** The first next hop that a look-up may take: alive, with a carrier if that is asked for, and over `oif`. */
export function firstPath(
  ns: Netns,
  route: Route,
  { oif, ignoreLinkstate }: { oif?: Route['dev'] | undefined; ignoreLinkstate?: boolean | undefined },
): number {
  return (route.nexthops ?? []).findIndex(
    ({ dead, linkdown, dev }) =>
      !dead &&
      (oif === undefined || oif === dev) &&
      (!linkdown || ignoreLinkstate === true || !ignoresLinkdown(ns, dev)),
  );
}
