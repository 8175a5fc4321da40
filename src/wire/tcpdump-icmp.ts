// ICMP messages as tcpdump prints them, read from octets as it does.

import { internetChecksum } from './checksum.ts';
import { IPPROTO_TCP, IPPROTO_UDP } from './ipv4.ts';
import { ipv4FromNumber } from './ipv4-addr.ts';
import { readUint16, readUint32 } from './octets.ts';

const UNREACHABLE: Readonly<Record<number, string>> = {
  0: 'net % unreachable',
  1: 'host % unreachable',
  5: '% unreachable - source route failed',
  6: 'net % unreachable - unknown',
  7: 'host % unreachable - unknown',
  8: '% unreachable - source host isolated',
  9: 'net % unreachable - admin prohibited',
  10: 'host % unreachable - admin prohibited',
  11: 'net % unreachable - tos prohibited',
  12: 'host % unreachable - tos prohibited',
  13: 'host % unreachable - admin prohibited filter',
  14: 'host % unreachable - host precedence violation',
  15: 'host % unreachable - precedence cutoff',
};

const REDIRECT: Readonly<Record<number, string>> = {
  0: 'redirect % to net',
  1: 'redirect % to host',
  2: 'redirect-tos % to net',
  3: 'redirect-tos % to host',
};

const PLAIN: Readonly<Record<number, string>> = {
  4: 'source quench',
  10: 'router solicitation',
  15: 'information request',
  16: 'information reply',
  17: 'address mask request',
};

/** What tcpdump says of a message that it has too little of. */
export const ICMP_CUT = ' [|icmp]';

const ERRORS = new Set([3, 4, 5, 11, 12]);

/** Is it an error, which carries a packet after its eight octets? */
export function quotesOriginal(octets: Uint8Array): boolean {
  return ERRORS.has(octets[0] ?? 0) && octets.length >= 8;
}

/** `length`: what the IP header states, which is more than there is in a cut original. */
export function icmpText(octets: Uint8Array, length: number, verify: boolean): string {
  const body = octets.length < 2 ? undefined : bodyText(octets);
  if (body === undefined) return ICMP_CUT;
  return `ICMP ${body}, length ${length}${verify && octets.length >= length ? checksumText(octets, length) : ''}`;
}

function checksumText(octets: Uint8Array, length: number): string {
  const stated = readUint16(octets, 2);
  const right = internetChecksum(octets, 0, length, 2);
  if (stated === right) return '';
  return ` (wrong icmp cksum ${stated.toString(16)} (->${right.toString(16)})!)`;
}

/** undefined if what is to be shown has been cut off. */
function bodyText(octets: Uint8Array): string | undefined {
  const [type = 0, code = 0] = octets;
  switch (type) {
    case 0:
    case 8:
      if (octets.length < 8) return undefined;
      return `echo ${type === 8 ? 'request' : 'reply'}, id ${readUint16(octets, 4)}, seq ${readUint16(octets, 6)}`;
    case 3:
      return octets.length < 28 ? undefined : unreachableText(octets, code);
    case 5:
      if (octets.length < 28) return undefined;
      return `${(REDIRECT[code] ?? `redirect-#${code} % to`).replace('%', destination(octets))} ${addr(octets, 4)}`;
    case 11:
      return octets.length < 28 ? undefined : timeExceededText(code);
    case 12:
      return code === 0 ? `parameter problem - octet ${octets[4] ?? 0}` : `parameter problem - code ${code}`;
    case 13:
      return `time stamp query id ${readUint16(octets, 4)} seq ${readUint16(octets, 6)}`;
    case 14:
      return octets.length < 20 ? undefined : timestampReplyText(octets);
    case 18:
      return `address mask is 0x${readUint32(octets, 8).toString(16).padStart(8, '0')}`;
    default:
      return PLAIN[type] ?? `type-#${type}`;
  }
}

function unreachableText(octets: Uint8Array, code: number): string | undefined {
  const to = destination(octets);
  const protocol = octets[17] ?? 0;
  if (code === 2) return `${to} protocol ${protocol} unreachable`;
  if (code === 4) {
    const mtu = readUint16(octets, 6);
    return `${to} unreachable - need to frag${mtu > 0 ? ` (mtu ${mtu})` : ''}`;
  }
  if (code !== 3) return (UNREACHABLE[code] ?? `% unreachable - #${code}`).replace('%', to);
  const ports = 8 + ((octets[8] ?? 0) & 15) * 4;
  if (octets.length < ports + 4) return undefined;
  const port = readUint16(octets, ports + 2);
  if (protocol === IPPROTO_TCP) return `${to} tcp port ${port} unreachable`;
  if (protocol === IPPROTO_UDP) return `${to} udp port ${port} unreachable`;
  return `${to} protocol ${protocol} port ${port} unreachable`;
}

function timeExceededText(code: number): string {
  if (code === 0) return 'time exceeded in-transit';
  return code === 1 ? 'ip reassembly time exceeded' : `time exceeded-#${code}`;
}

function timestampReplyText(octets: Uint8Array): string {
  const [org, recv, xmit] = [8, 12, 16].map((at) => clockText(readUint32(octets, at)));
  const id = readUint16(octets, 4);
  return `time stamp reply id ${id} seq ${readUint16(octets, 6)}: org ${org}, recv ${recv}, xmit ${xmit}`;
}

/** Milliseconds since midnight UT (RFC 792). */
function clockText(milliseconds: number): string {
  const two = (value: number) => Math.floor(value).toString().padStart(2, '0');
  const seconds = Math.floor(milliseconds / 1000);
  const clock = `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return `${clock}.${(milliseconds % 1000).toString().padStart(3, '0')}`;
}

/** The destination of the embedded original. */
function destination(octets: Uint8Array): string {
  return addr(octets, 24);
}

function addr(octets: Uint8Array, at: number): string {
  return ipv4FromNumber(readUint32(octets, at));
}
