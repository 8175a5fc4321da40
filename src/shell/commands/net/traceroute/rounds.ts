// Sends probes, so many at a time, and gives each one's outcome in the order of sending (do_it of traceroute.c).

import type { Nanos } from '../../../../engine/ids.ts';
import { MILLISECOND, SECOND } from '../../../../engine/ids.ts';
import type { TraceEvent } from '../../../../engine/trace.ts';
import type { Co } from '../../../co.ts';
import type { Proc } from '../../../program.ts';
import { type Probe, type ProbePlan, sendProbe, stopProbe, takeEvent } from './probes.ts';

export interface RoundsPlan extends ProbePlan {
  readonly firstHop: number;
  readonly maxHops: number;
  readonly perHop: number;
  readonly atOnce: number;
  /** How many times longer than an answer of the same hop, or of a later one, another one is waited for; 0: no matter. */
  readonly here: number;
  readonly near: number;
}

export type RoundsEnd = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly errno: string };

/** How exactly traceroute's poll waits. */
const PRECISION = MILLISECOND;
/** What it takes to send a probe: a veth's far end has seen it by then. */
const SENDING = 20_000;

export class Rounds {
  readonly #proc: Proc;
  readonly #plan: RoundsPlan;
  readonly probes: Probe[] = [];
  #at: number;
  /** Probes from here on don't count: an earlier hop is the last. */
  #end: number;
  #shown = 0;

  constructor(proc: Proc, plan: RoundsPlan) {
    this.#proc = proc;
    this.#plan = plan;
    this.#at = proc.world.events.length;
    this.#end = (plan.maxHops - plan.firstHop + 1) * plan.perHop;
  }

  /** `show` is called for each probe as soon as it and all before it are over. */
  *run(show: (probe: Probe, nth: number) => Co<void>): Co<RoundsEnd> {
    const { world } = this.#proc;
    try {
      for (;;) {
        const refused = yield* this.#send();
        if (refused !== undefined) return { kind: 'refused', errno: refused };
        this.#listen();
        while (this.#shown < this.#end && this.probes[this.#shown]?.done) {
          yield* show(this.probes[this.#shown] as Probe, this.#shown);
          this.#shown++;
        }
        if (this.#shown >= this.#end) return { kind: 'done' };
        if (this.#canSend()) continue;
        const at = this.#at;
        yield {
          for: 'event',
          ready: () => world.events.length !== at,
          until: this.#deadline(),
        };
      }
    } finally {
      for (const probe of this.probes) if (!probe.done) stopProbe(this.#proc, probe);
    }
  }

  #canSend(): boolean {
    return this.#places() > 0;
  }

  /** How many more may be on their way. */
  #places(): number {
    const open = this.probes.slice(0, this.#end).filter((probe) => !probe.done).length;
    return Math.min(this.#end - this.probes.length, this.#plan.atOnce - open);
  }

  /** All that may be sent are sent before an answer is looked at, though each is as a rule there before the next one is sent. */
  *#send(): Co<string | undefined> {
    const { world } = this.#proc;
    const { firstHop, perHop } = this.#plan;
    for (let places = this.#places(); places > 0; places--) {
      const n = this.probes.length;
      const from = world.events.length;
      const probe = sendProbe(this.#proc, this.#plan, firstHop + Math.floor(n / perHop), n);
      this.probes.push(probe);
      for (const event of world.events.slice(from))
        if ('pid' in event && event.pid === probe.pid) takeEvent(probe, event);
      if (probe.refused !== undefined) return probe.refused;
      yield { for: 'time', until: (world.now + SENDING) as Nanos };
    }
    return undefined;
  }

  /** Takes what has happened, and gives up what took too long. */
  #listen(): void {
    const { world } = this.#proc;
    this.#at = Math.min(this.#at, world.events.length);
    for (; this.#at < world.events.length; this.#at++) {
      const event = world.events[this.#at] as TraceEvent;
      if (!('pid' in event)) continue;
      const probe = this.probes.find(({ pid }) => pid === event.pid);
      if (probe) takeEvent(probe, event);
    }
    for (const [n, probe] of this.probes.entries()) {
      if (!probe.done && world.now >= this.#until(n, probe)) {
        stopProbe(this.#proc, probe);
        probe.done = { at: world.now, mark: '', final: false };
      }
      if (!probe.done?.final) continue;
      const { perHop } = this.#plan;
      this.#end = Math.min(this.#end, (Math.floor(n / perHop) + 1) * perHop);
    }
  }

  #deadline(): Nanos {
    const times = this.probes
      .slice(0, this.#end)
      .flatMap((probe, n) => (probe.done ? [] : [this.#until(n, probe)]));
    return Math.min(...times) as Nanos;
  }

  #until(n: number, probe: Probe): number {
    const { wait, here, near, perHop } = this.#plan;
    const took = (other: Probe) =>
      other.done?.from === undefined ? undefined : other.done.at - other.sentAt;
    const hop = Math.floor(n / perHop);
    const same = this.probes.slice(hop * perHop, (hop + 1) * perHop).map(took);
    const later = this.probes.slice((hop + 1) * perHop).map(took);
    const [sameHop] = same.filter((time) => time !== undefined);
    const [nextHop] = later.filter((time) => time !== undefined);
    const limits = [wait as number];
    if (here > 0 && sameHop !== undefined) limits.push(sameHop * here + PRECISION);
    if (near > 0 && nextHop !== undefined) limits.push(nextHop * near + PRECISION);
    return probe.sentAt + Math.min(...limits);
  }
}

export const DEFAULT_WAIT = (5 * SECOND) as Nanos;
