// ICMP for IPv4 (RFC 792, next-hop MTU: RFC 1191 §4).

import type { Ipv4Addr } from './ipv4-addr.ts';
import type { Ipv4Header } from './ipv4.ts';

/** The packet that an ICMP error is about: its header, and as much of what followed as was sent back. */
export interface EmbeddedIpv4 {
  readonly header: Ipv4Header;
  /** The total length that the header states, in octets; more than what is here when the original was cut. */
  readonly totalLength: number;
  readonly octets: Uint8Array;
}

interface Icmpv4Base {
  readonly kind: 'icmp';
  readonly badChecksum?: number;
}

export interface IcmpEcho extends Icmpv4Base {
  readonly type: 'echo-request' | 'echo-reply';
  readonly id: number;
  readonly seq: number;
  readonly data: Uint8Array;
}

export interface IcmpUnreachable extends Icmpv4Base {
  readonly type: 'destination-unreachable';
  /** 0 net, 1 host, 2 protocol, 3 port, 4 fragmentation needed, 9/10/13 prohibited … */
  readonly code: number;
  /** For code 4: the MTU of the next hop in octets, otherwise 0. */
  readonly nextHopMtu: number;
  readonly original: EmbeddedIpv4;
}

export interface IcmpTimeExceeded extends Icmpv4Base {
  readonly type: 'time-exceeded';
  /** 0 TTL in transit, 1 fragment reassembly. */
  readonly code: number;
  readonly original: EmbeddedIpv4;
}

export interface IcmpRedirect extends Icmpv4Base {
  readonly type: 'redirect';
  /** 0 net, 1 host. */
  readonly code: number;
  readonly gateway: Ipv4Addr;
  readonly original: EmbeddedIpv4;
}

export interface IcmpParameterProblem extends Icmpv4Base {
  readonly type: 'parameter-problem';
  readonly code: number;
  readonly pointer: number;
  readonly original: EmbeddedIpv4;
}

/** Any other type: kept whole. */
export interface IcmpOther extends Icmpv4Base {
  readonly type: 'other';
  readonly number: number;
  readonly code: number;
  /** Everything after the checksum. */
  readonly octets: Uint8Array;
}

export type IcmpError = IcmpUnreachable | IcmpTimeExceeded | IcmpRedirect | IcmpParameterProblem;
export type Icmpv4Message = IcmpEcho | IcmpError | IcmpOther;
