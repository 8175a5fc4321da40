// Which events the timeline shows under a filter: an event belongs to one group, by its kind or by what its packet is.

import { protocolOf } from '../explain/packet-words.ts';
import type { TraceEvent } from '../engine/trace.ts';
import type { ProtocolFilter } from './app-state.ts';

export const groupOf: (event: TraceEvent) => ProtocolFilter = protocolOf;

/** An empty filter shows everything. */
export function isShown(event: TraceEvent, filter: readonly ProtocolFilter[]): boolean {
  return filter.length === 0 || filter.includes(groupOf(event));
}
