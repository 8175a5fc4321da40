// The IPv4 header as fields.ts wants it.

import { type Ipv4Header, ipv4HeaderLength } from './ipv4.ts';
import { checksumField, type Field, field, type Layer } from './layer.ts';
import { readUint16, toHex } from './octets.ts';

/** Also of the original in an ICMP error. */
export function ipv4Layer(header: Ipv4Header, name: string, octets: Uint8Array, at: number): Layer {
  const end = at + ipv4HeaderLength(header);
  const flags = [header.reservedFlag && 'reserved', header.df && 'DF', header.mf && 'MF'].filter(Boolean);
  const fields: Field[] = [
    { ...field('version', 4, at, 1), bits: [0, 4] },
    { ...field('ihl', `${(end - at) / 4} (${end - at} octets)`, at, 1), bits: [4, 8] },
    field('tos', `0x${header.tos.toString(16).padStart(2, '0')}`, at + 1, 1),
    field('length', readUint16(octets, at + 2), at + 2, 2),
    field('id', header.id, at + 4, 2),
    { ...field('flags', flags.join(', ') || 'none', at + 6, 2), bits: [0, 3] },
    { ...field('offset', header.fragmentOffset, at + 6, 2), bits: [3, 16] },
    field('ttl', header.ttl, at + 8, 1),
    field('proto', protocolText(header.protocol), at + 9, 1),
    checksumField(header.badChecksum, octets, at + 10),
    field('src', header.src, at + 12, 4),
    field('dst', header.dst, at + 16, 4),
  ];
  if (end > at + 20) fields.push(field('options', toHex(header.options), at + 20, end - at - 20));
  return { name, protocol: 'ipv4', octets: [at, end], fields };
}

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP' };

function protocolText(protocol: number): string {
  const name = PROTOCOLS[protocol];
  return name === undefined ? `${protocol}` : `${protocol} (${name})`;
}
