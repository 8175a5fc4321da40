// How often ICMP errors may be sent: the limits that make `*` in a traceroute (net/ipv4/icmp.c, inetpeer.c, route.c).
// One token bucket a peer (struct inet_peer) is shared by icmp_ratelimit, by the errors for lack of a route and by
// redirects, each reading it in its own way; one bucket of the whole namespace is icmp_msgs_per_sec's.
// Simplified: a peer that is idle isn't forgotten, as Linux does after ten minutes or so.

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Ctx } from '../ctx.ts';
import { MILLISECOND, type Nanos, SECOND } from '../ids.ts';
import { countMib, type Netns, type TokenBucket } from '../netns.ts';
import { sysctlNumber } from '../sysctl.ts';

type At = Pick<Ctx, 'world' | 'ns'>;

/** XRLIM_BURST_FACTOR */
const BURST_FACTOR = 6;
/** inet_getpeer: a new peer was last heard of a minute ago, so that its bucket is full. */
const NEW_PEER_AGE = 60 * SECOND;
/** net.ipv4.route.error_cost and error_burst; they can't be set in a namespace. */
const ERROR_COST = SECOND;
const ERROR_BURST = 5 * SECOND;
/** net.ipv4.route.redirect_load, redirect_number and redirect_silence. */
const REDIRECT_LOAD = 20 * MILLISECOND;
const REDIRECT_NUMBER = 9;
const REDIRECT_SILENCE = REDIRECT_LOAD * 2 ** (REDIRECT_NUMBER + 1);
/** icmp_global_allow refills at most every fiftieth of a second, for at most one second. */
const GLOBAL_STEP = SECOND / 50;
const GLOBAL = 'icmp-global';

/** icmpv4_mask_allow: is this kind of error never limited? */
export function unlimited(ns: Netns, type: number, code: number): boolean {
  const fragNeeded = type === 3 && code === 4;
  return fragNeeded || (sysctlNumber(ns, 'net.ipv4.icmp_ratemask') & (1 << type)) === 0;
}

/**
 * inet_peer_xrlim_allow: one error each `icmp_ratelimit` milliseconds after a burst of six. 0 allows every one, and still
 * takes what ip_error had saved, unless that has counted at this very moment.
 */
export function peerAllowed(at: At, addr: Ipv4Addr): boolean {
  const timeout = sysctlNumber(at.ns, 'net.ipv4.icmp_ratelimit') * MILLISECOND;
  const peer = peerOf(at, addr);
  const since = at.world.now - peer.stamp;
  const tokens = since > 0 ? Math.min(peer.tokens + since, BURST_FACTOR * timeout) : peer.tokens;
  const allowed = tokens >= timeout;
  putPeer(at, addr, { ...peer, tokens: allowed ? tokens - timeout : tokens });
  return allowed;
}

/** ip_error's own limit: one a second after a burst of five. What it takes, icmp_ratelimit lacks, and the other way round. */
export function routeErrorAllowed(at: At, addr: Ipv4Addr): boolean {
  const peer = peerOf(at, addr);
  const tokens = Math.min(peer.tokens + (at.world.now - peer.stamp), ERROR_BURST);
  const allowed = tokens >= ERROR_COST;
  putPeer(at, addr, { ...peer, tokens: allowed ? tokens - ERROR_COST : tokens });
  return allowed;
}

/** ip_rt_send_redirect: each next one after twice the time; after nine, silence until the peer was quiet for 20 s. */
export function redirectAllowed(at: At, addr: Ipv4Addr): boolean {
  const { now } = at.world;
  const old = peerOf(at, addr);
  const silent = now > old.stamp + REDIRECT_SILENCE;
  const peer = silent ? { tokens: 0, stamp: old.stamp } : old;
  const sent = peer.redirects ?? 0;
  if (sent >= REDIRECT_NUMBER) {
    putPeer(at, addr, peer);
    return false;
  }
  if (sent > 0 && now <= peer.stamp + REDIRECT_LOAD * 2 ** sent) return false;
  putPeer(at, addr, { ...peer, redirects: sent + 1 });
  return true;
}

/** icmp_global_allow: is there anything left of `icmp_msgs_per_sec`? */
export function globalAllowed({ world, ns }: At): boolean {
  const bucket = ns.buckets.get(GLOBAL);
  if (bucket && bucket.tokens > 0) return true;
  const since = bucket ? Math.min(world.now - bucket.stamp, SECOND) : SECOND;
  const more = Math.floor((sysctlNumber(ns, 'net.ipv4.icmp_msgs_per_sec') * since) / SECOND);
  if (since < GLOBAL_STEP || more === 0) return false;
  const burst = sysctlNumber(ns, 'net.ipv4.icmp_msgs_burst');
  ns.buckets.set(GLOBAL, { tokens: Math.min((bucket?.tokens ?? 0) + more, burst), stamp: world.now });
  return true;
}

/** Of which limit how many were held back. */
export function countLimited(ns: Netns, limit: 'global' | 'peer'): void {
  countMib(ns, limit === 'global' ? 'IcmpOutRateLimitGlobal' : 'IcmpOutRateLimitHost');
}

/** icmp_global_consume: one token on average, drawn at random so that nobody can count with it. */
export function consumeGlobal({ world, ns }: At): void {
  const bucket = ns.buckets.get(GLOBAL);
  if (bucket) ns.buckets.set(GLOBAL, { ...bucket, tokens: bucket.tokens - world.rng.below(3) });
}

function peerOf({ world, ns }: At, addr: Ipv4Addr): TokenBucket {
  return ns.buckets.get(addr) ?? { tokens: 0, stamp: (world.now - NEW_PEER_AGE) as Nanos };
}

function putPeer({ world, ns }: At, addr: Ipv4Addr, peer: TokenBucket): void {
  ns.buckets.set(addr, { ...peer, stamp: world.now });
}
