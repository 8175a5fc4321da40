// Which events the timeline shows under a filter: an event belongs to one group, by its kind or by what its packet is.

import { isKind, type TraceEvent } from '../engine/trace.ts';
import type { Packet } from '../wire/packet.ts';
import type { ProtocolFilter } from './app-state.ts';

/** The group of an event: what was decided tells first (a bridge's decision about an ARP frame is a bridge's). */
export function groupOf(event: TraceEvent): ProtocolFilter {
  if (isKind(event.kind, 'br')) return 'bridge';
  if (isKind(event.kind, 'fib')) return 'route';
  if (isKind(event.kind, 'neigh') || isKind(event.kind, 'arp')) return 'arp';
  if (isKind(event.kind, 'ping') || isKind(event.kind, 'icmp')) return 'icmp';
  if (isKind(event.kind, 'udp')) return 'udp';
  return event.packet ? protocolOf(event.packet) : 'other';
}

/** An empty filter shows everything. */
export function isShown(event: TraceEvent, filter: readonly ProtocolFilter[]): boolean {
  return filter.length === 0 || filter.includes(groupOf(event));
}

function protocolOf(packet: Packet): ProtocolFilter {
  if (packet.net.kind === 'arp') return 'arp';
  if (packet.net.kind !== 'ipv4') return 'other';
  const { payload } = packet.net;
  return payload.kind === 'icmp' || payload.kind === 'udp' ? payload.kind : 'other';
}
