// English words that several sentences share.

import type { Nanos } from '../../engine/ids.ts';
import type { NudState } from '../../engine/neigh/neigh.ts';
import type { Packet } from '../../wire/packet.ts';
import { type PacketKind, packetKind } from '../packet-words.ts';

const PACKETS: Readonly<Record<PacketKind, string>> = {
  'arp-request': 'ARP request',
  'arp-reply': 'ARP reply',
  'arp-gratuitous': 'gratuitous ARP',
  'arp-probe': 'ARP probe',
  'arp-other': 'ARP packet',
  'echo-request': 'echo request',
  'echo-reply': 'echo reply',
  'destination-unreachable': '"destination unreachable"',
  'time-exceeded': '"time exceeded"',
  redirect: 'ICMP redirect',
  'parameter-problem': '"parameter problem"',
  'icmp-other': 'ICMP message',
  udp: 'UDP datagram',
  fragment: 'IP fragment',
  ipv4: 'IPv4 packet',
  frame: 'frame',
};

/** `echo request` */
export function packetWord(packet: Packet | undefined): string {
  return packet ? PACKETS[packetKind(packet)] : 'packet';
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** `100 µs`, `1.5 ms`, `2 s` */
export function duration(nanos: Nanos | number): string {
  if (nanos < 1_000) return `${nanos} ns`;
  if (nanos < 1_000_000) return `${round(nanos / 1_000)} µs`;
  return nanos < 1_000_000_000 ? `${round(nanos / 1_000_000)} ms` : `${round(nanos / 1_000_000_000)} s`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** What a neighbour state means for a packet that wants to go. */
export const NUD: Readonly<Record<NudState, string>> = {
  NONE: 'there is no entry yet',
  INCOMPLETE: 'the question is out, and nobody has answered yet',
  REACHABLE: 'it has been proved lately, so it is used as it is',
  STALE: 'it is old, but used: if no other proof comes within five seconds, ARP asks again',
  DELAY: 'it is old and in use: a proof is waited for before ARP asks again',
  PROBE: 'it is old, and is being asked for by unicast right now, but used meanwhile',
  FAILED: 'nobody answered the last time',
  PERMANENT: 'it was set by hand and never expires',
  NOARP: 'this link needs no ARP',
};

/** RFC 792's words for an ICMP error, as ping prints them. */
export function icmpWord(type: number, code: number): string {
  if (type === 3) return UNREACHABLE[code] ?? `destination unreachable (code ${code})`;
  if (type === 11) return code === 1 ? 'fragment reassembly time exceeded' : 'time to live exceeded';
  if (type === 5) return 'redirect';
  if (type === 12) return 'parameter problem';
  if (type === 0) return 'echo reply';
  return type === 8 ? 'echo request' : `ICMP type ${type}`;
}

const UNREACHABLE: Readonly<Record<number, string>> = {
  0: 'destination net unreachable',
  1: 'destination host unreachable',
  2: 'destination protocol unreachable',
  3: 'destination port unreachable',
  4: 'fragmentation needed',
  5: 'source route failed',
  9: 'net prohibited',
  10: 'host prohibited',
  13: 'packet filtered',
};
