// IPv4 addresses and prefixes: canonical text, parsed once (RFC 791 §3.2, RFC 4632).

import type { Brand } from '../base/brand.ts';
import { err, ok, type Result } from '../base/result.ts';

/** `192.0.2.1`: four decimal octets. Text, so that it is a map key and reads well in a trace. */
export type Ipv4Addr = Brand<string, 'Ipv4Addr'>;

/** An address and the length of its prefix, 0 to 32. The address may have host bits (an interface's address). */
export interface Ipv4Cidr {
  readonly addr: Ipv4Addr;
  readonly prefixLen: number;
}

export const INADDR_ANY = '0.0.0.0' as Ipv4Addr;
export const INADDR_BROADCAST = '255.255.255.255' as Ipv4Addr;
export const INADDR_LOOPBACK = '127.0.0.1' as Ipv4Addr;

const QUAD = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

export function parseIpv4(text: string): Result<Ipv4Addr> {
  const match = QUAD.exec(text);
  if (!match || match.slice(1).some((octet) => Number(octet) > 255)) {
    return err(`"${text}" is not an IPv4 address (four numbers from 0 to 255, as in 192.0.2.1)`);
  }
  return ok(text as Ipv4Addr);
}

/** Reads `192.0.2.1/24`; without a length it is /32, as in iproute2. */
export function parseIpv4Cidr(text: string): Result<Ipv4Cidr> {
  const slash = text.indexOf('/');
  const addr = parseIpv4(slash < 0 ? text : text.slice(0, slash));
  if (!addr.ok) return addr;
  const length = slash < 0 ? '32' : text.slice(slash + 1);
  if (!/^\d{1,2}$/.test(length) || Number(length) > 32) {
    return err(`"${text}" has no prefix length from 0 to 32 after the slash`);
  }
  return ok({ addr: addr.value, prefixLen: Number(length) });
}

/**
 * Reads a prefix as iproute2 does: `default`, `any` and `all` are 0.0.0.0/0, octets may be left out at the end (`10/8`),
 * and the length may be a netmask. Host bits are kept: the kernel is who refuses them.
 * Simplified: iproute2 also reads octets in octal and hexadecimal, so that 010/8 is 8.0.0.0/8 there.
 */
export function parseIproutePrefix(text: string): Result<Ipv4Cidr> {
  if (text === 'default' || text === 'any' || text === 'all') return ok({ addr: INADDR_ANY, prefixLen: 0 });
  const [addr = '', length = '32'] = text.split('/', 2);
  const octets = addr.split('.').length;
  const zeros = addr === '' || octets > 4 ? '' : '.0'.repeat(4 - octets);
  return parseIpv4Cidr(`${addr}${zeros}/${prefixLenOf(length)}`);
}

/** 24 for `255.255.255.0`; what isn't a netmask is left for the caller to refuse. */
function prefixLenOf(text: string): string {
  const mask = parseIpv4(text);
  if (!mask.ok) return text;
  const hostBits = ~ipv4ToNumber(mask.value) >>> 0;
  const isContiguous = (hostBits & (hostBits + 1)) === 0;
  return isContiguous ? `${Math.clz32(hostBits)}` : text;
}

export function formatIpv4Cidr(cidr: Ipv4Cidr): string {
  return `${cidr.addr}/${cidr.prefixLen}`;
}

const numbers = new Map<string, number>();

/** The address as an unsigned 32-bit number. Remembered: a look-up reads the same few addresses over and over. */
export function ipv4ToNumber(addr: Ipv4Addr): number {
  const known = numbers.get(addr);
  if (known !== undefined) return known;
  let value = 0;
  for (const octet of addr.split('.')) value = value * 256 + Number(octet);
  if (numbers.size > 65_536) numbers.clear();
  numbers.set(addr, value);
  return value;
}

export function ipv4FromNumber(value: number): Ipv4Addr {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}` as Ipv4Addr;
}

/** The netmask of a prefix length as an unsigned 32-bit number. */
export function netmask(prefixLen: number): number {
  return prefixLen === 0 ? 0 : (0xffffffff << (32 - prefixLen)) >>> 0;
}

/** The first address of the prefix: the host bits cleared. */
export function networkOf(cidr: Ipv4Cidr): Ipv4Addr {
  return ipv4FromNumber((ipv4ToNumber(cidr.addr) & netmask(cidr.prefixLen)) >>> 0);
}

/** The last address of the prefix: the host bits set. */
export function broadcastOf(cidr: Ipv4Cidr): Ipv4Addr {
  return ipv4FromNumber((ipv4ToNumber(cidr.addr) | ~netmask(cidr.prefixLen)) >>> 0);
}

export function prefixContains(prefix: Ipv4Cidr, addr: Ipv4Addr): boolean {
  const mask = netmask(prefix.prefixLen);
  return ((ipv4ToNumber(prefix.addr) ^ ipv4ToNumber(addr)) & mask) === 0;
}

/** 224.0.0.0/4 (RFC 5771). */
export function isMulticast(addr: Ipv4Addr): boolean {
  return ipv4ToNumber(addr) >>> 28 === 14;
}

/** 127.0.0.0/8 (RFC 1122 §3.2.1.3). */
export function isLoopback(addr: Ipv4Addr): boolean {
  return ipv4ToNumber(addr) >>> 24 === 127;
}

/** ipv4_is_zeronet: 0.0.0.0. The rest of 0.0.0.0/8 is plain unicast to Linux (since 5.3), unlike RFC 1122 §3.2.1.3. */
export function isZeronet(addr: Ipv4Addr): boolean {
  return addr === INADDR_ANY;
}
