// What a language has to supply: a title and a body for every kind of event and every drop reason. A kind that is
// missing is a type error in that language.

import type { DropReason } from '../engine/drop-reason.ts';
import type { NetnsId } from '../engine/ids.ts';
import type { EventKind, EventOf, TraceEvent } from '../engine/trace.ts';
import type { Packet } from '../wire/packet.ts';
import type { Names, Span } from './explanation.ts';

export type Body = readonly Span[];

export interface Told {
  readonly title: string;
  readonly body: Body;
}

/** Where an event happened, in names. */
export interface Place {
  readonly names: Names;
  /** The machine: `B`, `B/red`. */
  readonly machine: string;
  /** The device: `eth0`; empty if none is concerned. */
  readonly dev: string;
}

export type Teller<E> = (event: E, place: Place) => Told;
export type Tellers = { readonly [K in EventKind]: Teller<EventOf<K>> };
/** One short line for the timeline; which machine and which protocol stands beside it. */
export type Summaries = { readonly [K in EventKind]: (event: EventOf<K>, place: Place) => string };
export type DropTellers = { readonly [R in DropReason]: Teller<EventOf<'packet.drop'>> };

export function placeOf(event: TraceEvent, names: Names): Place {
  return {
    names,
    machine: event.netns === undefined ? '' : names.netns(event.netns),
    dev: event.dev ?? '',
  };
}

/** `B · eth0` */
export function placeText({ machine, dev }: Place): string {
  return [machine, dev].filter((word) => word !== '').join(' · ');
}

export function netnsOf(event: TraceEvent): NetnsId {
  return (event.netns ?? '') as NetnsId;
}

/** The destination and the source of what the packet carries: IP or ARP addresses, otherwise MAC addresses. */
export function endsOf(packet: Packet | undefined): { readonly src: string; readonly dst: string } {
  if (packet?.net.kind === 'ipv4') return { src: packet.net.src, dst: packet.net.dst };
  if (packet?.net.kind === 'arp') return { src: packet.net.spa, dst: packet.net.tpa };
  return { src: packet?.eth?.src ?? '?', dst: packet?.eth?.dst ?? '?' };
}
