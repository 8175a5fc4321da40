// Routing tables as lists: where a new route goes, which one a deletion takes (fib_table_insert, fib_table_delete and
// fib_find_alias, net/ipv4/fib_trie.c). The order is that of `ip route show table all`, and look-ups rely on it.

import { type Ipv4Addr, ipv4ToNumber } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';
import type { Errno } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import { infoKey, sameInfo } from './info.ts';
import { pathsOf } from './paths.ts';
import { type Route, type RouteMetric, RT_TABLE_LOCAL, RT_TABLE_MAIN } from './route.ts';

/**
 * NLM_F_*: `add` refuses a second route of the same prefix, tos and metric, `append` puts it last, `prepend` first,
 * `replace` ousts the one that is there, and `change` does only that.
 */
export type InsertMode = 'add' | 'append' | 'prepend' | 'replace' | 'change';

/** Makes the table if it doesn't exist. Local brings main with it as long as the two are one (fib_new_table). */
export function createTable(ns: Netns, id: number): void {
  const state = ns.fib.get();
  const wanted = id === RT_TABLE_LOCAL && !state.customRules ? [RT_TABLE_MAIN, id] : [id];
  const missing = wanted.filter((table) => !state.tables.includes(table));
  if (missing.length > 0) ns.fib.set({ ...state, tables: [...state.tables, ...missing] });
}

export function tableExists(ns: Netns, id: number): boolean {
  return ns.fib.get().tables.includes(id);
}

/** Returns the errno if the route can't be put in. */
export function insertRoute(ns: Netns, route: Route, mode: InsertMode): Errno | undefined {
  if (route.nexthops && !ns.fib.get().asksForPorts) ns.fib.set({ ...ns.fib.get(), asksForPorts: true });
  const routes = ns.routes.get();
  const first = routes.findIndex((other) => compareRoutes(other, route) >= 0);
  const at = first < 0 ? routes.length : first;
  let end = at;
  while (end < routes.length && compareRoutes(routes[end] as Route, route) === 0) end++;
  if (end === at) return mode === 'change' ? 'ENOENT' : put(ns, routes.toSpliced(at, 0, route));

  if (mode === 'add') return 'EEXIST';
  const same = routes.slice(at, end).findIndex((other) => sameInfo(other, route));
  if (mode === 'append' || mode === 'prepend') {
    const place = mode === 'append' ? end : at;
    return same < 0 ? put(ns, routes.toSpliced(place, 0, route)) : 'EEXIST';
  }
  if (same >= 0) return same === 0 ? undefined : 'EEXIST';
  const old = routes[at] as Route;
  put(ns, routes.with(at, route));
  forgetExceptions(ns, [old]);
  return undefined;
}

/** What a deletion names: absent means any, but the prefix and the tos must be exactly these. */
export type RouteMatch = Pick<Route, 'table' | 'dst' | 'tos'> &
  Partial<
    Pick<Route, 'type' | 'scope' | 'proto' | 'dev' | 'via' | 'src' | 'metric' | 'mtu' | 'metrics' | 'realm'>
  > & {
    /** The next hops of a route that has several: all of them, in order. A weight of 1 is any. */
    readonly nexthops?: readonly NexthopMatch[];
  };

export interface NexthopMatch {
  readonly dev?: IfIndex;
  readonly via?: Ipv4Addr;
  readonly weight: number;
}

/** Deletes the first route that matches, the one with the lowest metric if none is named. False if there is none. */
export function deleteRoute(ns: Netns, match: RouteMatch): boolean {
  const routes = ns.routes.get();
  const at = routes.findIndex((route) => matches(route, match));
  if (at < 0) return false;
  const old = routes[at] as Route;
  put(ns, routes.toSpliced(at, 1));
  forgetExceptions(ns, [old]);
  return true;
}

/** fib_flush: takes out whatever `isDead`. */
export function flushRoutes(ns: Netns, isDead: (route: Route) => boolean): void {
  const routes = ns.routes.get();
  const dead = routes.filter(isDead);
  if (dead.length === 0) return;
  put(
    ns,
    routes.filter((route) => !isDead(route)),
  );
  forgetExceptions(ns, dead);
}

/** By table, prefix, then the longer, the higher tos, the lower metric; equals stay in the order of their coming. */
function compareRoutes(a: Route, b: Route): number {
  return (
    compareTables(a.table, b.table) ||
    ipv4ToNumber(a.dst.addr) - ipv4ToNumber(b.dst.addr) ||
    b.dst.prefixLen - a.dst.prefixLen ||
    b.tos - a.tos ||
    a.metric - b.metric
  );
}

/** Tables are kept in 256 chains by the low octet of their id. Simplified: within a chain by id, not by age. */
function compareTables(a: number, b: number): number {
  return (a & 255) - (b & 255) || a - b;
}

function matches(route: Route, match: RouteMatch): boolean {
  return (
    route.table === match.table &&
    route.dst.addr === match.dst.addr &&
    route.dst.prefixLen === match.dst.prefixLen &&
    route.tos === match.tos &&
    (match.type === undefined || route.type === match.type) &&
    (match.scope === undefined || match.scope === 'nowhere' || route.scope === match.scope) &&
    (match.src === undefined || route.src === match.src) &&
    (match.proto === undefined || route.proto === match.proto) &&
    (match.metric === undefined || match.metric === 0 || route.metric === match.metric) &&
    (match.dev === undefined || route.dev === match.dev) &&
    (match.via === undefined || route.via === match.via) &&
    (match.mtu === undefined || (route.mtu ?? 0) === match.mtu) &&
    metricsMatch(route, match.metrics) &&
    wayMatches(route, match)
  );
}

/** fib_nh_match: next hops are only compared if no device or gateway is named, and a realm only if one is. */
function wayMatches(route: Route, { dev, via, realm, nexthops }: RouteMatch): boolean {
  if (dev !== undefined || via !== undefined) return realm === undefined || realm === route.realm;
  return !nexthops || nexthopsMatch(route, nexthops);
}

/** fib_metrics_match */
function metricsMatch(route: Route, named: RouteMatch['metrics'] = {}): boolean {
  return (Object.keys(named) as RouteMetric[]).every((name) => route.metrics?.[name] === named[name]);
}

/** fib_nh_match compares the weight with one less than what was asked for: two weights match, and the right one doesn't. */
function nexthopsMatch(route: Route, named: readonly NexthopMatch[]): boolean {
  const own = route.nexthops ?? [{ dev: route.dev, via: route.via, weight: 1 }];
  return own.every(({ dev, via, weight }, i) => {
    const asked = named[i];
    if (!asked || (asked.weight !== 1 && asked.weight - 1 !== weight)) return false;
    return (asked.dev === undefined || asked.dev === dev) && (asked.via === undefined || asked.via === via);
  });
}

function put(ns: Netns, routes: readonly Route[]): undefined {
  ns.routes.set(routes);
}

/** The exceptions live in the fib_info: they go with the last route that has it. */
function forgetExceptions(ns: Netns, gone: readonly Route[]): void {
  if (ns.exceptions.size === 0) return;
  const left = ns.routes.get();
  const keys = gone
    .filter((route) => !left.some((other) => sameInfo(other, route)))
    .flatMap((route) => pathsOf(route).map(infoKey));
  for (const key of ns.exceptions.keys((a, b) => (a < b ? -1 : 1))) {
    if (keys.includes(ns.exceptions.get(key)?.nexthop ?? '')) ns.exceptions.delete(key);
  }
}
