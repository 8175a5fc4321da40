// The file that -w writes: classic pcap with microseconds, record by record, as text that stands for its octets.

import { pcapFile } from '../../../../wire/pcap.ts';
import type { Nanos } from '../../../../engine/ids.ts';
import { unixTime } from '../../../wall-clock.ts';
import { decodeOctets } from '../../../octets.ts';

const FILE_HEADER = 24;

export function pcapHead(): string {
  return decodeOctets(pcapFile([], 'microseconds'));
}

/** `micros` since 1970: more than a double can hold in nanoseconds, so the seconds are put in afterwards. */
export function pcapRecord(micros: number, octets: Uint8Array): string {
  const record = pcapFile([{ at: (micros % 1e6) * 1000, octets }], 'microseconds').subarray(FILE_HEADER);
  new DataView(record.buffer, record.byteOffset).setUint32(0, Math.floor(micros / 1e6), true);
  return decodeOctets(record);
}

/** Microseconds since 1970. */
export function microsOf(at: Nanos): number {
  const { seconds, nanoseconds } = unixTime(at);
  return seconds * 1e6 + Math.floor(nanoseconds / 1000);
}
