// IPv6 addresses and prefixes: canonical text (RFC 4291 §2.2, RFC 5952 §4).

import type { Brand } from '../base/brand.ts';
import { err, ok, type Result } from '../base/result.ts';
import { ipv4ToNumber, parseIpv4 } from './ipv4-addr.ts';

/** `2001:db8::1`: the text of RFC 5952. */
export type Ipv6Addr = Brand<string, 'Ipv6Addr'>;

/** An address and the length of its prefix, 0 to 128. */
export interface Ipv6Cidr {
  readonly addr: Ipv6Addr;
  readonly prefixLen: number;
}

/** Reads every form of RFC 4291 §2.2: leading zeros, one `::`, capitals, a dotted IPv4 address at the end. */
export function parseIpv6(text: string): Result<Ipv6Addr> {
  const groups = readGroups(text);
  if (!groups) return err(`"${text}" is not an IPv6 address (eight groups of hex digits, as in 2001:db8::1)`);
  return ok(formatGroups(groups));
}

/** Reads `2001:db8::1/64`; without a length it is /128, as in iproute2. */
export function parseIpv6Cidr(text: string): Result<Ipv6Cidr> {
  const slash = text.indexOf('/');
  const addr = parseIpv6(slash < 0 ? text : text.slice(0, slash));
  if (!addr.ok) return addr;
  const length = slash < 0 ? '128' : text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(length) || Number(length) > 128) {
    return err(`"${text}" has no prefix length from 0 to 128 after the slash`);
  }
  return ok({ addr: addr.value, prefixLen: Number(length) });
}

export function formatIpv6Cidr(cidr: Ipv6Cidr): string {
  return `${cidr.addr}/${cidr.prefixLen}`;
}

/** Sixteen octets, network byte order. */
export function ipv6ToOctets(addr: Ipv6Addr): Uint8Array {
  const groups = readGroups(addr) ?? [];
  return Uint8Array.from(groups.flatMap((group) => [group >>> 8, group & 255]));
}

export function ipv6FromOctets(octets: Uint8Array, at = 0): Ipv6Addr {
  const group = (i: number) => ((octets[at + 2 * i] ?? 0) << 8) | (octets[at + 2 * i + 1] ?? 0);
  return formatGroups(Array.from({ length: 8 }, (_, i) => group(i)));
}

/** The eight groups, or undefined if the text isn't an address. */
function readGroups(text: string): readonly number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = readHalf(halves[0] as string);
  const tail = halves.length === 2 ? readHalf(halves[1] as string) : [];
  // An IPv4 tail is only allowed at the very end.
  if (!head || !tail || (halves.length === 2 && (halves[0] as string).includes('.'))) return undefined;
  const zeros = 8 - head.length - tail.length;
  if (halves.length === 1 ? zeros !== 0 : zeros < 1) return undefined;
  return [...head, ...Array<number>(zeros).fill(0), ...tail];
}

function readHalf(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (part.includes('.') && i === parts.length - 1) {
      const ipv4 = parseIpv4(part);
      if (!ipv4.ok) return undefined;
      groups.push(ipv4ToNumber(ipv4.value) >>> 16, ipv4ToNumber(ipv4.value) & 0xffff);
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(part)) return undefined;
      groups.push(Number.parseInt(part, 16));
    }
  }
  return groups;
}

/** RFC 5952 §4: lower case, no leading zeros, `::` for the first longest run of two or more zero groups. */
function formatGroups(groups: readonly number[]): Ipv6Addr {
  const run = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (isIpv4Mapped(groups)) return `::ffff:${dotted(groups)}` as Ipv6Addr;
  if (run.length < 2) return hex.join(':') as Ipv6Addr;
  const head = hex.slice(0, run.start).join(':');
  return `${head}::${hex.slice(run.start + run.length).join(':')}` as Ipv6Addr;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  for (const [i, group] of groups.entries()) {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: i - length + 1, length };
  }
  return best;
}

/** ::ffff:0:0/96 is written with a dotted end (RFC 5952 §5), as glibc's inet_ntop does. */
function isIpv4Mapped(groups: readonly number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
}

function dotted(groups: readonly number[]): string {
  const [high = 0, low = 0] = groups.slice(6);
  return `${high >>> 8}.${high & 255}.${low >>> 8}.${low & 255}`;
}
