// The IDs of a filter: numbers, networks and protocols, and what is wrong with them.

import { netmask } from '../../../../wire/ipv4-addr.ts';
import { readUint16, readUint32 } from '../../../../wire/octets.ts';
import type { Frame } from '../../../../wire/packet.ts';
import type { FrameTest } from './frame-tests.ts';

export const SYNTAX = "can't parse filter expression: syntax error";

/** Thrown inside the parser only. */
export class FilterError extends Error {}

export const TYPES = new Set(['host', 'net', 'port', 'portrange', 'proto', 'protochain']);

const NAMED_NUMBERS: Readonly<Record<string, number>> = {
  icmptype: 0,
  icmpcode: 1,
  tcpflags: 13,
  'icmp-echoreply': 0,
  'icmp-unreach': 3,
  'icmp-redirect': 5,
  'icmp-echo': 8,
  'icmp-timxceed': 11,
  'icmp-paramprob': 12,
  'tcp-fin': 1,
  'tcp-syn': 2,
  'tcp-rst': 4,
  'tcp-push': 8,
  'tcp-ack': 16,
};

export function isReserved(text: string): boolean {
  return (
    ['and', 'or', 'not', '(', ')', '!', '&&', '||', 'src', 'dst', '[', ']'].includes(text) || TYPES.has(text)
  );
}

export function numberOf(text: string): number {
  const named = NAMED_NUMBERS[text];
  if (named !== undefined) return named;
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(text)) throw new FilterError(SYNTAX);
  return Number(text);
}

export function readOctets(octets: Uint8Array, at: number, width: number): number {
  if (width === 1) return octets[at] ?? 0;
  return width === 2 ? readUint16(octets, at) : readUint32(octets, at);
}

/** `10` and `10.0.0` are networks, `10.0.0.1` a host. */
export function shortPrefix(text: string): { network: number; mask: number } {
  const octets = text.split('.').map(Number);
  if (octets.some((octet) => octet > 255)) throw new FilterError(`invalid IPv4 address '${text}'`);
  const network = octets.reduce((sum, octet, i) => sum + octet * 2 ** (24 - 8 * i), 0) >>> 0;
  return { network, mask: netmask(8 * octets.length) };
}

const IP_PROTOCOLS: Readonly<Record<string, number>> = { icmp: 1, igmp: 2, tcp: 6, udp: 17 };
const ETHER_TYPES: Readonly<Record<string, number>> = { ip: 0x0800, arp: 0x0806, ip6: 0x86dd, rarp: 0x8035 };

export function protoNumber(name: string, proto: string | undefined): FrameTest {
  const isEther = proto === 'ether';
  const known = isEther ? ETHER_TYPES[name] : IP_PROTOCOLS[name];
  const number = known ?? (/^(0x[0-9a-f]+|\d+)$/i.test(name) ? Number(name) : undefined);
  if (number === undefined) throw new FilterError(`unknown ${isEther ? 'ether' : 'ip'} proto '${name}'`);
  return isEther
    ? (frame: Frame) => frame.eth.etherType === number
    : (frame: Frame) => frame.net.kind === 'ipv4' && frame.net.protocol === number;
}
