// IPv4 (RFC 791): the header. What it carries is in ipv4-payload.ts.

import { internetChecksum } from './checksum.ts';
import type { Icmpv4Message } from './icmpv4.ts';
import { ipv4FromNumber, type Ipv4Addr, ipv4ToNumber } from './ipv4-addr.ts';
import { NO_OCTETS, readUint16, readUint32, writeUint16, writeUint32 } from './octets.ts';
import type { UdpDatagram } from './udp.ts';

export const IPPROTO_ICMP = 1;
export const IPPROTO_TCP = 6;
export const IPPROTO_UDP = 17;
export const IPV4_MIN_HLEN = 20;

export interface Ipv4Header {
  readonly tos: number;
  readonly id: number;
  readonly df: boolean;
  readonly mf: boolean;
  /** The first flag bit, which has to be zero (and is the evil bit of RFC 3514). Kept if it came set. */
  readonly reservedFlag?: true;
  /** In octets, a multiple of 8. */
  readonly fragmentOffset: number;
  readonly ttl: number;
  readonly protocol: number;
  readonly src: Ipv4Addr;
  readonly dst: Ipv4Addr;
  /** Raw options, padded to a multiple of 4 octets; empty for most packets. */
  readonly options: Uint8Array;
  /** Only for a header that came with a wrong checksum: what it said. Otherwise the checksum is computed. */
  readonly badChecksum?: number;
}

/** What isn't modelled, and every fragment: plain octets. */
interface OpaquePayload {
  readonly kind: 'octets';
  readonly octets: Uint8Array;
}

export type Ipv4Payload = Icmpv4Message | UdpDatagram | OpaquePayload;

export interface Ipv4Packet extends Ipv4Header {
  readonly kind: 'ipv4';
  readonly payload: Ipv4Payload;
}

/** A header as it came, and the total length that it states (RFC 791: header and data, in octets). */
export interface StatedIpv4 {
  readonly header: Ipv4Header;
  readonly totalLength: number;
}

export function ipv4HeaderLength(header: Pick<Ipv4Header, 'options'>): number {
  return IPV4_MIN_HLEN + header.options.length;
}

/** Is it one of several parts? Only then can't its payload be typed. */
export function isFragment(header: Pick<Ipv4Header, 'mf' | 'fragmentOffset'>): boolean {
  return header.mf || header.fragmentOffset > 0;
}

/** undefined if it isn't version 4 or the header isn't all there. */
export function parseIpv4Header(octets: Uint8Array): StatedIpv4 | undefined {
  const first = octets[0] ?? 0;
  const headerLength = (first & 15) * 4;
  if (first >>> 4 !== 4 || headerLength < IPV4_MIN_HLEN || octets.length < headerLength) return undefined;
  const flags = readUint16(octets, 6);
  const header: Ipv4Header = {
    tos: octets[1] as number,
    id: readUint16(octets, 4),
    df: (flags & 0x4000) !== 0,
    mf: (flags & 0x2000) !== 0,
    fragmentOffset: (flags & 0x1fff) * 8,
    ttl: octets[8] as number,
    protocol: octets[9] as number,
    src: ipv4FromNumber(readUint32(octets, 12)),
    dst: ipv4FromNumber(readUint32(octets, 16)),
    options: headerLength === IPV4_MIN_HLEN ? NO_OCTETS : octets.subarray(IPV4_MIN_HLEN, headerLength),
    ...(flags & 0x8000 && { reservedFlag: true as const }),
    ...badChecksum(octets, headerLength),
  };
  return { header, totalLength: readUint16(octets, 2) };
}

export function emitIpv4Header(header: Ipv4Header, totalLength: number, into: Uint8Array, at: number): void {
  const headerLength = ipv4HeaderLength(header);
  const flags = (header.reservedFlag ? 0x8000 : 0) | (header.df ? 0x4000 : 0) | (header.mf ? 0x2000 : 0);
  into[at] = 0x40 | (headerLength >>> 2);
  into[at + 1] = header.tos;
  writeUint16(into, at + 2, totalLength);
  writeUint16(into, at + 4, header.id);
  writeUint16(into, at + 6, flags | (header.fragmentOffset >>> 3));
  into[at + 8] = header.ttl;
  into[at + 9] = header.protocol;
  writeUint32(into, at + 12, ipv4ToNumber(header.src));
  writeUint32(into, at + 16, ipv4ToNumber(header.dst));
  into.set(header.options, at + IPV4_MIN_HLEN);
  writeUint16(into, at + 10, header.badChecksum ?? internetChecksum(into, at, at + headerLength, at + 10));
}

/** The checksum of `header` in front of as much data as makes `totalLength`. */
export function ipv4HeaderChecksum(header: Ipv4Header, totalLength: number): number {
  const octets = new Uint8Array(ipv4HeaderLength(header));
  emitIpv4Header(header, totalLength, octets, 0);
  return readUint16(octets, 10);
}

function badChecksum(octets: Uint8Array, headerLength: number): { badChecksum?: number } {
  const stated = readUint16(octets, 10);
  return stated === internetChecksum(octets, 0, headerLength, 10) ? {} : { badChecksum: stated };
}
