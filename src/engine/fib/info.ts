// What routes share (struct fib_info): routes that differ only in prefix and tos have one nexthop in common, and with it
// what the kernel learned about single destinations behind it (fib_find_info, net/ipv4/fib_semantics.c).

import type { Route, RouteNexthop } from './route.ts';
import { scopeNumber } from './scope.ts';

/** Are the two routes' fib_infos one? */
export function sameInfo(a: Route, b: Route): boolean {
  return (
    a.type === b.type &&
    a.dev === b.dev &&
    a.via === b.via &&
    a.metric === b.metric &&
    a.src === b.src &&
    a.proto === b.proto &&
    a.scope === b.scope &&
    a.table === b.table &&
    a.mtu === b.mtu &&
    a.onlink === b.onlink &&
    a.gatewayScope === b.gatewayScope &&
    restKey(a) === restKey(b)
  );
}

/** Names the fib_info of `route`, and of a route with several next hops the one that it leads to. */
export function infoKey(route: Route): string {
  const { table, type, scope, proto, src, metric, dev, via, mtu, onlink } = route;
  return `${table} ${type} ${scope} ${proto} ${src} ${metric} ${dev} ${via} ${mtu} ${onlink}${restKey(route)}`;
}

/** What few routes have. */
function restKey({ metrics, locked, congctl, realm, nexthops }: Route): string {
  if (!metrics && !locked && congctl === undefined && realm === undefined && !nexthops) return '';
  return ` ${JSON.stringify([metrics, locked, congctl, realm, nexthops?.map(nexthopKey)])}`;
}

function nexthopKey({ dev, via, weight, onlink, realm }: RouteNexthop): unknown[] {
  return [dev, via, weight, onlink, realm];
}

/** nhc_scope: how far away what the route leads to is. */
export function nexthopScope(route: Route): number {
  if (route.scope === 'host' && route.dev !== undefined) return scopeNumber('nowhere');
  if (route.via === undefined) return scopeNumber('host');
  return scopeNumber(route.gatewayScope ?? 'link');
}

/** The gateway that a packet is handed to, if there is one: an own address as gateway is none (rt_set_nexthop). */
export function gatewayOf(route: Route): Route['via'] {
  return route.gatewayScope === undefined ? route.via : undefined;
}
