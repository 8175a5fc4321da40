// What a described frame is made of: see fields.ts.

import { readUint16, toHex } from './octets.ts';

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
  readonly note?: FieldNote;
}

/** What there is to say about a value beside it. */
type FieldNote = 'checksum-ok' | 'checksum-bad' | 'checksum-absent';

export type LayerProtocol = 'ethernet' | 'arp' | 'ipv4' | 'icmp' | 'udp' | 'vxlan' | 'llc' | 'stp' | 'data';

export interface Layer {
  /** `Ethernet II` */
  readonly name: string;
  readonly protocol: LayerProtocol;
  readonly octets: Range;
  readonly fields: readonly Field[];
  /** Of an ICMP error: the headers of the packet that it is about. */
  readonly layers?: readonly Layer[];
}

export function field(name: string, value: string | number, start: number, length: number): Field {
  return { name, value: `${value}`, octets: [start, start + length] };
}

export function dataField(octets: Uint8Array, start: number, end: number): readonly Field[] {
  return end > start ? [field('data', toHex(octets.subarray(start, end)), start, end - start)] : [];
}

export function dataLayer(name: string, what: string, octets: Uint8Array, start: number, end: number): Layer {
  const value = toHex(octets.subarray(start, end));
  return { name, protocol: 'data', octets: [start, end], fields: [field(what, value, start, end - start)] };
}

export function hex16(value: number): string {
  return `0x${value.toString(16).padStart(4, '0')}`;
}

export function checksumField(badChecksum: number | undefined, octets: Uint8Array, at: number): Field {
  const note = badChecksum === undefined ? 'checksum-ok' : 'checksum-bad';
  return { ...field('checksum', hex16(readUint16(octets, at)), at, 2), note };
}
