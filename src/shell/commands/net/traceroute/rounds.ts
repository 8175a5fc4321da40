// Sends probes, so many at a time, and gives each one's outcome in the order of sending (do_it of traceroute.c).

import type { Nanos, Pid } from '../../../../engine/ids.ts';
import { MILLISECOND, SECOND } from '../../../../engine/ids.ts';
import type { TraceEvent } from '../../../../engine/trace.ts';
import type { Co } from '../../../co.ts';
import type { Proc } from '../../../program.ts';
import { HEADERS, type Probe, type ProbePlan, sendProbe, stopProbe, takeEvent, ttlToHops } from './probes.ts';

export interface RoundsPlan extends ProbePlan {
  readonly firstHop: number;
  readonly maxHops: number;
  readonly perHop: number;
  readonly atOnce: number;
  /** How many times longer than an answer of the same hop, or of a later one, another one is waited for; 0: no matter. */
  readonly here: number;
  readonly near: number;
  /** Between one probe and the next. */
  readonly sendWait: Nanos;
  /** Every probe is as long as an earlier one was told (--mtu). */
  readonly findsMtu: boolean;
}

export type RoundsEnd = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly errno: string };

/** How exactly traceroute's poll waits. */
const PRECISION = MILLISECOND;
/** What it takes to send a probe: a veth's far end has seen it by then. */
const SENDING = 20_000;
/** The final answer that was taken for an earlier probe's leaves this: sent at the beginning of time. */
const TAKEN = { pid: -1 as Pid, sentAt: Number.NEGATIVE_INFINITY as Nanos };

export class Rounds {
  readonly #proc: Proc;
  #plan: RoundsPlan;
  readonly probes: Probe[] = [];
  #at: number;
  /** Probes from here on don't count: an earlier hop is the last. */
  #end: number;
  #shown = 0;
  #lastSent = Number.NEGATIVE_INFINITY;
  /** What a probe that is to be sent anew has to say. */
  #note: string | undefined;

  constructor(proc: Proc, plan: RoundsPlan) {
    this.#proc = proc;
    this.#plan = plan;
    this.#at = proc.world.events.length;
    this.#end = (plan.maxHops - plan.firstHop + 1) * plan.perHop;
  }

  /** `show` is called for each probe as soon as it and all before it are over. */
  *run(show: (probe: Probe, nth: number) => Co<void>): Co<RoundsEnd> {
    try {
      while (this.#shown < this.#end) {
        const until = yield* this.#pass(show);
        if (typeof until === 'string') return { kind: 'refused', errno: until };
        if (until !== undefined) yield* this.#poll(until);
      }
      return { kind: 'done' };
    } finally {
      for (const probe of this.probes) if (!probe.done) stopProbe(this.#proc, probe);
    }
  }

  /** Shows what is over, and sends what may be sent; until when to wait, if for anything, or what a system call said. */
  *#pass(show: (probe: Probe, nth: number) => Co<void>): Co<Nanos | string | undefined> {
    const { world } = this.#proc;
    const { now } = world;
    const { atOnce, perHop, sendWait } = this.#plan;
    let next: number | undefined;
    for (let n = this.#shown, open = 0; n < this.#end && open < atOnce; n++) {
      if (n === this.#shown) next = this.#expire(n, now);
      const known = this.probes[n];
      if (known?.done) {
        if (n === this.#shown) yield* show(known, this.#shown++);
        if (known.done.final) this.#end = Math.min(this.#end, (Math.floor(n / perHop) + 1) * perHop);
        continue;
      }
      if (!known) {
        if (this.#lastSent + sendWait > world.now) return (this.#lastSent + sendWait) as Nanos;
        const refused = yield* this.#send(n);
        if (refused !== undefined) return refused;
      }
      next ??= this.#until(n);
      open++;
    }
    return next as Nanos | undefined;
  }

  /** Only the probe that is to be shown next can be too late; when it will be, if it isn't. */
  #expire(n: number, now: Nanos): number | undefined {
    const probe = this.probes[n];
    if (!probe || probe.done) return undefined;
    const until = this.#until(n);
    if (until > now) return until;
    if (probe.pid !== TAKEN.pid) stopProbe(this.#proc, probe);
    probe.done = { at: now, mark: '', final: false };
    this.#shiftFinal(n);
    return undefined;
  }

  *#send(n: number): Co<string | undefined> {
    const { world } = this.#proc;
    // It is given up here, not by its socket.
    const { firstHop, perHop, wait } = this.#plan;
    const from = world.events.length;
    const plan = { ...this.#plan, wait: (wait + SECOND) as Nanos };
    const probe = sendProbe(this.#proc, plan, firstHop + Math.floor(n / perHop), n);
    if (this.#note !== undefined) probe.note = this.#note;
    this.#note = undefined;
    this.probes[n] = probe;
    this.#lastSent = world.now;
    for (const event of world.events.slice(from))
      if ('pid' in event && event.pid === probe.pid) takeRefusal(probe, event);
    if (probe.refused !== undefined) return probe.refused;
    yield { for: 'time', until: (world.now + SENDING) as Nanos };
    return undefined;
  }

  /** poll(2) waits for whole milliseconds. */
  *#poll(until: Nanos): Co<void> {
    const { world } = this.#proc;
    const left = Math.max(Math.ceil((until - world.now) / PRECISION), 0) * PRECISION;
    const at = this.#at;
    yield { for: 'event', ready: () => world.events.length !== at, until: (world.now + left) as Nanos };
    this.#listen();
  }

  /** Takes what has happened. */
  #listen(): void {
    const { world } = this.#proc;
    this.#at = Math.min(this.#at, world.events.length);
    for (; this.#at < world.events.length; this.#at++) {
      const event = world.events[this.#at] as TraceEvent;
      if (!('pid' in event)) continue;
      const n = this.probes.findIndex(({ pid }) => pid === event.pid);
      const probe = this.probes[n];
      if (!probe || probe.done) continue;
      takeEvent(probe, event);
      if (probe.done && this.#plan.findsMtu) this.#shorten(n, probe);
    }
  }

  /** --mtu: this one goes out anew, as long as may be. */
  #shorten(n: number, { mtu }: Probe): void {
    if (mtu === undefined || mtu < HEADERS || mtu >= this.#plan.length) return;
    this.#plan = { ...this.#plan, length: mtu };
    this.#note = `F=${mtu}`;
    this.probes.length = n;
  }

  #until(n: number): number {
    const probe = this.probes[n] as Probe;
    const { wait, here, near, perHop } = this.#plan;
    const first = n - (n % perHop);
    const answered = (other: Probe | undefined) =>
      other?.done && (other.done.from !== undefined || other.done.mark !== '');
    const same = here > 0 ? this.probes.slice(first, first + perHop).find(answered) : undefined;
    const later = near > 0 ? this.probes.slice(n + 1).find(answered) : undefined;
    const [other, factor] = same ? [same, here] : [later, near];
    if (!other?.done) return probe.sentAt + wait;
    return probe.sentAt + Math.min((other.done.at - other.sentAt + PRECISION) * factor, wait);
  }

  /**
   * check_expired: a host that answers with an error may have answered to the latest of many probes only. The first that is
   * final then stands for the one that got no answer, if it seems to be of the same hop.
   */
  #shiftFinal(n: number): void {
    const { perHop } = this.#plan;
    const hop = this.probes.slice(n - (n % perHop), n);
    if (hop.some(({ done }) => !done?.final)) return;
    const m = this.probes.findIndex(({ done }, i) => i > n && done);
    const final = this.probes[m];
    if (!final?.done?.final || final.done.mark === '') return;
    const isSameHop = hop.length > 0 || (n % perHop) + (m - n) < perHop;
    if (!isSameHop && !this.#seemsOfHop(n, final)) return;
    this.probes[n] = final;
    this.probes[m] = { ttl: final.ttl, ...TAKEN };
  }

  #seemsOfHop(n: number, { done, backTtl }: Probe): boolean {
    const before = this.probes.slice(0, n);
    if (before.some((probe) => probe.done?.from !== undefined && probe.done.from === done?.from)) return true;
    if (backTtl === undefined) return false;
    const { firstHop, perHop } = this.#plan;
    const hopOf = (i: number) => firstHop + Math.floor(i / perHop);
    const back = ttlToHops(backTtl);
    const near = before.findLastIndex(
      (probe) =>
        probe.done && !probe.done.final && probe.backTtl !== undefined && ttlToHops(probe.backTtl) < back,
    );
    const nearTtl = before[near]?.backTtl;
    const hops = nearTtl === undefined ? back : back - ttlToHops(nearTtl) + hopOf(near);
    return hops <= hopOf(n);
  }
}

/** What connect() and send() say is known at once; an error that is queued is heard of later. */
function takeRefusal(probe: Probe, event: TraceEvent): void {
  if (event.kind !== 'udp.error' && event.kind !== 'ping.error') return;
  const { error } = event;
  if (error.type === 'local' && error.mtu === undefined) probe.refused = error.errno;
}

export const DEFAULT_WAIT = (5 * SECOND) as Nanos;
