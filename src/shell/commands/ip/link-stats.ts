// `-s`: what a device has counted (print_stats64 and size_columns, ip/ipaddress.c). All lines share their columns' widths,
// which grow with the numbers.

import type { Dev, DevCounters } from '../../../engine/device/dev.ts';
import type { Printer } from './printer.ts';
import type { Session } from './session.ts';

/** What a number is called in JSON and above its column, and the number. */
type Field = readonly [key: string, title: string, value: number];

const NONE: DevCounters = {
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
/** `RX errors:`, packets, errors, dropped, heartbt, overrun, compressed: the widest titles. */
const WIDTHS: readonly number[] = [10, 7, 6, 7, 7, 7, 10];

export function printStats(s: Session, p: Printer, dev: Dev): void {
  const c = s.ns.counters.get(dev.ifindex) ?? NONE;
  const rx = rxFields(c);
  const tx = txFields(c);
  const widths = WIDTHS.map((width, i) => Math.max(width, length(rx[i]), length(tx[i])));
  const all = s.options.stats > 1;
  p.open('stats64');
  p.open('rx');
  printCounts(s, p, { heading: 'RX', fields: rx, widths });
  if (all) printErrors(s, p, { heading: 'RX', fields: RX_ERRORS, widths });
  p.close();
  p.open('tx');
  printCounts(s, p, { heading: 'TX', fields: tx, widths });
  if (all) printErrors(s, p, { heading: 'TX', fields: txErrors(dev), widths });
  p.close();
  p.close();
}

interface Lines {
  readonly heading: 'RX' | 'TX';
  readonly fields: readonly Field[];
  readonly widths: readonly number[];
}

function printCounts(s: Session, p: Printer, { heading, fields, widths }: Lines): void {
  const titles = fields.map(([, title], i) => title.padStart((widths[i] ?? 0) - (i === 0 ? 4 : 0)));
  const compressed = ' '.repeat(widths[6] ?? 0);
  p.say(`${s.lineBreak}    ${heading}: ${titles.join(' ')} ${compressed}${s.lineBreak}    `);
  fields.forEach(([key, , value], i) => p.put(key, value, `${String(value).padStart(widths[i] ?? 0)} `));
}

/** Nothing stands below the heading: the first number is in the second column. */
function printErrors(s: Session, p: Printer, { heading, fields, widths }: Lines): void {
  const titles = fields.map(([, title], i) => title.padStart(widths[i + 1] ?? 0));
  p.say(`${s.lineBreak}    ${heading} errors: ${titles.join(' ')}${s.lineBreak}    `);
  p.say(`${' '.repeat(widths[0] ?? 0)} `);
  fields.forEach(([key, , value], i) => p.put(key, value, `${String(value).padStart(widths[i + 1] ?? 0)} `));
}

function length(field: Field | undefined): number {
  return field === undefined ? 0 : String(field[2]).length;
}

function rxFields(c: DevCounters): Field[] {
  return [
    ['bytes', 'bytes', c.rxBytes],
    ['packets', 'packets', c.rxPackets],
    ['errors', 'errors', 0],
    ['dropped', 'dropped', c.rxDropped],
    ['over_errors', 'missed', 0],
    ['multicast', 'mcast', 0],
  ];
}

function txFields(c: DevCounters): Field[] {
  return [
    ['bytes', 'bytes', c.txBytes],
    ['packets', 'packets', c.txPackets],
    ['errors', 'errors', c.txErrors],
    ['dropped', 'dropped', c.txDropped],
    ['carrier_errors', 'carrier', c.txCarrier],
    ['collisions', 'collsns', c.collisions],
  ];
}

const RX_ERRORS: readonly Field[] = [
  ['length_errors', 'length', 0],
  ['crc_errors', 'crc', 0],
  ['frame_errors', 'frame', 0],
  ['fifo_errors', 'fifo', 0],
  ['missed_errors', 'overrun', 0],
];

/** A veth end begins by losing its carrier (veth_newlink). */
function txErrors(dev: Dev): Field[] {
  const isPair = dev.kind === 'veth' || dev.kind === 'physical';
  const changes = isPair ? 1 + (dev.carrierChanges ?? 0) : 0;
  return [
    ['aborted_errors', 'aborted', 0],
    ['fifo_errors', 'fifo', 0],
    ['window_errors', 'window', 0],
    ['heartbeat_errors', 'heartbt', 0],
    ['carrier_changes', 'transns', changes],
  ];
}
