// The frames of a run as captures: of every link once, or of one device as `tcpdump -i` there would see them.

import type { NetnsId } from '../engine/ids.ts';
import type { TraceEvent } from '../engine/trace.ts';
import { emitFrame } from '../wire/frame.ts';
import type { PcapRecord } from '../wire/pcap.ts';

export interface CapturePoint {
  readonly netns: NetnsId;
  readonly dev: string;
}

/** The frames at `point`, both ways; without a point every frame once, as it leaves. */
export function captureOf(events: readonly TraceEvent[], point?: CapturePoint): readonly PcapRecord[] {
  return events
    .filter((event) => (point ? isAt(event, point) : isOnALink(event)))
    .flatMap(({ at, packet }) =>
      packet?.eth ? [{ at, octets: emitFrame({ eth: packet.eth, net: packet.net }) }] : [],
    );
}

/** What a bridge's own device sends leaves by its ports, too. */
function isOnALink(event: TraceEvent): boolean {
  return event.kind === 'dev.xmit' && event.medium !== 'bridge';
}

function isAt(event: TraceEvent, point: CapturePoint): boolean {
  if (event.kind !== 'dev.xmit' && event.kind !== 'dev.rcv') return false;
  return event.netns === point.netns && event.dev === point.dev;
}

/** The devices that saw a frame, in the order in which they first did. */
export function capturePoints(events: readonly TraceEvent[]): readonly CapturePoint[] {
  const points = new Map<string, CapturePoint>();
  for (const { kind, netns, dev } of events) {
    if (kind !== 'dev.xmit' && kind !== 'dev.rcv') continue;
    if (netns !== undefined && dev !== undefined) points.set(`${netns} ${dev}`, { netns, dev });
  }
  return [...points.values()];
}
