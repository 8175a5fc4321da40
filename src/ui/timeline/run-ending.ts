// How a run came out, for the banner below the list: what the program that started it would say.

import type { EventOf, TraceEvent } from '../../engine/trace.ts';

export type RunEnding =
  /** Everything sent was answered (or, of a datagram, taken). */
  | { readonly kind: 'delivered'; readonly event: number; readonly sent: number; readonly received: number }
  /** Something was lost. */
  | { readonly kind: 'lost'; readonly event: number; readonly sent: number; readonly received: number }
  | { readonly kind: 'storm'; readonly event: number };

/** Of the last run in the recording; undefined if nothing was started in it (time passed, or a table was edited). */
export function runEnding(events: readonly TraceEvent[], start: number): RunEnding | undefined {
  const storm = events.find((event) => event.kind === 'br.storm' && event.seq >= start);
  if (storm) return { kind: 'storm', event: storm.seq };
  for (let seq = events.length - 1; seq >= start; seq--) {
    const event = events[seq];
    if (event?.kind === 'ping.end') return pingEnding(event);
    if (event?.kind === 'udp.error') return { kind: 'lost', event: seq, sent: 1, received: 0 };
    if (event?.kind === 'packet.deliver' && event.to === 'udp')
      return { kind: 'delivered', event: seq, sent: 1, received: 1 };
    if (event?.kind === 'udp.send') return { kind: 'lost', event: seq, sent: 1, received: 0 };
  }
  return undefined;
}

function pingEnding({ seq, sent, received }: EventOf<'ping.end'>): RunEnding {
  return { kind: received >= sent && sent > 0 ? 'delivered' : 'lost', event: seq, sent, received };
}

/** Where the last run in the recording began: the last program start. */
export function lastRunStart(events: readonly TraceEvent[]): number {
  for (let seq = events.length - 1; seq >= 0; seq--) {
    const kind = events[seq]?.kind;
    if (kind === 'ping.start' || kind === 'udp.send') return seq;
  }
  return 0;
}
