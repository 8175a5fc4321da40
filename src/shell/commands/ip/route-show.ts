// `ip route show` and `flush` (iproute_list_flush_or_save, ip/iproute.c).

import { tableExists } from '../../../engine/fib/table.ts';
import { type Route, RT_TABLE_LOCAL, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import { devsInOrder } from '../../../engine/device/table.ts';
import { type Args, Exit } from './args.ts';
import { ipv6Line } from './dev-facts.ts';
import type { Printer } from './printer.ts';
import { parseRouteFilter, passes, type RouteFilter } from './route-filter.ts';
import { cachedRoutes } from './route-get.ts';
import { printRoute } from './route-print.ts';
import type { Session } from './session.ts';

export function routeShow(s: Session, args: Args): number {
  const filter = parseRouteFilter(s, args, { table: RT_TABLE_MAIN });
  const { table } = filter;
  const p = s.printer();
  if (s.options.family === 'inet6' || filter.six) printIpv6Routes(s, p, filter);
  else {
    if (table && table !== RT_TABLE_MAIN && table !== RT_TABLE_LOCAL && !tableExists(s.ns, table))
      throw new Exit(2, 'Error: ipv4: FIB table does not exist.\nDump terminated\n');
    const lines = filter.cache ? cachedRoutes(s) : shownRoutes(s, filter).map((route) => ({ route }));
    for (const line of lines) printRoute(s, p, { ...line, filter });
    if (table === 0 && s.options.family === 'any') printIpv6Routes(s, p, filter);
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
  const withLine = devs.flatMap((dev) => {
    const line = ipv6Line(s, dev);
    return line ? [{ dev, line }] : [];
  });
  const links = withLine.filter(({ line }) => line.scope === 'link');
  if (filter.table !== RT_TABLE_LOCAL)
    for (const { dev } of links) printIpv6Route(p, { dst: 'fe80::/64', dev: dev.name, metric: 256 });
  if (filter.table === RT_TABLE_MAIN) return;
  const table = all ? 'local' : undefined;
  for (const { dev, line } of withLine)
    if (!line.tentative)
      printIpv6Route(p, { type: 'local', dst: line.addr, dev: dev.name, table, metric: 0 });
  for (const { dev } of links)
    printIpv6Route(p, { type: 'multicast', dst: 'ff00::/8', dev: dev.name, table, metric: 256 });
}

interface Ipv6Route {
  readonly type?: string;
  readonly dst: string;
  readonly dev: string;
  readonly table?: string | undefined;
  readonly metric: number;
}

function printIpv6Route(p: Printer, { type, dst, dev, table, metric }: Ipv6Route): void {
  p.open();
  if (type !== undefined) p.put('type', type, `${type} `);
  p.putColored('inet6', 'dst', dst, `${dst} `);
  p.say('dev ');
  p.putColored('ifname', 'dev', dev, `${dev} `);
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
  const doomed = s.options.family === 'inet6' ? [] : shownRoutes(s, filter);
  for (const route of doomed) deleteRoute(s, route);
  if (s.options.stats === 0) return 0;
  if (doomed.length === 0) s.out('Nothing to flush.\n');
  else
    s.out(`\n*** Round 1, deleting ${doomed.length} entries ***\n*** Flush is complete after 1 round ***\n`);
  return 0;
}

function deleteRoute(s: Session, route: Route): void {
  const dev = route.dev === undefined ? undefined : s.ns.devs.get(route.dev)?.name;
  const { dst, type, via, src, metric, scope, proto, table, tos } = route;
  s.apply({
    op: 'route.del',
    netns: s.ns.id,
    route: {
      dst,
      type,
      metric,
      scope,
      proto,
      table,
      tos,
      ...(via !== undefined && { via }),
      ...(src !== undefined && { src }),
      ...(dev !== undefined && { dev }),
    },
  });
}
