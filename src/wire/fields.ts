// A frame as layers of fields, each knowing its octets: what the Packet panel shows beside the hex dump. Every octet of
// the emitted frame belongs to exactly one field (fields that share an octet say which bits are theirs).

import { arpOpNumber, type ArpPacket } from './arp.ts';
import { MAX_802_3_LENGTH } from './bpdu.ts';
import { ETH_HLEN, type EthernetHeader } from './ethernet.ts';
import { emitFrame, type FrameContent } from './frame.ts';
import { bpduLayers } from './fields-stp.ts';
import { payloadLayers } from './fields-payload.ts';
import { ipv4HeaderLength, type Ipv4Packet } from './ipv4.ts';
import { ipv4Layer } from './fields-ipv4.ts';
import { dataLayer, field, hex16, type Layer } from './layer.ts';

export type { Field, Layer, LayerProtocol, Range } from './layer.ts';

/** The layers of a frame, outermost first. */
export function describeFrame(frame: FrameContent): readonly Layer[] {
  const octets = emitFrame(frame);
  const end = octets.length - (frame.trailer?.length ?? 0);
  const layers = frameLayers(frame, octets, 0, end);
  return end < octets.length
    ? [...layers, dataLayer('Trailer', 'padding', octets, end, octets.length)]
    : layers;
}

/** The layers of a frame that begins at `at`: a tunnel's datagram holds one. */
export function frameLayers(
  frame: FrameContent,
  octets: Uint8Array,
  at: number,
  end: number,
): readonly Layer[] {
  return [ethernetLayer(frame.eth, at), ...networkLayers(frame.net, octets, { at: at + ETH_HLEN, end })];
}

function ethernetLayer({ dst, src, etherType }: EthernetHeader, at: number): Layer {
  const isLength = etherType <= MAX_802_3_LENGTH;
  return {
    name: isLength ? 'IEEE 802.3' : 'Ethernet II',
    protocol: 'ethernet',
    octets: [at, at + ETH_HLEN],
    fields: [
      field('dst', dst, at, 6),
      field('src', src, at + 6, 6),
      isLength ? field('length', etherType, at + 12, 2) : field('ethertype', hex16(etherType), at + 12, 2),
    ],
  };
}

function networkLayers(
  net: FrameContent['net'],
  octets: Uint8Array,
  { at, end }: { readonly at: number; readonly end: number },
): readonly Layer[] {
  if (net.kind === 'arp') return [arpLayer(net, at)];
  if (net.kind === 'ipv4') return ipv4Layers(net, octets, at, end);
  const bpdu = net.etherType <= MAX_802_3_LENGTH ? bpduLayers(octets, at, end) : undefined;
  if (bpdu) return bpdu;
  return end > at ? [dataLayer('Data', 'data', octets, at, end)] : [];
}

function arpLayer(arp: ArpPacket, at: number): Layer {
  const op = arpOpNumber(arp.op);
  const fields = [
    field('htype', '1 (Ethernet)', at, 2),
    field('ptype', '0x0800 (IPv4)', at + 2, 2),
    field('hlen', 6, at + 4, 1),
    field('plen', 4, at + 5, 1),
    field('op', typeof arp.op === 'string' ? `${op} (${arp.op})` : op, at + 6, 2),
    field('sha', arp.sha, at + 8, 6),
    field('spa', arp.spa, at + 14, 4),
    field('tha', arp.tha, at + 18, 6),
    field('tpa', arp.tpa, at + 24, 4),
  ];
  return { name: 'ARP', protocol: 'arp', octets: [at, at + 28], fields };
}

function ipv4Layers(packet: Ipv4Packet, octets: Uint8Array, at: number, end: number): readonly Layer[] {
  const payloadAt = at + ipv4HeaderLength(packet);
  return [ipv4Layer(packet, 'IPv4', octets, at), ...payloadLayers(packet.payload, octets, payloadAt, end)];
}
