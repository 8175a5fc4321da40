// What dd(1) says when it is done: records, octets, time and speed.

import { SECOND } from '../../../engine/ids.ts';

interface Records {
  readonly full: number;
  readonly partial: number;
}

export function ddStatistics(
  counters: { readonly in: Records; readonly out: Records; readonly octets: number },
  nanos: number,
  status: string,
): string {
  const { octets } = counters;
  const records =
    `${counters.in.full}+${counters.in.partial} records in\n` +
    `${counters.out.full}+${counters.out.partial} records out\n`;
  if (status === 'noxfer') return records;
  const sizes = [scaled(octets, 1000, 'B'), scaled(octets, 1024, 'iB')].filter(
    (text) => !/^\d+ B$/.test(text),
  );
  const shown = sizes.length > 0 && octets >= 1000 ? ` (${sizes.join(', ')})` : '';
  const seconds = nanos / SECOND;
  const speed = nanos === 0 ? 'Infinity B/s' : `${scaled(octets / seconds, 1000, 'B')}/s`;
  const unit = octets === 1 ? 'byte' : 'bytes';
  return `${records}${octets} ${unit}${shown} copied, ${Number(seconds.toPrecision(6))} s, ${speed}\n`;
}

/** `1.0 kB`, `512 B`, `12 MiB`: one decimal below ten. */
function scaled(value: number, base: 1000 | 1024, unit: 'B' | 'iB'): string {
  let [amount, power] = [value, 0];
  for (; amount >= base && power < 8; power++) amount /= base;
  if (power === 0) return `${Math.round(amount)} B`;
  const prefix = `${base === 1000 ? 'k' : 'K'}MGTPEZY`[power - 1] ?? '';
  const rounded = Math.round(amount * 10) / 10;
  return `${rounded < 10 ? rounded.toFixed(1) : Math.round(amount)} ${prefix}${unit}`;
}
