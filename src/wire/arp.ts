// ARP for IPv4 over Ethernet (RFC 826).

import type { Ipv4Addr } from './ipv4-addr.ts';
import type { MacAddr } from './mac.ts';

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
