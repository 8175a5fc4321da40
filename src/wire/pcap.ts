// Classic pcap files (draft-ietf-opsawg-pcap), Ethernet only: what tcpdump -w writes and every analyser reads. Written
// little-endian, as on the machines that most captures come from; read in either order.

import { err, ok, type Result } from '../base/result.ts';

export interface PcapRecord {
  /** Nanoseconds since the epoch; in a simulation, since its beginning. */
  readonly at: number;
  readonly octets: Uint8Array;
  /** How long the frame was, if only its beginning was kept. */
  readonly originalLength?: number;
}

export type PcapPrecision = 'microseconds' | 'nanoseconds';

const MAGIC = { microseconds: 0xa1b2c3d4, nanoseconds: 0xa1b23c4d };
const LINKTYPE_ETHERNET = 1;
const SNAPLEN = 262_144;
const FILE_HEADER = 24;
const RECORD_HEADER = 16;
const SECOND = 1_000_000_000;

/** A capture file. Nanoseconds keep the order of events that a simulation has within a microsecond. */
export function pcapFile(
  records: readonly PcapRecord[],
  precision: PcapPrecision = 'nanoseconds',
): Uint8Array<ArrayBuffer> {
  const length = records.reduce((sum, { octets }) => sum + RECORD_HEADER + octets.length, FILE_HEADER);
  const file = new Uint8Array(length);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC[precision], true);
  view.setUint16(4, 2, true);
  view.setUint16(6, 4, true);
  view.setUint32(16, SNAPLEN, true);
  view.setUint32(20, LINKTYPE_ETHERNET, true);
  let at = FILE_HEADER;
  for (const record of records) at = writeRecord(view, file, at, record, precision);
  return file;
}

function writeRecord(
  view: DataView,
  file: Uint8Array,
  at: number,
  record: PcapRecord,
  precision: PcapPrecision,
): number {
  const fraction = record.at % SECOND;
  view.setUint32(at, Math.floor(record.at / SECOND), true);
  view.setUint32(at + 4, precision === 'nanoseconds' ? fraction : Math.floor(fraction / 1000), true);
  view.setUint32(at + 8, record.octets.length, true);
  view.setUint32(at + 12, record.originalLength ?? record.octets.length, true);
  file.set(record.octets, at + RECORD_HEADER);
  return at + RECORD_HEADER + record.octets.length;
}

export function parsePcap(file: Uint8Array): Result<readonly PcapRecord[]> {
  if (file.length < FILE_HEADER) return err('not a pcap file: shorter than its header');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const form = formOf(view);
  if (!form) return err('not a pcap file: it does not begin with its magic number');
  const linkType = view.getUint32(20, form.little) & 0xffff;
  if (linkType !== LINKTYPE_ETHERNET) return err(`the capture isn't of Ethernet (link type ${linkType})`);
  const records: PcapRecord[] = [];
  for (let at = FILE_HEADER; at < file.length; ) {
    const length = at + RECORD_HEADER <= file.length ? view.getUint32(at + 8, form.little) : 0;
    if (at + RECORD_HEADER + length > file.length) return err(`record ${records.length + 1} is cut short`);
    records.push(readRecord(view, file, at, length, form));
    at += RECORD_HEADER + length;
  }
  return ok(records);
}

interface PcapForm {
  readonly little: boolean;
  readonly precision: PcapPrecision;
}

function formOf(view: DataView): PcapForm | undefined {
  for (const little of [true, false]) {
    for (const precision of ['microseconds', 'nanoseconds'] as const) {
      if (view.getUint32(0, little) === MAGIC[precision]) return { little, precision };
    }
  }
  return undefined;
}

function readRecord(
  view: DataView,
  file: Uint8Array,
  at: number,
  length: number,
  form: PcapForm,
): PcapRecord {
  const unit = form.precision === 'nanoseconds' ? 1 : 1000;
  const originalLength = view.getUint32(at + 12, form.little);
  return {
    at: view.getUint32(at, form.little) * SECOND + view.getUint32(at + 4, form.little) * unit,
    octets: file.subarray(at + RECORD_HEADER, at + RECORD_HEADER + length),
    ...(originalLength !== length && { originalLength }),
  };
}
