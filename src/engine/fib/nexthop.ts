// What a route comes to for one destination: gateway and MTU, with what was learned about that destination
// (rt_set_nexthop and find_exception in net/ipv4/route.c, ip_dst_mtu_maybe_forward in include/net/ip.h).

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import type { Nanos } from '../ids.ts';
import type { Netns, RouteException } from '../netns.ts';
import { gatewayOf, infoKey } from './info.ts';
import type { Route } from './route.ts';

/** No IPv4 packet is larger, whatever the device says (IP_MAX_MTU). */
const IP_MAX_MTU = 65_535;

export function exceptionKey(nexthop: string, dst: Ipv4Addr): string {
  return `${nexthop} ${dst}`;
}

/** What was learned about `dst` by way of `route` and is still valid. */
export function findException(
  ns: Netns,
  now: Nanos,
  { route, dst }: { readonly route: Route; readonly dst: Ipv4Addr },
): RouteException | undefined {
  if (ns.exceptions.size === 0) return undefined;
  const exception = ns.exceptions.get(exceptionKey(infoKey(route), dst));
  return exception && exception.expires >= now ? exception : undefined;
}

/** Whom a packet to `dst` is handed to. */
export function nextHopOf(
  route: Route | undefined,
  exception: RouteException | undefined,
  dst: Ipv4Addr,
): Ipv4Addr {
  return exception?.gateway ?? (route && gatewayOf(route)) ?? dst;
}

/** rt_uses_gateway */
export function usesGateway(route: Route | undefined, exception: RouteException | undefined): boolean {
  return exception?.gateway !== undefined || (route !== undefined && gatewayOf(route) !== undefined);
}

/** The MTU without what was learned: the route's own, or the device's. */
export function routeMtu(route: Route | undefined, oif: Dev): number {
  return Math.min(route?.mtu ?? oif.mtu, IP_MAX_MTU);
}
