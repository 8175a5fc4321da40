// A route with several next hops (struct fib_info with fib_nhs > 1): which of them are alive, how the flows are shared out
// (fib_rebalance), and the route as one of them makes it (net/ipv4/fib_semantics.c).

import type { Dev } from '../device/dev.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import { confOr } from '../sysctl.ts';
import type { Route, RouteNexthop } from './route.ts';
import { scopeNumber } from './scope.ts';

const paths = new WeakMap<Route, readonly Route[]>();
const rows = new WeakMap<Route, Route>();

/** `row` by way of its next hop number `n`: the same object as long as the row is the same. */
export function pathOf(row: Route, n: number): Route {
  return pathsOf(rowOf(row))[n] ?? row;
}

/** The row of the table whose path `route` is. */
export function rowOf(route: Route): Route {
  return rows.get(route) ?? route;
}

/** Every way that a route leads. */
export function pathsOf(row: Route): readonly Route[] {
  if (!row.nexthops) return [row];
  let list = paths.get(row);
  if (!list) {
    list = row.nexthops.map((nexthop) => withNexthop(row, nexthop));
    for (const path of list) rows.set(path, row);
    paths.set(row, list);
  }
  return list;
}

/** The route with the next hops `nexthops`, the first of which gives it its own fields; `linkdown` is what is said of it all. */
export function withNexthops(
  route: Route,
  nexthops: readonly RouteNexthop[],
  linkdown = nexthops.every((nexthop) => nexthop.linkdown),
): Route {
  const first = nexthops[0];
  return first ? { ...withNexthop(route, first), nexthops, linkdown } : route;
}

function withNexthop(route: Route, { dev, via, onlink, gatewayScope, realm, linkdown }: RouteNexthop): Route {
  const { via: _via, gatewayScope: _scope, realm: _realm, ...rest } = route;
  return {
    ...rest,
    dev,
    ...(via !== undefined && { via }),
    onlink,
    ...(gatewayScope && { gatewayScope }),
    ...(realm !== undefined && { realm }),
    linkdown,
  };
}

/** fib_rebalance: shares the 31 bits of a hash out among those that are alive, by weight. */
export function rebalance(ns: Netns, nexthops: readonly RouteNexthop[]): RouteNexthop[] {
  const isUsed = (nexthop: RouteNexthop): boolean =>
    !nexthop.dead && !(nexthop.linkdown && ignoresLinkdown(ns, nexthop.dev));
  let total = 0;
  for (const nexthop of nexthops) if (isUsed(nexthop)) total += nexthop.weight;
  let sum = 0;
  return nexthops.map((nexthop) => {
    if (!isUsed(nexthop)) return { ...nexthop, upperBound: -1 };
    sum += nexthop.weight;
    return { ...nexthop, upperBound: Math.round((sum * 2 ** 31) / total) - 1 };
  });
}

/** ip_ignore_linkdown */
export function ignoresLinkdown(ns: Netns, ifindex: IfIndex): boolean {
  const dev = ns.devs.get(ifindex);
  return dev !== undefined && confOr(ns, dev.name, 'ignore_routes_with_linkdown');
}

/** Does the route lead over `dev` to anywhere but ourselves? */
export function usesLink(route: Route, dev: Dev): boolean {
  if (scopeNumber(route.scope) === scopeNumber('host')) return false;
  if (!route.nexthops) return route.dev === dev.ifindex;
  return route.nexthops.some((nexthop) => nexthop.dev === dev.ifindex);
}

type Mark = Partial<Pick<RouteNexthop, 'dead' | 'linkdown'>>;

/** fib_sync_down_dev and fib_sync_up: what happened to `dev`, for the next hops over it. The same route if nothing changed. */
export function markNexthops(ns: Netns, route: Route, { dev, mark }: { dev: Dev; mark: Mark }): Route {
  const { nexthops = [] } = route;
  const changes = (nexthop: RouteNexthop): boolean =>
    nexthop.dev === dev.ifindex &&
    ((mark.dead !== undefined && mark.dead !== nexthop.dead) ||
      (mark.linkdown !== undefined && mark.linkdown !== nexthop.linkdown));
  if (!nexthops.some(changes)) return route;
  const marked = nexthops.map((nexthop) => (changes(nexthop) ? { ...nexthop, ...mark } : nexthop));
  // The whole route has no link if none but dead next hops are left beside those of this device.
  const all = nexthops.every((nexthop) => nexthop.dead || nexthop.dev === dev.ifindex);
  const linkdown =
    mark.linkdown === true ? route.linkdown || all : mark.linkdown === undefined && route.linkdown;
  return withNexthops(route, rebalance(ns, marked), linkdown);
}

/** Is there a next hop left? */
export function isAlive(route: Route): boolean {
  return !route.nexthops || route.nexthops.some((nexthop) => !nexthop.dead);
}
