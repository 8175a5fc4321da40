// The layers above IPv4, as fields.ts wants them.

import { ipv4Layer } from './fields-ipv4.ts';
import {
  ICMP_HLEN,
  icmpCode,
  type IcmpError,
  icmpTypeNumber,
  type Icmpv4Message,
  isIcmpError,
} from './icmpv4.ts';
import { parsePayload } from './ipv4-payload.ts';
import { ipv4HeaderLength, type Ipv4Payload, isFragment } from './ipv4.ts';
import { checksumField, dataField, dataLayer, type Field, field, type Layer } from './layer.ts';
import { readUint16 } from './octets.ts';
import { UDP_HLEN, type UdpDatagram } from './udp.ts';
import { vxlanLayers } from './fields-vxlan.ts';

export function payloadLayers(
  payload: Ipv4Payload,
  octets: Uint8Array,
  at: number,
  end: number,
): readonly Layer[] {
  if (payload.kind === 'icmp') return [icmpLayer(payload, octets, at, end)];
  if (payload.kind === 'udp') return udpLayers(payload, octets, at, end);
  return end > at ? [dataLayer('Data', 'data', octets, at, end)] : [];
}

/** A datagram to a tunnel's port is shown with the frame that it carries. */
function udpLayers(udp: UdpDatagram, octets: Uint8Array, at: number, end: number): readonly Layer[] {
  const inside = vxlanLayers(udp, octets, at + UDP_HLEN);
  const layer = udpLayer(udp, octets, at, inside ? at + UDP_HLEN : end);
  return inside ? [layer, ...inside] : [layer];
}

function udpLayer(udp: UdpDatagram, octets: Uint8Array, at: number, end: number): Layer {
  const checksum = checksumField(udp.badChecksum, octets, at + 6);
  const fields = [
    field('sport', udp.sport, at, 2),
    field('dport', udp.dport, at + 2, 2),
    field('length', readUint16(octets, at + 4), at + 4, 2),
    udp.badChecksum === 0 ? { ...checksum, note: 'checksum-absent' as const } : checksum,
    ...dataField(octets, at + UDP_HLEN, end),
  ];
  return { name: 'UDP', protocol: 'udp', octets: [at, end], fields };
}

function icmpLayer(message: Icmpv4Message, octets: Uint8Array, at: number, end: number): Layer {
  const type = icmpTypeNumber(message);
  const head = [
    field('type', message.type === 'other' ? type : `${type} (${message.type})`, at, 1),
    field('code', icmpCode(message), at + 1, 1),
    checksumField(message.badChecksum, octets, at + 2),
  ];
  const layer = { name: 'ICMP', protocol: 'icmp' as const, octets: [at, end] as const };
  if (message.type === 'other') return { ...layer, fields: [...head, ...dataField(octets, at + 4, end)] };
  if (!isIcmpError(message)) {
    const echo = [field('id', message.id, at + 4, 2), field('seq', message.seq, at + 6, 2)];
    return { ...layer, fields: [...head, ...echo, ...dataField(octets, at + ICMP_HLEN, end)] };
  }
  const layers = originalLayers(message, octets, at + ICMP_HLEN, end);
  return { ...layer, fields: [...head, ...errorFields(message, at + 4)], layers };
}

function errorFields(message: IcmpError, at: number): readonly Field[] {
  switch (message.type) {
    case 'destination-unreachable':
      return [field('unused', 0, at, 2), field('mtu', message.nextHopMtu, at + 2, 2)];
    case 'time-exceeded':
      return [field('unused', 0, at, 4)];
    case 'redirect':
      return [field('gateway', message.gateway, at, 4)];
    case 'parameter-problem':
      return [field('pointer', message.pointer, at, 1), field('unused', 0, at + 1, 3)];
  }
}

/** The original's header, and what came back of its payload: all of it has a type, its beginning is octets. */
function originalLayers(
  { original }: IcmpError,
  octets: Uint8Array,
  at: number,
  end: number,
): readonly Layer[] {
  const { header } = original;
  const payloadAt = at + ipv4HeaderLength(header);
  const whole = original.totalLength === end - at && !isFragment(header);
  const payload: Ipv4Payload = whole
    ? parsePayload(header, original.octets)
    : { kind: 'octets', octets: original.octets };
  return [
    ipv4Layer(header, 'IPv4 (original)', octets, at),
    ...payloadLayers(payload, octets, payloadAt, end),
  ];
}
