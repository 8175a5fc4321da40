// What a host learns about single destinations: the path MTU (__ip_rt_update_pmtu and update_or_create_fnhe,
// net/ipv4/route.c). It isn't in the routing table; `ip route get` shows it: `cache expires 597sec mtu 1400`.

import { byText } from '../../base/order.ts';
import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import { type Nanos, SECOND } from '../ids.ts';
import type { Netns, RouteException } from '../netns.ts';
import { sysctlNumber } from '../sysctl.ts';
import type { World } from '../world.ts';
import { infoKey } from './info.ts';
import { fibLookup } from './lookup.ts';
import { exceptionKey, findException, routeMtu } from './nexthop.ts';
import type { Route } from './route.ts';

/** The embedded packet that an ICMP error is about, as a flow. */
export interface AboutFlow {
  readonly dst: Ipv4Addr;
  readonly src: Ipv4Addr;
  readonly tos: number;
}

/** Takes note that packets to `about.dst` may have at most `mtu` octets. False if that is nothing new. */
export function learnPmtu(world: World, ns: Netns, about: AboutFlow, mtu: number): boolean {
  const route = routeTo(ns, about);
  const oif = route?.dev === undefined ? undefined : ns.devs.get(route.dev);
  if (!route || !oif || route.locked?.includes('mtu')) return false;
  const known = findException(ns, world.now, { route, dst: about.dst });
  if (known?.mtuLocked) return false;
  const old = known?.mtu ?? routeMtu(route, oif);
  if (old < mtu) return false;

  const floor = sysctlNumber(ns, 'net.ipv4.route.min_pmtu');
  const locked = mtu < floor;
  const learned = locked ? Math.min(old, floor) : mtu;
  const lifetime = sysctlNumber(ns, 'net.ipv4.route.mtu_expires') * SECOND;
  if (known?.mtu === learned && !locked && world.now < known.expires - lifetime / 2) return false;
  const expires = (world.now + lifetime) as Nanos;
  putException(ns, route, { dst: about.dst, mtu: learned, ...(locked && { mtuLocked: true }), expires });
  world.emit({ ns, oif }, undefined, { kind: 'fib.exception', dst: about.dst, mtu: learned, old });
  return true;
}

/** The route that packets of that flow take; undefined if it isn't one that leads out. */
export function routeTo(ns: Netns, about: AboutFlow): Route | undefined {
  const { result } = fibLookup(ns, { dst: about.dst, src: about.src, tos: about.tos });
  return result.type === 'unicast' ? result.route : undefined;
}

/** update_or_create_fnhe: adds to what is known, and begins the time anew. */
export function putException(ns: Netns, route: Route, news: Omit<RouteException, 'nexthop'>): void {
  const nexthop = infoKey(route);
  const key = exceptionKey(nexthop, news.dst);
  ns.exceptions.set(key, { ...ns.exceptions.get(key), ...news, nexthop });
}

/** The device has a new MTU (nh_update_mtu): what was learned must not be more, and what was no less than the old goes along. */
export function fibMtuChanged(ns: Netns, dev: Dev, old: number): void {
  if (ns.exceptions.size === 0) return;
  const nexthops = new Set(
    ns.routes
      .get()
      .filter((route) => route.dev === dev.ifindex)
      .map(infoKey),
  );
  for (const key of ns.exceptions.keys(byText)) {
    const exception = ns.exceptions.get(key) as RouteException;
    if (!nexthops.has(exception.nexthop) || exception.mtu === undefined) continue;
    const { mtuLocked = false, ...rest } = exception;
    if (mtuLocked && dev.mtu > exception.mtu) continue;
    if (mtuLocked || dev.mtu < exception.mtu || old === exception.mtu) {
      ns.exceptions.set(key, { ...rest, mtu: dev.mtu });
    }
  }
}
