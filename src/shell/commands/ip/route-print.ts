// A route as `ip route` prints it (print_route, ip/iproute.c). A field that the filter pins down isn't repeated.

import { devByIndex } from '../../../engine/device/table.ts';
import { type Route, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import type { Ipv4Addr, Ipv4Cidr } from '../../../wire/ipv4-addr.ts';
import { dsfieldName, tableName } from './names.ts';
import type { Printer } from './printer.ts';
import type { RouteFilter } from './route-filter.ts';
import type { Session } from './session.ts';

/** What `ip route get` adds to a route, and leaves out of it. */
export interface Resolved {
  readonly from?: Ipv4Addr;
  readonly src?: Ipv4Addr;
  readonly uid: boolean;
  readonly iif?: string;
  /** `local`, `brd`, `redirected` … of the `cache` line. */
  readonly cache: readonly string[];
  /** Seconds until what was learned is forgotten. */
  readonly expires?: number;
  readonly mtu?: number;
}

/** The fields of a route that are printed: a resolved one isn't a row of a table. */
export type PrintedRoute = Pick<Route, 'type' | 'table' | 'tos' | 'onlink' | 'linkdown'> &
  Partial<Pick<Route, 'dst' | 'via' | 'dev' | 'src' | 'metric' | 'mtu' | 'proto' | 'scope'>>;

export interface RouteLine {
  readonly route: PrintedRoute;
  readonly filter: RouteFilter;
  readonly resolved?: Resolved;
  readonly deleted?: boolean;
}

export function printRoute(s: Session, p: Printer, { route, filter, resolved, deleted }: RouteLine): void {
  const details = s.options.details > 0;
  p.open();
  if (deleted) p.put('deleted', true, 'Deleted ');
  if (route.type !== 'unicast' || details) p.put('type', route.type, `${route.type} `);
  if (route.dst) p.putColored(colorOf(route.dst), 'dst', formatDst(route.dst), `${formatDst(route.dst)} `);
  if (resolved?.from !== undefined) colored(p, 'from', resolved.from);
  if (route.tos !== 0 && filter.tos === undefined)
    p.put('tos', dsfieldName(route.tos), `tos ${dsfieldName(route.tos)} `);
  if (route.via !== undefined && filter.via === undefined) colored(p, 'via', route.via, 'gateway');
  printDev(s, p, route, filter);
  if (!resolved || details) printTable(s, p, route, filter, resolved !== undefined);
  const src = resolved ? resolved.src : route.src;
  if (src !== undefined && filter.src === undefined) colored(p, 'src', src, 'prefsrc');
  if (route.metric && filter.metric === undefined) p.put('metric', route.metric, `metric ${route.metric} `);
  p.openArray('flags');
  if (route.onlink) p.item('onlink', 'onlink ');
  if (route.linkdown) p.item('linkdown', 'linkdown ');
  p.closeArray();
  if (resolved?.uid) p.put('uid', 0, 'uid 0 ');
  if (route.mtu !== undefined) printMetrics(p, route.mtu);
  if (resolved) printCache(s, p, resolved);
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

function colored(p: Printer, word: string, addr: Ipv4Addr, key = word): void {
  p.say(`${word} `);
  p.putColored('inet', key, addr, `${addr} `);
}

function printDev(s: Session, p: Printer, route: PrintedRoute, filter: RouteFilter): void {
  const dev = route.dev === undefined ? undefined : devByIndex(s.ns, route.dev);
  if (!dev || filter.oif !== undefined) return;
  p.say('dev ');
  p.putColored('ifname', 'dev', dev.name, `${dev.name} `);
}

function printTable(
  s: Session,
  p: Printer,
  route: PrintedRoute,
  filter: RouteFilter,
  resolved: boolean,
): void {
  const details = s.options.details > 0;
  if ((route.table !== RT_TABLE_MAIN || details) && (filter.table === undefined || filter.table === 0)) {
    const name = tableName(s, route.table);
    p.put('table', name, `table ${name} `);
  }
  if (resolved) return;
  const { proto, scope } = route;
  if (proto !== undefined && (proto !== 'boot' || details) && filter.proto === undefined)
    p.put('protocol', proto, `proto ${proto} `);
  if (scope !== undefined && (scope !== 'global' || details) && filter.scope === undefined)
    p.put('scope', scope, `scope ${scope} `);
}

function printMetrics(p: Printer, mtu: number): void {
  p.openArray('metrics');
  p.open();
  p.put('mtu', mtu, `mtu ${mtu} `);
  p.close();
  p.closeArray();
}

function printCache(s: Session, p: Printer, resolved: Resolved): void {
  const { cache, expires, mtu, iif } = resolved;
  p.say(`${s.lineBreak}    cache `);
  p.openArray('cache', cache.length > 0 ? '<' : '');
  cache.forEach((flag, i) => p.item(flag, i === cache.length - 1 ? flag : `${flag},`));
  p.closeArray(cache.length > 0 ? '> ' : '');
  if (expires !== undefined) p.put('expires', expires, `expires ${expires}sec `);
  if (mtu !== undefined) printMetrics(p, mtu);
  if (iif !== undefined) {
    p.say('iif ');
    p.putColored('ifname', 'iif', iif, `${iif} `);
  }
}
