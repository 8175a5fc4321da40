// The ticks on the scrubber: one path for each protocol, so that a run of 100,000 events is as cheap as one of ten.

import type { TraceEvent } from '../../engine/trace.ts';
import type { ProtocolFilter } from '../../store/app-state.ts';
import { groupOf } from '../../store/event-filter.ts';
import { eventWeight } from './event-weight.ts';

export type TickKind = ProtocolFilter | 'drop';

/** The width of the drawing; it is stretched to the track. */
export const TICKS_WIDTH = 1000;
export const TICKS_HEIGHT = 10;
/** More ticks than this would touch each other. */
const MAX_TICKS = 320;

/** Where the thumb is with the playhead at `cursor`, 0 to 1. */
export function ratioOf(cursor: number, length: number): number {
  return length === 0 ? 0 : (cursor + 1) / length;
}

/** The SVG path of each kind's ticks. Decisions are short, hops taller; a stretch with a drop in it shows the drop. */
export function scrubberTicks(events: readonly TraceEvent[]): ReadonlyMap<TickKind, string> {
  const paths = new Map<TickKind, string>();
  const perTick = Math.max(1, Math.ceil(events.length / MAX_TICKS));
  for (let start = 0; start < events.length; start += perTick) {
    const event = weightiest(events, start, Math.min(events.length, start + perTick));
    const x = Math.round(ratioOf(event.seq, events.length) * TICKS_WIDTH * 10) / 10;
    const kind = event.kind === 'packet.drop' && !isUsual(event) ? 'drop' : groupOf(event);
    const half = kind === 'drop' ? TICKS_HEIGHT / 2 : (HEIGHTS[eventWeight(event)] ?? 1);
    const stroke = `M${x} ${TICKS_HEIGHT / 2 - half}v${2 * half}`;
    paths.set(kind, (paths.get(kind) ?? '') + stroke);
  }
  return paths;
}

const HEIGHTS = { drop: 2.5, end: 3.5, hop: 3.5, start: 3.5, detail: 1.5 } as const;

/** A flood's copies that nobody wanted end as drops too: that is how Ethernet works, not what went wrong. */
export function isUsual(event: TraceEvent): boolean {
  return (
    event.kind === 'packet.drop' &&
    (event.reason === 'OTHERHOST' || event.reason === 'arp-not-for-us' || event.reason === 'bridge-same-port')
  );
}

const RANK = { drop: 4, end: 3, start: 2, hop: 1, detail: 0 } as const;

function weightiest(events: readonly TraceEvent[], start: number, end: number): TraceEvent {
  let best = events[start] as TraceEvent;
  for (let i = start + 1; i < end; i++) {
    const event = events[i] as TraceEvent;
    if (rank(event) > rank(best)) best = event;
  }
  return best;
}

function rank(event: TraceEvent): number {
  return isUsual(event) ? 0 : RANK[eventWeight(event)];
}
