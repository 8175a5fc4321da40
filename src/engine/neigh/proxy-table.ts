// Addresses that are answered for, one by one (pneigh_lookup and pneigh_create, net/core/neighbour.c). The answer is given as
// with proxy_arp: only if the address lies behind another device, to which this host forwards.

import { err, ok, type Result } from '../../base/result.ts';
import { by, byNumber, chain } from '../../base/order.ts';
import { type Ipv4Addr, ipv4ToNumber } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { NeighProxy } from './neigh.ts';

export function proxyKey(ip: Ipv4Addr, dev: IfIndex | undefined): string {
  return `${dev ?? ''} ${ip}`;
}

/** Is `ip` answered for on `dev`? */
export function isProxied(ns: Netns, ip: Ipv4Addr, dev: IfIndex): boolean {
  return (
    ns.proxies.size > 0 && (ns.proxies.has(proxyKey(ip, dev)) || ns.proxies.has(proxyKey(ip, undefined)))
  );
}

/** In the kernel's order: by the 16 buckets of its hash, the newest first. */
export function proxyList(ns: Netns): NeighProxy[] {
  return ns.proxies.sorted(
    chain(
      by((proxy: NeighProxy) => bucketOf(proxy.ip), byNumber),
      by((proxy: NeighProxy) => -proxy.made, byNumber),
    ),
  );
}

/** pneigh_hash, of the address as a little-endian machine reads it. */
function bucketOf(ip: Ipv4Addr): number {
  const n = ipv4ToNumber(ip);
  const swapped = ((n & 0xff) << 24) | ((n & 0xff00) << 8) | ((n >>> 8) & 0xff00) | (n >>> 24);
  let hash = swapped ^ (swapped >>> 16);
  hash ^= hash >>> 8;
  hash ^= hash >>> 4;
  return hash & 0xf;
}

export function forgetProxies(ns: Netns, dev: IfIndex): void {
  for (const proxy of proxyList(ns)) if (proxy.dev === dev) ns.proxies.delete(proxyKey(proxy.ip, dev));
}

type ProxyOp = Extract<NetlinkOp, { op: 'pneigh.add' | 'pneigh.del' }>;

/** pneigh_create and pneigh_delete. One that is there already gets the new words. */
export function proxyOp(world: World, op: ProxyOp): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  const dev = op.dev === undefined ? undefined : ns?.ifindexes.get(op.dev);
  if (!ns || (op.dev !== undefined && dev === undefined)) return err({ errno: 'ENODEV' });
  const { ip, router, proto } = op;
  const key = proxyKey(ip, dev);
  const known = ns.proxies.get(key);
  if (op.op === 'pneigh.del') {
    if (!known) return err({ errno: 'ENOENT' });
    ns.proxies.delete(key);
    return ok();
  }
  if (!known) ns.proxiesMade.set(ns.proxiesMade.get() + 1);
  ns.proxies.set(key, {
    ip,
    ...(dev !== undefined && { dev }),
    ...(router && { router }),
    ...(proto !== undefined && { proto }),
    made: known?.made ?? ns.proxiesMade.get(),
  });
  return ok();
}
