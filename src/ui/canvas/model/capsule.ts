// A packet in a few words, for the capsule that travels along a cable: the same in every language.

import { parseBpdu } from '../../../wire/bpdu.ts';
import type { Icmpv4Message } from '../../../wire/icmpv4.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import type { Packet } from '../../../wire/packet.ts';

export interface Capsule {
  /** Names the colour token: --proto-arp … */
  readonly protocol: 'arp' | 'icmp' | 'udp' | 'other';
  readonly text: string;
}

export function capsuleOf(packet: Packet): Capsule {
  const { net } = packet;
  if (net.kind === 'arp') {
    const text = net.op === 'request' ? `ARP who-has ${short(net.tpa)}?` : `ARP ${short(net.spa)} is-at`;
    return { protocol: 'arp', text };
  }
  if (net.kind === 'unknown') {
    const bpdu = parseBpdu(net.octets);
    if (bpdu) return { protocol: 'other', text: bpdu.type === 'tcn' ? 'STP TCN' : 'STP BPDU' };
    return { protocol: 'other', text: `0x${net.etherType.toString(16).padStart(4, '0')}` };
  }
  const { payload } = net;
  if (net.fragmentOffset > 0) return { protocol: 'other', text: `fragment +${net.fragmentOffset}` };
  if (payload.kind === 'icmp') return { protocol: 'icmp', text: `ICMP ${icmpWords(payload)}` };
  if (payload.kind === 'udp') return { protocol: 'udp', text: `UDP :${payload.dport}` };
  return { protocol: 'other', text: `IP proto ${net.protocol}` };
}

/** `.5`: on a cable, the network is known. */
function short(addr: Ipv4Addr): string {
  return addr.slice(addr.lastIndexOf('.'));
}

function icmpWords(message: Icmpv4Message): string {
  switch (message.type) {
    case 'echo-request':
      return 'echo';
    case 'echo-reply':
      return 'reply';
    case 'destination-unreachable':
      return message.code === 4 ? 'frag needed' : 'unreachable';
    case 'time-exceeded':
      return 'time exceeded';
    case 'redirect':
      return 'redirect';
    case 'parameter-problem':
      return 'parameter problem';
    case 'other':
      return `type ${message.number}`;
  }
}
