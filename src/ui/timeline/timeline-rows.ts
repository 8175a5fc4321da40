// Which events are rows of the list. Without a filter that is all of them, and nothing is allocated.

import type { TraceEvent } from '../../engine/trace.ts';
import type { ProtocolFilter } from '../../store/app-state.ts';
import { isShown } from '../../store/event-filter.ts';

export interface TimelineRows {
  readonly length: number;
  /** The event of row `row`. */
  eventAt(row: number): number;
  /** The row of event `seq`, or of the last one before it that is shown; -1 if there is none. */
  rowOf(seq: number): number;
}

export function timelineRows(events: readonly TraceEvent[], filter: readonly ProtocolFilter[]): TimelineRows {
  if (filter.length === 0) {
    const { length } = events;
    return { length, eventAt: (row) => row, rowOf: (seq) => Math.min(seq, length - 1) };
  }
  const shown: number[] = [];
  for (const event of events) if (isShown(event, filter)) shown.push(event.seq);
  return { length: shown.length, eventAt: (row) => shown[row] ?? -1, rowOf: (seq) => lastAtMost(shown, seq) };
}

/** The index of the last number that is not greater than `limit`; -1 if all are. */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
