// What a packet is, in a word or two: language-independent facts that the languages put into words.

import type { Packet } from '../wire/packet.ts';
import { isFragment } from '../wire/ipv4.ts';
import { arpOpNumber } from '../wire/arp.ts';
import type { TraceEvent } from '../engine/trace.ts';

export type PacketKind =
  | 'arp-request'
  | 'arp-reply'
  | 'arp-gratuitous'
  | 'arp-probe'
  | 'arp-other'
  | 'echo-request'
  | 'echo-reply'
  | 'destination-unreachable'
  | 'time-exceeded'
  | 'redirect'
  | 'parameter-problem'
  | 'icmp-other'
  | 'udp'
  | 'fragment'
  | 'ipv4'
  | 'frame';

export function packetKind({ net }: Packet): PacketKind {
  if (net.kind === 'unknown') return 'frame';
  if (net.kind === 'arp') {
    if (net.spa === net.tpa) return 'arp-gratuitous';
    const op = arpOpNumber(net.op);
    // A duplicate address probe (RFC 5227) doesn't say who asks.
    if (op === 1) return net.spa === '0.0.0.0' ? 'arp-probe' : 'arp-request';
    return op === 2 ? 'arp-reply' : 'arp-other';
  }
  if (isFragment(net)) return 'fragment';
  const { payload } = net;
  if (payload.kind === 'octets') return 'ipv4';
  if (payload.kind === 'udp') return 'udp';
  return payload.type === 'other' ? 'icmp-other' : payload.type;
}

type EventProtocol = 'arp' | 'icmp' | 'udp' | 'bridge' | 'route' | 'other';

/** For filters and colours: what was decided tells first (a bridge's decision about an ARP frame is the bridge's). */
export function protocolOf(event: TraceEvent): EventProtocol {
  const [group] = event.kind.split('.');
  if (group === 'br') return 'bridge';
  if (group === 'fib') return 'route';
  if (group === 'neigh' || group === 'arp') return 'arp';
  if (group === 'ping' || group === 'icmp') return 'icmp';
  if (group === 'udp') return 'udp';
  return event.packet ? protocolOfPacket(event.packet) : 'other';
}

function protocolOfPacket({ net }: Packet): EventProtocol {
  if (net.kind === 'arp') return 'arp';
  if (net.kind !== 'ipv4') return 'other';
  return net.payload.kind === 'octets' ? 'other' : net.payload.kind;
}

/** The command line of a ping. */
export function pingCommand({ count, to }: { readonly count: number; readonly to: string }): string {
  return count === Number.POSITIVE_INFINITY ? `ping ${to}` : `ping -c ${count} ${to}`;
}
