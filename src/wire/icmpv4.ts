// ICMP for IPv4 (RFC 792, next-hop MTU: RFC 1191 §4).

import { internetChecksum } from './checksum.ts';
import { ipv4FromNumber, type Ipv4Addr, ipv4ToNumber } from './ipv4-addr.ts';
import { emitIpv4Header, type Ipv4Header, ipv4HeaderLength, parseIpv4Header } from './ipv4.ts';
import { readUint16, readUint32, writeUint16, writeUint32 } from './octets.ts';

/** Type, code, checksum and the four octets whose meaning depends on the type. */
export const ICMP_HLEN = 8;

/** The packet that an ICMP error is about: its header, and as much of what followed as was sent back. */
export interface EmbeddedIpv4 {
  readonly header: Ipv4Header;
  /** The total length that the header states, in octets; more than what is here when the original was cut. */
  readonly totalLength: number;
  readonly octets: Uint8Array;
}

interface Icmpv4Base {
  readonly kind: 'icmp';
  readonly badChecksum?: number;
}

export interface IcmpEcho extends Icmpv4Base {
  readonly type: 'echo-request' | 'echo-reply';
  readonly id: number;
  readonly seq: number;
  readonly data: Uint8Array;
}

interface IcmpUnreachable extends Icmpv4Base {
  readonly type: 'destination-unreachable';
  /** 0 net, 1 host, 2 protocol, 3 port, 4 fragmentation needed, 9/10/13 prohibited … */
  readonly code: number;
  /** For code 4: the MTU of the next hop in octets, otherwise 0. */
  readonly nextHopMtu: number;
  readonly original: EmbeddedIpv4;
}

interface IcmpTimeExceeded extends Icmpv4Base {
  readonly type: 'time-exceeded';
  /** 0 TTL in transit, 1 fragment reassembly. */
  readonly code: number;
  readonly original: EmbeddedIpv4;
}

export interface IcmpRedirect extends Icmpv4Base {
  readonly type: 'redirect';
  /** 0 net, 1 host. */
  readonly code: number;
  readonly gateway: Ipv4Addr;
  readonly original: EmbeddedIpv4;
}

interface IcmpParameterProblem extends Icmpv4Base {
  readonly type: 'parameter-problem';
  readonly code: number;
  readonly pointer: number;
  readonly original: EmbeddedIpv4;
}

/** Any other type, and a known one whose octets don't fit its form: kept whole. */
export interface IcmpOther extends Icmpv4Base {
  readonly type: 'other';
  readonly number: number;
  readonly code: number;
  /** Everything after the checksum. */
  readonly octets: Uint8Array;
}

export type IcmpError = IcmpUnreachable | IcmpTimeExceeded | IcmpRedirect | IcmpParameterProblem;
export type Icmpv4Message = IcmpEcho | IcmpError | IcmpOther;

/** RFC 792's numbers. */
const TYPE_NUMBER = {
  'echo-reply': 0,
  'destination-unreachable': 3,
  redirect: 5,
  'echo-request': 8,
  'time-exceeded': 11,
  'parameter-problem': 12,
} as const;

export function icmpTypeNumber(message: Icmpv4Message): number {
  return message.type === 'other' ? message.number : TYPE_NUMBER[message.type];
}

/** Echoes have one code only. */
export function icmpCode(message: Icmpv4Message): number {
  return 'code' in message ? message.code : 0;
}

export function isIcmpError(message: Icmpv4Message): message is IcmpError {
  return 'original' in message;
}

export function icmpLength(message: Icmpv4Message): number {
  if ('data' in message) return ICMP_HLEN + message.data.length;
  if (message.type === 'other') return 4 + message.octets.length;
  return ICMP_HLEN + ipv4HeaderLength(message.original.header) + message.original.octets.length;
}

/** undefined if there isn't even a checksum. */
export function parseIcmp(octets: Uint8Array): Icmpv4Message | undefined {
  if (octets.length < 4) return undefined;
  const message = parseTyped(octets) ?? {
    kind: 'icmp',
    type: 'other',
    number: octets[0] as number,
    code: octets[1] as number,
    octets: octets.subarray(4),
  };
  const stated = readUint16(octets, 2);
  const right = internetChecksum(octets, 0, octets.length, 2);
  return stated === right ? message : { ...message, badChecksum: stated };
}

/** Writes the message at `at`; `into` is zero there. */
export function emitIcmp(message: Icmpv4Message, into: Uint8Array, at: number): void {
  into[at] = icmpTypeNumber(message);
  into[at + 1] = icmpCode(message);
  if (message.type === 'other') into.set(message.octets, at + 4);
  else if (isIcmpError(message)) emitError(message, into, at);
  else {
    writeUint16(into, at + 4, message.id);
    writeUint16(into, at + 6, message.seq);
    into.set(message.data, at + ICMP_HLEN);
  }
  const right = message.badChecksum ?? internetChecksum(into, at, at + icmpLength(message), at + 2);
  writeUint16(into, at + 2, right);
}

function emitError(message: IcmpError, into: Uint8Array, at: number): void {
  if (message.type === 'destination-unreachable') writeUint16(into, at + 6, message.nextHopMtu);
  if (message.type === 'redirect') writeUint32(into, at + 4, ipv4ToNumber(message.gateway));
  if (message.type === 'parameter-problem') into[at + 4] = message.pointer;
  const { header, totalLength, octets } = message.original;
  emitIpv4Header(header, totalLength, into, at + ICMP_HLEN);
  into.set(octets, at + ICMP_HLEN + ipv4HeaderLength(header));
}

function parseTyped(octets: Uint8Array): Icmpv4Message | undefined {
  if (octets.length < ICMP_HLEN) return undefined;
  const [number, code] = octets;
  if ((number === TYPE_NUMBER['echo-request'] || number === TYPE_NUMBER['echo-reply']) && code === 0) {
    return {
      kind: 'icmp',
      type: number === TYPE_NUMBER['echo-request'] ? 'echo-request' : 'echo-reply',
      id: readUint16(octets, 4),
      seq: readUint16(octets, 6),
      data: octets.subarray(ICMP_HLEN),
    };
  }
  return parseError(octets, code as number);
}

/** The fields that an error leaves unused have to be zero: RFC 4884's extensions, for one, use them. */
function parseError(octets: Uint8Array, code: number): IcmpError | undefined {
  const original = parseOriginal(octets.subarray(ICMP_HLEN));
  if (!original) return undefined;
  const rest = readUint32(octets, 4);
  switch (octets[0]) {
    case TYPE_NUMBER['destination-unreachable']:
      if (rest > 0xffff) return undefined;
      return { kind: 'icmp', type: 'destination-unreachable', code, nextHopMtu: rest, original };
    case TYPE_NUMBER['time-exceeded']:
      if (rest !== 0) return undefined;
      return { kind: 'icmp', type: 'time-exceeded', code, original };
    case TYPE_NUMBER.redirect:
      return { kind: 'icmp', type: 'redirect', code, gateway: ipv4FromNumber(rest), original };
    case TYPE_NUMBER['parameter-problem']:
      if ((rest & 0xffffff) !== 0) return undefined;
      return { kind: 'icmp', type: 'parameter-problem', code, pointer: octets[4] as number, original };
    default:
      return undefined;
  }
}

function parseOriginal(octets: Uint8Array): EmbeddedIpv4 | undefined {
  const stated = parseIpv4Header(octets);
  return stated && { ...stated, octets: octets.subarray(ipv4HeaderLength(stated.header)) };
}
