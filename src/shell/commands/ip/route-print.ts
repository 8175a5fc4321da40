// A route as `ip route` prints it (print_route, ip/iproute.c). A field that the filter pins down isn't repeated.

import { devByIndex } from '../../../engine/device/table.ts';
import { ignoresLinkdown } from '../../../engine/fib/paths.ts';
import { type Route, type RouteNexthop, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import type { Ipv4Addr, Ipv4Cidr } from '../../../wire/ipv4-addr.ts';
import { dsfieldName, protoName, realmName, scopeName, tableName, typeName } from './names.ts';
import type { Printer } from './printer.ts';
import type { RouteFilter } from './route-filter.ts';
import { printMetrics } from './route-metrics.ts';
import type { Session } from './session.ts';

/** What `ip route get` adds to a route, and leaves out of it. */
export interface Resolved {
  readonly from?: Ipv4Addr;
  readonly src?: Ipv4Addr;
  readonly mark?: number;
  readonly uid?: number;
  readonly iif?: string;
  /** Of the route itself: `notify`, and what iproute2 takes a multicast route's flag for. */
  readonly flags: readonly string[];
  /** `local`, `brd`, `redirected` … of the `cache` line. */
  readonly cache: readonly string[];
  /** Seconds until what was learned is forgotten. */
  readonly expires?: number;
}

/** The fields of a route that are printed: a resolved one isn't a row of a table. */
export type PrintedRoute = Pick<Route, 'type' | 'tos' | 'onlink' | 'linkdown'> &
  Partial<Omit<Route, 'type' | 'tos' | 'onlink' | 'linkdown'>>;

export interface RouteLine {
  readonly route: PrintedRoute;
  readonly filter: RouteFilter;
  readonly resolved?: Resolved;
  readonly deleted?: boolean;
}

export function printRoute(s: Session, p: Printer, line: RouteLine): void {
  const { route, filter, resolved, deleted } = line;
  const type = typeName(s, route.type);
  p.open();
  if (deleted) p.put('deleted', true, 'Deleted ');
  if (route.type !== 'unicast' || s.options.details > 0) p.put('type', type, `${type} `);
  if (route.dst) p.putColored(colorOf(route.dst), 'dst', formatDst(route.dst), `${formatDst(route.dst)} `);
  if (resolved?.from !== undefined) colored(p, 'from', resolved.from);
  if (route.tos !== 0 && filter.tos === undefined)
    p.put('tos', dsfieldName(s, route.tos), `tos ${dsfieldName(s, route.tos)} `);
  if (!route.nexthops) printWay(s, p, route, filter);
  printTable(s, p, line);
  const src = resolved ? resolved.src : route.src;
  if (src !== undefined && !isHost(filter.src)) colored(p, 'src', src, 'prefsrc');
  if (route.metric && filter.metric === undefined) p.put('metric', route.metric, `metric ${route.metric} `);
  printFlags(s, p, route.nexthops ? { onlink: false, linkdown: route.linkdown } : route, resolved);
  if (resolved?.mark) p.put('mark', resolved.mark, `mark ${resolved.mark} `);
  if (route.realm !== undefined && !route.nexthops && !filter.realms?.whole) printRealms(s, p, route.realm);
  if (resolved?.uid !== undefined) p.put('uid', resolved.uid, `uid ${resolved.uid} `);
  if (resolved) printCache(s, p, resolved);
  printMetrics(p, route);
  if (resolved?.iif !== undefined) {
    p.say('iif ');
    p.putColored('ifname', 'iif', resolved.iif, `${resolved.iif} `);
  }
  if (route.nexthops) printNexthops(s, p, route.nexthops);
  p.say('\n');
  p.close();
}

/** `10.0.0.0/24`, `10.0.0.1` for a /32, `default`. */
export function formatDst(dst: Ipv4Cidr): string {
  if (dst.prefixLen === 32) return dst.addr;
  return dst.prefixLen === 0 ? 'default' : `${dst.addr}/${dst.prefixLen}`;
}

function colorOf(dst: Ipv4Cidr): 'inet' | undefined {
  return dst.prefixLen === 0 ? undefined : 'inet';
}

function isHost(prefix: Ipv4Cidr | undefined): boolean {
  return prefix?.prefixLen === 32;
}

function colored(p: Printer, word: string, addr: Ipv4Addr, key = word): void {
  p.say(`${word} `);
  p.putColored('inet', key, addr, `${addr} `);
}

function printWay(s: Session, p: Printer, route: PrintedRoute, filter: RouteFilter): void {
  if (route.via !== undefined && !isHost(filter.via)) colored(p, 'via', route.via, 'gateway');
  const dev = route.dev === undefined ? undefined : devByIndex(s.ns, route.dev);
  if (dev && filter.oif === undefined) printDev(p, dev.name);
}

function printDev(p: Printer, name: string): void {
  p.say('dev ');
  p.putColored('ifname', 'dev', name, `${name} `);
}

function printTable(s: Session, p: Printer, { route, filter, resolved }: RouteLine): void {
  const details = s.options.details > 0;
  const { table, proto, scope } = route;
  if (table !== undefined && (table !== RT_TABLE_MAIN || details) && !filter.table) {
    const name = tableName(s, table);
    p.put('table', name, `table ${name} `);
  }
  if (resolved) return;
  if (proto !== undefined && (proto !== 'boot' || details) && filter.proto === undefined)
    p.put('protocol', protoName(s, proto), `proto ${protoName(s, proto)} `);
  if (scope !== undefined && (scope !== 'global' || details) && filter.scope === undefined)
    p.put('scope', scopeName(s, scope), `scope ${scopeName(s, scope)} `);
}

type Flagged = Pick<RouteNexthop, 'onlink' | 'linkdown'> & Partial<Pick<RouteNexthop, 'dead' | 'dev'>>;

/** print_rt_flags. A way without a carrier is told dead where such ways aren't used (fib_nexthop_info). */
function printFlags(s: Session, p: Printer, way: Flagged, resolved?: Resolved): void {
  const ignored = way.linkdown && way.dev !== undefined && ignoresLinkdown(s.ns, way.dev);
  p.openArray('flags');
  if (way.dead || ignored) p.item('dead', 'dead ');
  if (way.onlink) p.item('onlink', 'onlink ');
  if (resolved?.flags.includes('notify')) p.item('notify', 'notify ');
  if (way.linkdown) p.item('linkdown', 'linkdown ');
  for (const flag of resolved?.flags ?? []) if (flag !== 'notify') p.item(flag, `${flag} `);
  p.closeArray();
}

function printRealms(s: Session, p: Printer, realm: number): void {
  const [from, to] = [realm >>> 16, realm & 0xffff].map((each) => realmName(s, each));
  p.open('flow');
  if (realm >>> 16 === 0) p.put('to', to as string, `realm ${to} `);
  else {
    p.put('from', from as string, `realms ${from}/`);
    p.put('to', to as string, `${to} `);
  }
  p.close();
}

function printCache(s: Session, p: Printer, { cache, expires }: Resolved): void {
  p.say(`${s.lineBreak}    cache `);
  p.openArray('cache', cache.length > 0 ? '<' : '');
  cache.forEach((flag, i) => p.item(flag, i === cache.length - 1 ? flag : `${flag},`));
  p.closeArray(cache.length > 0 ? '> ' : '');
  if (expires !== undefined) p.put('expires', expires, `expires ${expires}sec `);
  if (s.options.stats === 0) return;
  // The route is made for the question, which holds it twice.
  p.put('users', 2, 'users 2 ');
}

function printNexthops(s: Session, p: Printer, nexthops: readonly RouteNexthop[]): void {
  p.openArray('nexthops');
  for (const nexthop of nexthops) {
    const { via, weight, realm } = nexthop;
    const dev = devByIndex(s.ns, nexthop.dev);
    p.open();
    p.say(`${s.lineBreak}\tnexthop `);
    if (realm !== undefined) printRealms(s, p, realm);
    if (via !== undefined) colored(p, 'via', via, 'gateway');
    if (dev) printDev(p, dev.name);
    p.put('weight', weight, `weight ${weight} `);
    printFlags(s, p, nexthop);
    p.close();
  }
  p.closeArray();
}
