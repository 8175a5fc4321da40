// UDP (RFC 768).

export const UDP_HLEN = 8;

export interface UdpDatagram {
  readonly kind: 'udp';
  readonly sport: number;
  readonly dport: number;
  readonly data: Uint8Array;
  /** Only for a datagram that came with a wrong or absent (0) checksum: what it said. */
  readonly badChecksum?: number;
}
