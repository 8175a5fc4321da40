// Where a packet comes from: a rewrite makes a new packet with a parent, and the event that first carries the new one is
// where it happened.

import type { TraceEvent } from '../../engine/trace.ts';
import type { Packet } from '../../wire/packet.ts';

/** Rewrites happen within a few events of each other; a longer search would only slow a long run down. */
const LOOK_BACK = 20_000;

/** The packet as it was before event `seq`, if that event is the first to carry its packet. */
export function packetBefore(events: readonly TraceEvent[], seq: number): Packet | undefined {
  const event = events[seq];
  if (!event?.packet) return undefined;
  if (event.kind === 'ip.forward') return event.before;
  const { id, parent } = event.packet;
  if (parent === undefined) return undefined;
  for (let i = seq - 1; i >= 0 && seq - i < LOOK_BACK; i--) {
    const earlier = events[i]?.packet;
    if (earlier?.id === id) return undefined;
    if (earlier?.id === parent) return earlier;
  }
  return undefined;
}

/** Is `event` about `packet`, about what it was rewritten from, or about what it was rewritten to? */
function isKin(event: TraceEvent, packet: Packet): boolean {
  const other = event.packet;
  return other !== undefined && (other.id === packet.id || other.parent === packet.id);
}

/** The next event in the life of the packet of event `seq`; undefined after its end. Of a frame that leaves it is the
 *  arrival at the other end, whatever happens to other copies meanwhile. */
export function nextInLife(events: readonly TraceEvent[], seq: number): TraceEvent | undefined {
  const event = events[seq];
  const packet = event?.packet;
  if (!packet || event.kind === 'packet.drop' || event.kind === 'packet.deliver') return undefined;
  for (let i = seq + 1; i < events.length && i - seq < LOOK_BACK; i++) {
    const later = events[i];
    if (!later || !isKin(later, packet)) continue;
    if (event.kind !== 'dev.xmit' || later.cause === seq) return later;
  }
  return undefined;
}
