// /proc/net/{arp,dev,route} (arp_seq_show in net/ipv4/arp.c, dev_seq_printf_stats in net/core/net-procfs.c,
// fib_route_seq_show in net/ipv4/fib_trie.c).

import { by, byNumber, chain } from '../../base/order.ts';
import { ipv4ToNumber } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import { devsInOrder } from '../device/table.ts';
import { type Route, RT_TABLE_MAIN } from '../fib/route.ts';
import { tableExists } from '../fib/table.ts';
import { isValid, type Neigh } from '../neigh/neigh.ts';
import { neighList } from '../neigh/table.ts';
import type { Netns } from '../netns.ts';

const ARP_HEAD = 'IP address       HW type     Flags       HW address            Mask     Device\n';
const ATF_COM = 0x02;
const ATF_PERM = 0x04;

export function procNetArp(ns: Netns): string {
  const rows = neighList(ns).filter((neigh) => neigh.state !== 'NOARP');
  return ARP_HEAD + rows.map((neigh) => arpRow(ns, neigh)).join('');
}

function arpRow(ns: Netns, neigh: Neigh): string {
  const flags = neigh.state === 'PERMANENT' ? ATF_PERM | ATF_COM : isValid(neigh.state) ? ATF_COM : 0;
  const mac = neigh.mac ?? '00:00:00:00:00:00';
  const name = ns.devs.get(neigh.dev)?.name ?? '';
  return `${neigh.ip.padEnd(16)} 0x${'1'.padEnd(10)}0x${flags.toString(16).padEnd(10)}${mac.padEnd(17)}     *        ${name}\n`;
}

const DEV_HEAD =
  'Inter-|   Receive                                                |  Transmit\n' +
  ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';

export function procNetDev(ns: Netns): string {
  return (
    DEV_HEAD +
    devsInOrder(ns)
      .map((dev) => devRow(ns, dev))
      .join('')
  );
}

function devRow(ns: Netns, dev: Dev): string {
  const count = ns.counters.get(dev.ifindex);
  const rx = [count?.rxBytes, count?.rxPackets, 0, count?.rxDropped, 0, 0, 0, 0];
  const { txErrors, txDropped, collisions, txCarrier } = count ?? {};
  const tx = [count?.txBytes, count?.txPackets, txErrors, txDropped, 0, collisions, txCarrier, 0];
  const columns = (values: (number | undefined)[], widths: number[]): string =>
    values.map((value, i) => String(value ?? 0).padStart(widths[i] ?? 0)).join(' ');
  const received = columns(rx, [7, 7, 4, 4, 4, 5, 10, 9]);
  return `${dev.name.padStart(6)}: ${received} ${columns(tx, [8, 7, 4, 4, 4, 5, 7, 10])}\n`;
}

const ROUTE_HEAD = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT';
/** seq_setwidth(seq, 127). */
const ROUTE_WIDTH = 127;
const RTF_UP = 0x1;
const RTF_GATEWAY = 0x2;
const RTF_HOST = 0x4;
const RTF_REJECT = 0x200;

/** Table main in the order of the trie: by destination, then the longest prefix first. Nothing before it exists. */
export function procNetRoute(ns: Netns): string {
  if (!tableExists(ns, RT_TABLE_MAIN)) return '';
  const order = chain(
    by((route: Route) => ipv4ToNumber(route.dst.addr), byNumber),
    by((route: Route) => -route.dst.prefixLen, byNumber),
  );
  const rows = ns.routes
    .get()
    .filter((route) => route.table === RT_TABLE_MAIN && route.type !== 'broadcast')
    .sort(order);
  return [ROUTE_HEAD, ...rows.map((route) => routeRow(ns, route))]
    .map((row) => `${row.padEnd(ROUTE_WIDTH)}\n`)
    .join('');
}

function routeRow(ns: Netns, route: Route): string {
  const { prefixLen } = route.dst;
  const name = (route.dev === undefined ? undefined : ns.devs.get(route.dev)?.name) ?? '*';
  const isReject = route.type === 'unreachable' || route.type === 'prohibit';
  const flags =
    RTF_UP |
    (route.via === undefined ? 0 : RTF_GATEWAY) |
    (prefixLen === 32 ? RTF_HOST : 0) |
    (isReject ? RTF_REJECT : 0);
  const mask = prefixLen === 0 ? 0 : (0xffff_ffff << (32 - prefixLen)) >>> 0;
  const mtu = 0;
  return [
    name,
    inMemory(ipv4ToNumber(route.dst.addr)),
    route.via === undefined ? '00000000' : inMemory(ipv4ToNumber(route.via)),
    flags.toString(16).toUpperCase().padStart(4, '0'),
    0,
    0,
    route.metric,
    inMemory(mask),
    mtu,
    0,
    0,
  ].join('\t');
}

/** A number in network order as a little-endian machine prints it. */
function inMemory(value: number): string {
  const octets = value.toString(16).toUpperCase().padStart(8, '0').match(/../g) ?? [];
  return octets.reverse().join('');
}
