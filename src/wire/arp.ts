// ARP for IPv4 over Ethernet (RFC 826). Other hardware or protocol types stay octets: see frame.ts.

import { ipv4FromNumber, type Ipv4Addr, ipv4ToNumber } from './ipv4-addr.ts';
import { type MacAddr, macFromOctets, writeMac } from './mac.ts';
import { readUint16, readUint32, writeUint16, writeUint32 } from './octets.ts';

export const ARP_LEN = 28;

export interface ArpPacket {
  readonly kind: 'arp';
  readonly op: 'request' | 'reply' | { readonly unknown: number };
  /** Sender hardware address. */
  readonly sha: MacAddr;
  /** Sender protocol address. */
  readonly spa: Ipv4Addr;
  /** Target hardware address. */
  readonly tha: MacAddr;
  /** Target protocol address. */
  readonly tpa: Ipv4Addr;
}

/** Ethernet (1), IPv4 (0x0800), lengths 6 and 4: the first six octets of every ARP packet that is read here. */
const IPV4_OVER_ETHERNET = [0, 1, 8, 0, 6, 4] as const;

/** undefined if it is another kind of ARP, or cut short. */
export function parseArp(octets: Uint8Array): ArpPacket | undefined {
  if (octets.length < ARP_LEN) return undefined;
  if (IPV4_OVER_ETHERNET.some((octet, i) => octets[i] !== octet)) return undefined;
  return {
    kind: 'arp',
    op: parseOp(readUint16(octets, 6)),
    sha: macFromOctets(octets, 8),
    spa: ipv4FromNumber(readUint32(octets, 14)),
    tha: macFromOctets(octets, 18),
    tpa: ipv4FromNumber(readUint32(octets, 24)),
  };
}

export function emitArp(arp: ArpPacket, into: Uint8Array, at: number): void {
  into.set(IPV4_OVER_ETHERNET, at);
  writeUint16(into, at + 6, arpOpNumber(arp.op));
  writeMac(arp.sha, into, at + 8);
  writeUint32(into, at + 14, ipv4ToNumber(arp.spa));
  writeMac(arp.tha, into, at + 18);
  writeUint32(into, at + 24, ipv4ToNumber(arp.tpa));
}

/** RFC 826 "ares_op$REQUEST" and "ares_op$REPLY"; the rest: IANA, arp-parameters. */
export function arpOpNumber(op: ArpPacket['op']): number {
  return op === 'request' ? 1 : op === 'reply' ? 2 : op.unknown;
}

function parseOp(op: number): ArpPacket['op'] {
  return op === 1 ? 'request' : op === 2 ? 'reply' : { unknown: op };
}
