// `ip route show` and `flush` (iproute_list_flush_or_save, ip/iproute.c).

import { tableExists } from '../../../engine/fib/table.ts';
import { type Route, RT_TABLE_LOCAL, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { type Args, Exit } from './args.ts';
import { ipv6Line } from './dev-facts.ts';
import type { Printer } from './printer.ts';
import type { Co } from '../../co.ts';
import { savedOps, saveTo } from './dump-file.ts';
import { parseRouteFilter, passes, type RouteFilter } from './route-filter.ts';
import { cachedRoutes } from './route-get.ts';
import { type PrintedRoute, printRoute } from './route-print.ts';
import { specOf } from './route-spec.ts';
import type { Session } from './session.ts';

export function routeShow(s: Session, args: Args): number {
  const filter = parseRouteFilter(s, args, { table: RT_TABLE_MAIN });
  const { table } = filter;
  const p = s.printer();
  if (s.options.family === 'inet6' || filter.six) printIpv6Routes(s, p, filter);
  else {
    needTable(s, filter, 'Dump');
    const lines = filter.cache ? cachedRoutes(s) : shownRoutes(s, filter).map((route) => ({ route }));
    for (const line of lines) printRoute(s, p, { ...line, filter });
    if (table === 0 && s.options.family === 'any') printIpv6Routes(s, p, filter);
  }
  s.out(p.finish());
  return 0;
}

function needTable(s: Session, { table }: RouteFilter, what: 'Dump' | 'Flush'): void {
  if (table && table !== RT_TABLE_MAIN && !tableExists(s.ns, table))
    throw new Exit(2, `Error: ipv4: FIB table does not exist.\n${what} terminated\n`);
}

/** `ip route save`. */
export function routeSave(s: Session, args: Args): number {
  const filter = parseRouteFilter(s, args, { table: RT_TABLE_MAIN });
  needTable(s, filter, 'Dump');
  const ops = shownRoutes(s, filter).map(
    (route) => ({ op: 'route.add', netns: s.ns.id, route: specOf(s, route) }) as const,
  );
  return saveTo(s, 'route', ops);
}

/** `ip route showdump`: a saved file as a listing, by whatever devices there are now. */
export function* routeShowdump(s: Session): Co<number> {
  const p = s.printer();
  for (const op of yield* savedOps(s, 'route')) {
    if (!('route' in op)) continue;
    const { dev, nexthops: _nexthops, type = 'unicast', tos = 0, onlink = false, ...rest } = op.route;
    const ifindex = dev === undefined ? undefined : s.ns.ifindexes.get(dev);
    const route: PrintedRoute = {
      ...rest,
      type,
      tos,
      onlink,
      linkdown: false,
      ...(ifindex !== undefined && { dev: ifindex }),
    };
    printRoute(s, p, { route, filter: { table: RT_TABLE_MAIN } });
  }
  s.out(p.finish());
  return 0;
}

/** In the kernel's order: `table all` begins with main. */
export function shownRoutes(s: Session, filter: RouteFilter): Route[] {
  return s.ns.routes.get().filter((route) => passes(filter, route));
}

/** The routes that belong to the link-local addresses of devices (addrconf_add_linklocal, fib6). */
function printIpv6Routes(s: Session, p: Printer, filter: RouteFilter): void {
  const all = filter.table === 0;
  if (filter.table !== RT_TABLE_MAIN && filter.table !== RT_TABLE_LOCAL && !all) return;
  if (filter.type !== undefined || filter.via !== undefined || filter.cache || filter.match) return;
  const devs = devsInOrder(s.ns).filter(
    (dev) => dev.up && (filter.oif === undefined || dev.ifindex === filter.oif),
  );
  const named = filter.oif === undefined;
  const withLine = devs.flatMap((dev) => {
    const line = ipv6Line(s, dev);
    return line ? [{ dev, line }] : [];
  });
  const links = withLine.filter(({ line }) => line.scope === 'link');
  if (filter.table !== RT_TABLE_LOCAL)
    for (const { dev } of links) printIpv6Route(p, { dst: 'fe80::/64', dev: dev.name, named, metric: 256 });
  if (filter.table === RT_TABLE_MAIN) return;
  const table = all ? 'local' : undefined;
  for (const { dev, line } of withLine)
    if (!line.tentative)
      printIpv6Route(p, { type: 'local', dst: line.addr, dev: dev.name, named, table, metric: 0 });
  for (const { dev } of links)
    printIpv6Route(p, { type: 'multicast', dst: 'ff00::/8', dev: dev.name, named, table, metric: 256 });
}

interface Ipv6Route {
  readonly type?: string;
  readonly dst: string;
  readonly dev: string;
  /** Not when devices are what is filtered by. */
  readonly named: boolean;
  readonly table?: string | undefined;
  readonly metric: number;
}

function printIpv6Route(p: Printer, { type, dst, dev, named, table, metric }: Ipv6Route): void {
  p.open();
  if (type !== undefined) p.put('type', type, `${type} `);
  p.putColored('inet6', 'dst', dst, `${dst} `);
  if (named) {
    p.say('dev ');
    p.putColored('ifname', 'dev', dev, `${dev} `);
  }
  if (table !== undefined) p.put('table', table, `table ${table} `);
  p.put('protocol', 'kernel', 'proto kernel ');
  p.put('metric', metric, `metric ${metric} `);
  p.openArray('flags');
  p.closeArray();
  p.put('pref', 'medium', 'pref medium');
  p.say('\n');
  p.close();
}

export function routeFlush(s: Session, args: Args): number {
  if (!args.more) throw new Exit(1, '"ip route flush" requires arguments.\n');
  const filter = parseRouteFilter(s, args, { table: RT_TABLE_MAIN });
  if (filter.cache) {
    return s.apply({ op: 'sysctl.write', netns: s.ns.id, key: 'net.ipv4.route.flush', value: '-1' });
  }
  if (s.options.family !== 'inet6') needTable(s, filter, 'Flush');
  const doomed = s.options.family === 'inet6' ? [] : shownRoutes(s, filter);
  const p = s.printer();
  if (s.options.stats > 1) for (const route of doomed) printRoute(s, p, { route, filter });
  s.out(s.options.stats > 1 ? p.finish() : '');
  for (const route of doomed) flushRoute(s, route);
  if (s.options.stats === 0) return 0;
  if (doomed.length === 0) s.out('Nothing to flush.\n');
  else
    s.out(`\n*** Round 1, deleting ${doomed.length} entries ***\n*** Flush is complete after 1 round ***\n`);
  return 0;
}

/** The kernel's own message comes back as a deletion. */
function flushRoute(s: Session, route: Route): void {
  const { mtu: _mtu, metrics: _metrics, ...spec } = specOf(s, route);
  const nexthops = spec.nexthops?.map(({ weight: _weight, ...nexthop }) => nexthop);
  s.apply({ op: 'route.del', netns: s.ns.id, route: { ...spec, ...(nexthops && { nexthops }) } });
}
