// The routing table as net-tools prints it, for route(8) and netstat -r (rprint_fib in lib/inet_gr.c, which reads
// /proc/net/route: table main, by destination, the longest prefix first).

import { by, byNumber, chain } from '../../../base/order.ts';
import { type Route, RT_TABLE_MAIN } from '../../../engine/fib/route.ts';
import type { Netns } from '../../../engine/netns.ts';
import { ipv4FromNumber, type Ipv4Addr, ipv4ToNumber, netmask } from '../../../wire/ipv4-addr.ts';

/** `route`, `route -e` and `netstat -r`, `route -ee`. */
export type RouteColumns = 'metric' | 'mss' | 'all';

const HEADS: Readonly<Record<RouteColumns, string>> = {
  metric: 'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface\n',
  mss: 'Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface\n',
  all: 'Destination     Gateway         Genmask         Flags Metric Ref    Use Iface    MSS   Window irtt\n',
};

const ORDER = chain(
  by((route: Route) => ipv4ToNumber(route.dst.addr), byNumber),
  by((route: Route) => -route.dst.prefixLen, byNumber),
);

/** With the headings. `name` gives an address's name, if it has one that is to be shown. */
export function routeTable(
  ns: Netns,
  columns: RouteColumns,
  name: (addr: Ipv4Addr) => string | undefined,
): string {
  const rows = ns.routes
    .get()
    .filter((route) => route.table === RT_TABLE_MAIN && route.type !== 'broadcast')
    .sort(ORDER)
    .map((route) => row(ns, { route, columns, name }));
  return `Kernel IP routing table\n${HEADS[columns]}${rows.join('')}`;
}

/** The file isn't there until something was in table main once, and then net-tools fails. */
export function hasRouteFile(ns: Netns): boolean {
  return ns.fib.get().tables.includes(RT_TABLE_MAIN);
}

interface Shown {
  readonly route: Route;
  readonly columns: RouteColumns;
  readonly name: (addr: Ipv4Addr) => string | undefined;
}

function row(ns: Netns, { route, columns, name }: Shown): string {
  const isReject = route.type === 'unreachable' || route.type === 'prohibit';
  const { addr, prefixLen } = route.dst;
  const isDefault = prefixLen === 0 && addr === '0.0.0.0';
  const via = route.via === undefined ? '0.0.0.0' : (name(route.via) ?? route.via);
  const ends = [
    (isDefault ? name(addr) : prefixLen === 32 ? name(addr) : undefined) ?? addr,
    isReject ? '-' : via,
    ipv4FromNumber(netmask(prefixLen)),
  ].map((text) => text.slice(0, 15).padEnd(15));
  const flags = `${isReject ? '!' : 'U'}${route.via === undefined ? '' : 'G'}${prefixLen === 32 ? 'H' : ''}`;
  const dev = route.dev === undefined ? '*' : (ns.devs.get(route.dev)?.name ?? '*');
  const rest = isReject ? rejected(route, columns) : usual(route, columns, dev);
  return `${ends.join(' ')} ${flags.padEnd(6)}${rest}\n`;
}

function usual({ metric, metrics: measured }: Route, columns: RouteColumns, dev: string): string {
  const metrics = `${String(metric).padEnd(6)} 0  ${'0'.padStart(7)} `;
  const mss = measured?.advmss === undefined ? '0' : String(measured.advmss + 40);
  const clamp = String(measured?.window ?? 0);
  const irtt = String(Math.floor((measured?.rtt ?? 0) / 8));
  if (columns === 'mss') return `${mss.padStart(5)} ${clamp.padEnd(5)} ${irtt.padStart(6)} ${dev}`;
  if (columns === 'metric') return metrics + dev;
  return `${metrics}${dev.padEnd(8)} ${mss.padEnd(5)} ${clamp.padEnd(6)} ${irtt}`;
}

function rejected({ metric }: Route, columns: RouteColumns): string {
  if (columns === 'mss') return '    - -          - -';
  const metrics = `${String(metric).padEnd(6)} -  ${'0'.padStart(7)} -`;
  return columns === 'metric' ? metrics : `${metrics}        -     -      -`;
}
