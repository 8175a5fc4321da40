// What an IPv4 packet carries, between octets and types. A fragment's payload stays octets: only the whole has a type.

import { emitIcmp, icmpLength, parseIcmp } from './icmpv4.ts';
import { IPPROTO_ICMP, IPPROTO_UDP, type Ipv4Header, type Ipv4Packet, type Ipv4Payload } from './ipv4.ts';
import { emitUdp, type Ipv4Endpoints, parseUdp, UDP_HLEN } from './udp.ts';

/** Types the octets after a header that isn't a fragment's. What can't be typed stays octets. */
export function parsePayload(
  header: Pick<Ipv4Header, 'protocol' | 'src' | 'dst'>,
  octets: Uint8Array,
): Ipv4Payload {
  const typed =
    header.protocol === IPPROTO_ICMP
      ? parseIcmp(octets)
      : header.protocol === IPPROTO_UDP
        ? parseUdp(octets, header)
        : undefined;
  return typed ?? { kind: 'octets', octets };
}

export function payloadLength(payload: Ipv4Payload): number {
  switch (payload.kind) {
    case 'icmp':
      return icmpLength(payload);
    case 'udp':
      return UDP_HLEN + payload.data.length;
    case 'octets':
      return payload.octets.length;
  }
}

/** Writes the payload at `at`; `into` is zero there. */
export function emitPayload(payload: Ipv4Payload, ends: Ipv4Endpoints, into: Uint8Array, at: number): void {
  if (payload.kind === 'icmp') emitIcmp(payload, into, at);
  else if (payload.kind === 'udp') emitUdp(payload, ends, into, at);
  else into.set(payload.octets, at);
}

/** Everything after the packet's header. */
export function payloadOctets(packet: Pick<Ipv4Packet, 'payload' | 'src' | 'dst'>): Uint8Array {
  if (packet.payload.kind === 'octets') return packet.payload.octets;
  const octets = new Uint8Array(payloadLength(packet.payload));
  emitPayload(packet.payload, packet, octets, 0);
  return octets;
}
