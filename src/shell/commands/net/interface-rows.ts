// A device as net-tools prints it: for ifconfig(8) and netstat -i (ife_print_long and ife_print_short, lib/interface.c).

import { devsInOrder } from '../../../engine/device/table.ts';
import type { Dev, DevCounters } from '../../../engine/device/dev.ts';
import { addrsOf } from '../../../engine/fib/addr-table.ts';
import type { IfAddr } from '../../../engine/fib/route.ts';
import type { Netns } from '../../../engine/netns.ts';
import { ipv4FromNumber, netmask } from '../../../wire/ipv4-addr.ts';
import type { World } from '../../../engine/world.ts';
import { ipv6Line } from '../ip/dev-facts.ts';

/** A device, or one of its aliases (`eth0:1`: a second address under a label of its own). */
export interface Interface {
  readonly name: string;
  readonly dev: Dev;
  readonly alias: boolean;
  readonly addr: IfAddr | undefined;
}

export interface InterfacePlace {
  readonly world: World;
  readonly ns: Netns;
}

const FLAGS: readonly (readonly [number, string])[] = [
  [0x1, 'UP'],
  [0x2, 'BROADCAST'],
  [0x8, 'LOOPBACK'],
  [0x40, 'RUNNING'],
  [0x80, 'NOARP'],
  [0x100, 'PROMISC'],
  [0x200, 'ALLMULTI'],
  [0x1000, 'MULTICAST'],
];

/** In the order of ifconfig: by name, numbers as numbers; aliases behind their devices. */
export function interfaces(ns: Netns): readonly Interface[] {
  return devsInOrder(ns)
    .flatMap((dev) => interfacesOf(ns, dev))
    .sort((a, b) => byVersion(a.name, b.name));
}

function interfacesOf(ns: Netns, dev: Dev): Interface[] {
  const addrs = addrsOf(ns, dev.ifindex);
  const own = addrs.find((ifa) => ifa.label === dev.name);
  const labels = [...new Set(addrs.map((ifa) => ifa.label))].filter((label) => label !== dev.name);
  return [
    { name: dev.name, dev, alias: false, addr: own },
    ...labels.map((label) => ({
      name: label,
      dev,
      alias: true,
      addr: addrs.find((ifa) => ifa.label === label),
    })),
  ];
}

/** nstrcmp of net-tools. */
function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => /^(.*?)(\d*)$/.exec(text) as RegExpExecArray);
  const [, aName = '', aNumber = ''] = left as RegExpExecArray;
  const [, bName = '', bNumber = ''] = right as RegExpExecArray;
  if (aName === bName && aNumber !== '' && bNumber !== '') return Number(aNumber) - Number(bNumber);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function flagsOf(dev: Dev): number {
  const isLoopback = dev.kind === 'loopback';
  const runs = dev.up && (dev.operstate === 'UP' || dev.operstate === 'UNKNOWN');
  const { labels } = dev;
  return (
    (dev.up ? 0x1 : 0) |
    (isLoopback ? 0x8 : 0x2) |
    (runs ? 0x40 : 0) |
    (labels?.noarp ? 0x80 : 0) |
    (labels?.promisc ? 0x100 : 0) |
    (labels?.allmulti ? 0x200 : 0) |
    (isLoopback || labels?.nomulticast ? 0 : 0x1000)
  );
}

export function longText({ world, ns }: InterfacePlace, { name, dev, alias, addr }: Interface): string {
  const flags = flagsOf(dev);
  const words = FLAGS.filter(([bit]) => (flags & bit) !== 0).map(([, word]) => word);
  const isLoopback = dev.kind === 'loopback';
  const lines = [
    `${name}: flags=${flags}<${words.join(',')}>  mtu ${dev.mtu}`,
    ...(addr ? [inetLine(addr, isLoopback)] : []),
    ...(alias ? [] : inet6Lines({ world, ns }, dev)),
    isLoopback
      ? `        loop  txqueuelen ${dev.txqlen}  (Local Loopback)`
      : `        ether ${dev.mac}  txqueuelen ${dev.txqlen}  (Ethernet)`,
    ...(alias ? [] : counterLines(ns.counters.get(dev.ifindex))),
  ];
  return `${lines.join('\n')}\n\n`;
}

function inetLine({ cidr, broadcast }: IfAddr, isLoopback: boolean): string {
  const mask = ipv4FromNumber(netmask(cidr.prefixLen));
  const end = isLoopback ? '' : `  broadcast ${broadcast ?? '0.0.0.0'}`;
  return `        inet ${cidr.addr}  netmask ${mask}${end}`;
}

function inet6Lines(at: InterfacePlace, dev: Dev): string[] {
  const addr = ipv6Line(at, dev);
  if (addr === undefined) return [];
  const scope = dev.kind === 'loopback' ? '0x10<host>' : '0x20<link>';
  return [`        inet6 ${addr.addr}  prefixlen ${addr.prefixLen}  scopeid ${scope}`];
}

const NO_COUNTERS: DevCounters = {
  rxPackets: 0,
  rxBytes: 0,
  rxDropped: 0,
  txPackets: 0,
  txBytes: 0,
  txDropped: 0,
  txErrors: 0,
  txCarrier: 0,
  collisions: 0,
};

function counterLines(counters: DevCounters = NO_COUNTERS): string[] {
  const { rxPackets, rxBytes, rxDropped, txPackets, txBytes, txDropped } = counters;
  const { txErrors, txCarrier, collisions } = counters;
  return [
    `        RX packets ${rxPackets}  bytes ${rxBytes} (${inUnits(rxBytes)})`,
    `        RX errors 0  dropped ${rxDropped}  overruns 0  frame 0`,
    `        TX packets ${txPackets}  bytes ${txBytes} (${inUnits(txBytes)})`,
    `        TX errors ${txErrors}  dropped ${txDropped} overruns 0  carrier ${txCarrier}  collisions ${collisions}`,
  ];
}

/** print_bytes_scaled: 860.0 B, 1.7 KiB. Cut, not rounded. */
function inUnits(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const tenths = Math.floor((bytes * 10) / 1024 ** power);
  return `${Math.floor(tenths / 10)}.${tenths % 10} ${units[power]}`;
}

export const SHORT_HEAD = 'Iface      MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n';
export const NETSTAT_HEAD =
  'Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n';

export function shortText(ns: Netns, { name, dev, alias }: Interface): string {
  const counters = ns.counters.get(dev.ifindex) ?? NO_COUNTERS;
  const { rxPackets, rxDropped, txPackets, txDropped } = counters;
  const count = (value: number, width: number) => String(value).padStart(width);
  const rx = `${count(rxPackets, 8)} ${count(0, 6)} ${count(rxDropped, 6)} 0     `;
  const tx = `${count(txPackets, 8)} ${count(0, 6)} ${count(txDropped, 6)} ${count(0, 6)}`;
  const middle = alias ? `     - no statistics available -${' '.repeat(23)}` : `${rx} ${tx}`;
  return `${name.padEnd(16)}${count(dev.mtu, 5)} ${middle} ${letters(dev)}\n`;
}

function letters(dev: Dev): string {
  const flags = flagsOf(dev);
  const has = (bit: number, letter: string) => ((flags & bit) === 0 ? '' : letter);
  const first = has(0x200, 'A') + has(0x2, 'B') + has(0x8, 'L') + has(0x1000, 'M');
  return first + has(0x80, 'O') + has(0x100, 'P') + has(0x40, 'R') + has(0x1, 'U');
}
