// A frame as layers of fields, each knowing its octets: what the Packet panel shows beside the hex dump. Every octet of
// the emitted frame belongs to exactly one field (fields that share an octet say which bits are theirs).

import type { FrameContent } from './frame.ts';

/** A half-open range [start, end). */
export type Range = readonly [start: number, end: number];

export interface Field {
  /** The word of the RFC or of tcpdump: `ttl`, `flags`, `sha`. */
  readonly name: string;
  readonly value: string;
  /** Octets from the start of the frame. */
  readonly octets: Range;
  /** Which bits of those octets, the most significant one being 0; absent: all of them. */
  readonly bits?: Range;
  /** A key of the glossary or of the page's catalogue. */
  readonly note?: string;
}

export type LayerProtocol = 'ethernet' | 'arp' | 'ipv4' | 'icmp' | 'udp' | 'data' | 'unknown';

export interface Layer {
  /** `Ethernet II` */
  readonly name: string;
  readonly protocol: LayerProtocol;
  readonly octets: Range;
  readonly fields: readonly Field[];
  /** Of an ICMP error: the headers of the packet that it is about. */
  readonly layers?: readonly Layer[];
}

/** The layers of a frame, outermost first. */
export function describeFrame(_frame: FrameContent): readonly Layer[] {
  return [];
}
