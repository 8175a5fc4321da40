// Routes as the Device panel lists them, and as `ip route del` names them.

import { RT_TABLE_LOCAL, RT_TABLE_MAIN, type Route } from '../../../engine/fib/route.ts';
import type { RouteSpec } from '../../../engine/netlink.ts';
import type { Netns } from '../../../engine/netns.ts';
import { formatIpv4Cidr } from '../../../wire/ipv4-addr.ts';
import { tableName } from './table-name.ts';

/** Table main, then the others from the highest number down. */
export function tablesOf(ns: Netns, withLocal: boolean) {
  const routes = ns.routes.get();
  const others = [...new Set(routes.map(({ table }) => table))]
    .filter((table) => table !== RT_TABLE_MAIN && (withLocal || table !== RT_TABLE_LOCAL))
    .sort((a, b) => b - a);
  return [RT_TABLE_MAIN, ...others].map((table) => ({
    name: tableName(table),
    routes: routes.filter((route) => route.table === table),
  }));
}

export function destinationText({ dst }: Route): string {
  if (dst.prefixLen === 0) return 'default';
  return dst.prefixLen === 32 ? dst.addr : formatIpv4Cidr(dst);
}

/** What names the route, and nothing that `ip route del` would take for another one. */
export function specOf(route: Route, dev: string): RouteSpec {
  return {
    dst: route.dst,
    type: route.type,
    table: route.table,
    ...(route.via !== undefined && { via: route.via }),
    ...(dev !== '' && { dev }),
    ...(route.metric !== 0 && { metric: route.metric }),
    ...(route.tos !== 0 && { tos: route.tos }),
  };
}

export function keyOf(route: Route): string {
  return [route.type, formatIpv4Cidr(route.dst), route.dev, route.via, route.metric, route.tos].join(' ');
}
