// IPv4 (RFC 791).

import type { Icmpv4Message } from './icmpv4.ts';
import type { Ipv4Addr } from './ipv4-addr.ts';
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
export interface OpaquePayload {
  readonly kind: 'octets';
  readonly octets: Uint8Array;
}

export type Ipv4Payload = Icmpv4Message | UdpDatagram | OpaquePayload;

export interface Ipv4Packet extends Ipv4Header {
  readonly kind: 'ipv4';
  readonly payload: Ipv4Payload;
}
