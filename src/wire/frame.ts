// A whole frame, between octets and types. Parsing never throws and loses nothing: what can't be typed stays octets, so
// that emitting what was parsed gives the same octets again.

import { err, ok, type Result } from '../base/result.ts';
import { ARP_LEN, emitArp, parseArp } from './arp.ts';
import {
  emitEthernet,
  ETH_HLEN,
  ETH_P_ARP,
  ETH_P_IP,
  type EthernetHeader,
  parseEthernet,
} from './ethernet.ts';
import { emitPayload, parsePayload, payloadLength } from './ipv4-payload.ts';
import { emitIpv4Header, ipv4HeaderLength, type Ipv4Packet, isFragment, parseIpv4Header } from './ipv4.ts';
import type { NetworkLayer } from './packet.ts';

/** What a frame says, without an identity in a simulation. */
export interface FrameContent {
  readonly eth: EthernetHeader;
  readonly net: NetworkLayer;
  /** What follows the network layer: short frames are padded to 60 octets on a real wire. */
  readonly trailer?: Uint8Array;
}

/** Fails only if there is no whole Ethernet header. */
export function parseFrame(octets: Uint8Array): Result<FrameContent> {
  if (octets.length < ETH_HLEN) {
    return err(`a frame of ${octets.length} octets is shorter than an Ethernet header (${ETH_HLEN})`);
  }
  const eth = parseEthernet(octets);
  const rest = octets.subarray(ETH_HLEN);
  const net = parseNetworkLayer(eth.etherType, rest);
  const length = networkLayerLength(net);
  return ok(length < rest.length ? { eth, net, trailer: rest.subarray(length) } : { eth, net });
}

export function emitFrame(frame: FrameContent): Uint8Array {
  const octets = new Uint8Array(frameLength(frame));
  emitEthernet(frame.eth, octets);
  emitNetworkLayer(frame.net, octets, ETH_HLEN);
  if (frame.trailer) octets.set(frame.trailer, octets.length - frame.trailer.length);
  return octets;
}

/** The octets of the frame from the destination address on, without emitting it. */
export function frameLength(frame: FrameContent): number {
  return ETH_HLEN + networkLayerLength(frame.net) + (frame.trailer?.length ?? 0);
}

export function networkLayerLength(net: NetworkLayer): number {
  return net.kind === 'ipv4' ? ipv4Length(net) : net.kind === 'arp' ? ARP_LEN : net.octets.length;
}

/** Header and payload: what the MTU limits. */
export function ipv4Length(packet: Pick<Ipv4Packet, 'options' | 'payload'>): number {
  return ipv4HeaderLength(packet) + payloadLength(packet.payload);
}

function emitNetworkLayer(net: NetworkLayer, into: Uint8Array, at: number): void {
  if (net.kind === 'arp') emitArp(net, into, at);
  else if (net.kind === 'unknown') into.set(net.octets, at);
  else {
    emitIpv4Header(net, ipv4Length(net), into, at);
    emitPayload(net.payload, net, into, at + ipv4HeaderLength(net));
  }
}

function parseNetworkLayer(etherType: number, octets: Uint8Array): NetworkLayer {
  const typed =
    etherType === ETH_P_IP ? parseIpv4(octets) : etherType === ETH_P_ARP ? parseArp(octets) : undefined;
  return typed ?? { kind: 'unknown', etherType, octets };
}

/** undefined if the header or the stated length can't be right: the kernel drops such a packet as IP_INHDR. */
function parseIpv4(octets: Uint8Array): Ipv4Packet | undefined {
  const stated = parseIpv4Header(octets);
  if (!stated) return undefined;
  const { header, totalLength } = stated;
  const headerLength = ipv4HeaderLength(header);
  if (totalLength < headerLength || totalLength > octets.length) return undefined;
  const rest = octets.subarray(headerLength, totalLength);
  const payload = isFragment(header) ? { kind: 'octets' as const, octets: rest } : parsePayload(header, rest);
  return { kind: 'ipv4', ...header, payload };
}
