// A run as one capture: every frame that set out along a cable, once, in the order in which they left. What each interface
// alone saw, the command line's --pcap writes.

import type { TraceEvent } from '../../engine/trace.ts';
import { emitFrame } from '../../wire/frame.ts';
import type { Frame, Packet } from '../../wire/packet.ts';
import { pcapFile } from '../../wire/pcap.ts';

export function runPcap(events: readonly TraceEvent[]): Uint8Array<ArrayBuffer> {
  const records = events.flatMap((event) => {
    if (event.kind !== 'dev.xmit' || event.medium !== 'cable' || !event.packet) return [];
    return isFrame(event.packet) ? [{ at: event.at, octets: emitFrame(event.packet) }] : [];
  });
  return new Uint8Array(pcapFile(records));
}

function isFrame(packet: Packet): packet is Frame {
  return packet.eth !== undefined;
}
