// A packet as the wire package describes frames. Between IP output and the neighbour's answer a packet has no Ethernet
// header yet: its place is kept with zeros, so that the octets above stay where they will be.

import { type Layer, describeFrame } from '../../wire/fields.ts';
import type { FrameContent } from '../../wire/frame.ts';
import { ETH_P_ARP, ETH_P_IP } from '../../wire/ethernet.ts';
import { ZERO_MAC } from '../../wire/mac.ts';
import type { NetworkLayer, Packet } from '../../wire/packet.ts';

export function frameOf(packet: Packet): FrameContent {
  const { net } = packet;
  return { eth: packet.eth ?? { dst: ZERO_MAC, src: ZERO_MAC, etherType: etherTypeOf(net) }, net };
}

function etherTypeOf(net: NetworkLayer): number {
  if (net.kind === 'arp') return ETH_P_ARP;
  return net.kind === 'ipv4' ? ETH_P_IP : net.etherType;
}

/** The layers that the packet has so far. */
export function layersOf(packet: Packet): readonly Layer[] {
  const layers = describeFrame(frameOf(packet));
  return packet.eth ? layers : layers.filter((layer) => layer.protocol !== 'ethernet');
}
