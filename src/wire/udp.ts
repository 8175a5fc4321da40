// UDP (RFC 768).

import { internetChecksum } from './checksum.ts';
import { type Ipv4Addr, ipv4ToNumber } from './ipv4-addr.ts';
import { readUint16, writeUint16 } from './octets.ts';

export const UDP_HLEN = 8;
const IPPROTO_UDP = 17;

export interface UdpDatagram {
  readonly kind: 'udp';
  readonly sport: number;
  readonly dport: number;
  readonly data: Uint8Array;
  /** Only for a datagram that came with a wrong or absent (0) checksum: what it said. */
  readonly badChecksum?: number;
}

/** The addresses of the IP header: UDP's checksum covers them, as a pseudo-header. */
export interface Ipv4Endpoints {
  readonly src: Ipv4Addr;
  readonly dst: Ipv4Addr;
}

/** undefined if it is shorter than a header or if its length isn't that of the IP payload. */
export function parseUdp(octets: Uint8Array, ends: Ipv4Endpoints): UdpDatagram | undefined {
  if (octets.length < UDP_HLEN || readUint16(octets, 4) !== octets.length) return undefined;
  const datagram: UdpDatagram = {
    kind: 'udp',
    sport: readUint16(octets, 0),
    dport: readUint16(octets, 2),
    data: octets.subarray(UDP_HLEN),
  };
  const stated = readUint16(octets, 6);
  const right = udpChecksum(octets, 0, octets.length, ends);
  return stated === right ? datagram : { ...datagram, badChecksum: stated };
}

/** Writes the datagram at `at`; `into` is zero there. */
export function emitUdp(udp: UdpDatagram, ends: Ipv4Endpoints, into: Uint8Array, at: number): void {
  const length = UDP_HLEN + udp.data.length;
  writeUint16(into, at, udp.sport);
  writeUint16(into, at + 2, udp.dport);
  writeUint16(into, at + 4, length);
  into.set(udp.data, at + UDP_HLEN);
  writeUint16(into, at + 6, udp.badChecksum ?? udpChecksum(into, at, at + length, ends));
}

/** The right checksum of the datagram in `octets[start, end)`, whatever its checksum field says. */
function udpChecksum(octets: Uint8Array, start: number, end: number, ends: Ipv4Endpoints): number {
  const src = ipv4ToNumber(ends.src);
  const dst = ipv4ToNumber(ends.dst);
  const addresses = (src >>> 16) + (src & 0xffff) + (dst >>> 16) + (dst & 0xffff);
  const sum = internetChecksum(octets, start, end, start + 6, addresses + IPPROTO_UDP + (end - start));
  // 0 means "no checksum", so that a sum of 0 is sent as all ones.
  return sum === 0 ? 0xffff : sum;
}
