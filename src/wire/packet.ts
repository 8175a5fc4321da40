// The packet as the engine sees it: an immutable stack of typed headers with an identity. A rewrite (TTL, NAT, a new
// Ethernet header, a fragment) makes a new packet whose `parent` is the old one; a flooded copy is the same packet.

import type { Brand } from '../base/brand.ts';
import type { ArpPacket } from './arp.ts';
import type { EthernetHeader } from './ethernet.ts';
import type { Ipv4Packet } from './ipv4.ts';

export type PacketId = Brand<number, 'PacketId'>;

/** A network layer that this project doesn't model: its octets travel unchanged. */
interface UnknownNetworkLayer {
  readonly kind: 'unknown';
  readonly etherType: number;
  readonly octets: Uint8Array;
}

export type NetworkLayer = ArpPacket | Ipv4Packet | UnknownNetworkLayer;

export interface Packet {
  readonly id: PacketId;
  /** The packet that this one was rewritten from. */
  readonly parent?: PacketId;
  /** Absent between IP output and the neighbour's answer, when no MAC address is known yet. */
  readonly eth?: EthernetHeader;
  readonly net: NetworkLayer;
}

/** A packet that is complete enough to leave through a device. */
export interface Frame extends Packet {
  readonly eth: EthernetHeader;
}
