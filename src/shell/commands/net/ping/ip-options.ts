// ping -R and -T: the IP options that it asks for (ping4_run), and how it tells of those in an answer (pr_options).

import { ipv4FromNumber, ipv4ToNumber, type Ipv4Addr } from '../../../../wire/ipv4-addr.ts';
import { IPOPT, ipOptionsOf, TS_FLAG } from '../../../../wire/ipv4-options.ts';
import type { PingSettings } from './settings.ts';

/** As long as a header can be. */
const MAX_LENGTH = 40;
const FLAGS = { tsonly: TS_FLAG.TSONLY, tsandaddr: TS_FLAG.TSANDADDR, tsprespec: TS_FLAG.PRESPEC };

/** The octets that the socket is given; `hops` are those whose times -T tsprespec asks for. */
export function ipOptionsFor(
  { route, timestamp }: PingSettings,
  hops: readonly Ipv4Addr[],
): Uint8Array | undefined {
  const octets = new Uint8Array(MAX_LENGTH);
  if (route) octets.set([IPOPT.NOOP, IPOPT.RR, MAX_LENGTH - 1, 4]);
  else if (timestamp !== undefined) {
    const length = timestamp === 'tsonly' ? 40 : timestamp === 'tsandaddr' ? 36 : 4 + hops.length * 8;
    octets.set([IPOPT.TS, length, 5, FLAGS[timestamp]]);
    const view = new DataView(octets.buffer);
    for (const [i, hop] of hops.slice(0, 4).entries()) view.setUint32(4 + i * 8, ipv4ToNumber(hop));
    return octets.subarray(0, length);
  } else return undefined;
  return octets;
}

/** A teller that remembers the last route, so as not to repeat it. */
export function optionsTeller(
  show: (addr: Ipv4Addr) => string,
  flood: boolean,
): (options: Uint8Array) => string {
  let before = '';
  const addr = (octets: Uint8Array, at: number): string => {
    const number = uint32(octets, at);
    return number === 0 ? '\t0.0.0.0' : `\t${show(ipv4FromNumber(number))}`;
  };
  const route = (octets: Uint8Array, at: number): string => {
    const used = usedOf(octets, at, 4);
    if (used <= 0) return '';
    const seen = [...octets.subarray(at + 2, at + 2 + used)].join(' ');
    if (seen === before && !flood) return '\t(same route)';
    before = seen;
    const addrs = Array.from({ length: Math.ceil(used / 4) }, (_, i) => `${addr(octets, at + 3 + i * 4)}\n`);
    return `\nRR: ${addrs.join('')}`;
  };
  return (octets) => {
    let text = '';
    for (const { type, at, length } of ipOptionsOf(octets)) {
      if (length === undefined) break;
      if (type === IPOPT.NOOP) text += '\nNOP';
      else if (type === IPOPT.RR) text += route(octets, at);
      else if (type === IPOPT.TS) text += times(octets, at, addr);
      else text += `\nunknown option ${type.toString(16)}`;
    }
    return text;
  };
}

/** Each time but the first is shown as what it adds to the one before. */
function times(octets: Uint8Array, at: number, addr: (octets: Uint8Array, at: number) => string): string {
  let left = usedOf(octets, at, 5);
  if (left <= 0) return '';
  const flags = octets[at + 3] as number;
  let text = '\nTS: ';
  let last = 0;
  for (let next = at + 4; left > 0; ) {
    if ((flags & 0xf) !== TS_FLAG.TSONLY) {
      text += addr(octets, next);
      next += 4;
      left -= 4;
      if (left <= 0) break;
    }
    const time = uint32(octets, next);
    text += last === 0 ? `\t${time} absolute\n` : `\t${time - last}\n`;
    last = time;
    next += 4;
    left -= 4;
  }
  return flags >> 4 > 0 ? `${text}Unrecorded hops: ${flags >> 4}\n` : text;
}

/** How many octets behind `first` the pointer has passed. */
function usedOf(octets: Uint8Array, at: number, first: number): number {
  return Math.min(octets[at + 2] ?? 0, octets[at + 1] ?? 0) - first;
}

const uint32 = (octets: Uint8Array, at: number): number =>
  new DataView(octets.buffer, octets.byteOffset).getUint32(at);
