// The presentation's time: how long the playhead rests on each recorded event, so that a run of a millisecond (or of
// three seconds of waiting for ARP) is pleasant to watch. Pure: a function of the trace, the filter and a clock's reading.
//
// Presentation time is in milliseconds at speed 1. `timeOf(event)` is when the playhead reaches it. A frame travels from
// its dev.xmit to its dev.rcv, so where it is on its cable is a ratio of presentation times and the playhead can rest,
// go back or be dragged without a special case.

import type { CableId, IfIndex, NetnsId } from '../engine/ids.ts';
import { MILLISECOND } from '../engine/ids.ts';
import type { EventOf, TraceEvent } from '../engine/trace.ts';
import type { Packet } from '../wire/packet.ts';
import type { ProtocolFilter } from './app-state.ts';
import { isShown } from './event-filter.ts';

/** A decision: long enough to see which machine lit up. */
const DECISION_MS = 260;
/** Several frames that leave at once (a flood) begin to travel together. */
const TOGETHER_MS = 40;
/** A frame on its way, when nothing else happens meanwhile. */
const TRAVEL_MS = 640;
/** Virtual silence (a timer, the second between two pings) is compressed to between these. */
const SILENCE_MIN_MS = 120;
const SILENCE_MAX_MS = 1_400;

/** A frame between two devices. */
export interface FlyingFrame {
  readonly packet: Packet;
  /** The dev.xmit event. */
  readonly xmit: number;
  readonly cable?: CableId;
  readonly from: { readonly netns: NetnsId; readonly dev: string };
  readonly to: { readonly netns: NetnsId; readonly ifindex: IfIndex };
  /** 0 at the sender, 1 at the receiver. */
  readonly progress: number;
}

export interface Playback {
  /** The presentation time right now, in ms at speed 1. After a step it glides for a moment to where the playhead is. */
  now(): number;
  /** Will `now` be another soon? Otherwise there is nothing to animate. */
  isMoving(): boolean;
  /** When the playhead reaches event `seq`; -1 is 0. */
  timeOf(seq: number): number;
  /** The last event that is reached by `time`; -1 before the first. */
  eventAt(time: number): number;
  /** The frames in flight right now. */
  flying(): readonly FlyingFrame[];
}

/** The presentation time of every event: a prefix sum, extended as the trace grows and cut when its future is dropped. */
export class Timetable {
  readonly #events: readonly TraceEvent[];
  readonly #times: number[] = [];
  /** For each event: the dev.rcv that ends its flight, where there is one. */
  readonly #landings = new Map<number, number>();
  #filter: readonly ProtocolFilter[] = [];

  constructor(events: readonly TraceEvent[]) {
    this.#events = events;
  }

  /** Events from `length` on are not what they were. */
  cut(length: number): void {
    if (this.#times.length <= length) return;
    this.#times.length = length;
    for (const [xmit, landing] of this.#landings) if (landing >= length) this.#landings.delete(xmit);
  }

  setFilter(filter: readonly ProtocolFilter[]): void {
    this.#filter = filter;
    this.cut(0);
  }

  timeOf(seq: number): number {
    this.#extend();
    return seq < 0 ? 0 : (this.#times[Math.min(seq, this.#times.length - 1)] ?? 0);
  }

  eventAt(time: number): number {
    this.#extend();
    let low = 0;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle] as number) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The frames in flight at `time`. */
  flying(time: number): FlyingFrame[] {
    const cursor = this.eventAt(time);
    const frames: FlyingFrame[] = [];
    for (let seq = cursor; seq >= 0 && cursor - seq < LOOK_BACK; seq--) {
      const event = this.#events[seq];
      const landing = this.#landings.get(seq);
      if (event?.kind !== 'dev.xmit' || landing === undefined || landing <= cursor) continue;
      frames.push(flyingFrame(event, this.timeOf(seq), this.timeOf(landing), time));
    }
    return frames.reverse();
  }

  #extend(): void {
    for (let seq = this.#times.length; seq < this.#events.length; seq++) {
      const event = this.#events[seq] as TraceEvent;
      if (event.kind === 'dev.rcv' && event.cause !== undefined) this.#landings.set(event.cause, seq);
      const before = this.#events[seq - 1];
      const start = this.#times[seq - 1] ?? 0;
      this.#times.push(before ? start + dwell(before, event, this.#filter) : start);
    }
  }
}

/** More frames than this can't be told apart on a canvas. */
const LOOK_BACK = 4_000;

/** How long the playhead rests on `event` before it goes on to `next`. */
function dwell(event: TraceEvent, next: TraceEvent, filter: readonly ProtocolFilter[]): number {
  if (event.kind === 'dev.xmit' && next.kind === 'dev.xmit' && event.at === next.at) return TOGETHER_MS;
  if (next.kind === 'dev.rcv' && next.cause === event.seq) return travel(event, filter);
  const silence = silenceMs(next.at - event.at);
  if (!isShown(event, filter)) return silence > SILENCE_MIN_MS ? silence : 0;
  return Math.max(silence, next.kind === 'dev.rcv' && next.at > event.at ? TRAVEL_MS / 2 : DECISION_MS);
}

function travel(event: TraceEvent, filter: readonly ProtocolFilter[]): number {
  if (event.kind === 'dev.xmit' && event.medium === 'loopback') return DECISION_MS;
  return isShown(event, filter) ? TRAVEL_MS : 0;
}

/** Logarithmic: a millisecond is nothing, a second is felt, a minute isn't waited for. */
function silenceMs(nanos: number): number {
  const ms = nanos / MILLISECOND;
  if (ms < 10) return 0;
  return Math.min(SILENCE_MAX_MS, SILENCE_MIN_MS + 320 * Math.log10(ms / 10));
}

function flyingFrame(event: EventOf<'dev.xmit'>, start: number, end: number, time: number): FlyingFrame {
  const ratio = end > start ? (time - start) / (end - start) : 1;
  return {
    packet: event.packet as Packet,
    xmit: event.seq,
    ...(event.cable !== undefined && { cable: event.cable }),
    from: { netns: event.netns as NetnsId, dev: event.dev ?? '' },
    to: event.to,
    progress: Math.min(1, Math.max(0, ratio)),
  };
}
