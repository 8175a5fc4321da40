// tracepath's way along the path: one UDP probe at a time, as large as is known to fit (probe_ttl and recverr of tracepath.c).

import { type Nanos, SECOND } from '../../../engine/ids.ts';
import type { TraceEvent } from '../../../engine/trace.ts';
import type { Ipv4Addr } from '../../../wire/ipv4-addr.ts';
import type { Co } from '../../co.ts';
import type { Proc } from '../../program.ts';
import { out } from '../../say.ts';
import { type Probe, sendProbe, stopProbe, takeEvent, ttlToHops } from './traceroute/probes.ts';

/** A UDP datagram can't be longer, with its headers. */
export const LONGEST = 65_535;
/** How often a hop is asked, and how often a packet is tried that can't be sent. */
const TRIES = 3;
const SENDS = 10;
const COLUMN = 52;

export interface PathPlan {
  readonly to: Ipv4Addr;
  readonly shown: (addr: Ipv4Addr) => string;
  readonly port: number;
  readonly hops: number;
  readonly length: number;
}

/** `end`: there is nothing more to ask; `none`: nothing was heard. */
type Heard = 'end' | 'progress' | 'none';

export class Path {
  readonly #proc: Proc;
  readonly #plan: PathPlan;
  /** All that were sent and not answered: a late answer counts. */
  readonly #open = new Set<Probe>();
  #mtu: number;
  #sent = 0;
  #hopsTo = -1;
  #hopsFrom = -1;
  #at: number;

  constructor(proc: Proc, plan: PathPlan) {
    this.#proc = proc;
    this.#plan = plan;
    this.#mtu = plan.length;
    this.#at = proc.world.events.length;
  }

  *run(): Co<number> {
    try {
      let heard: Heard = 'none';
      for (let ttl = 1; ttl <= this.#plan.hops && heard !== 'end'; ttl++) {
        heard = yield* this.#hop(ttl);
        if (heard === 'none') yield* out(this.#proc, `${String(ttl).padStart(2)}:  no reply\n`);
      }
      if (heard !== 'end') yield* out(this.#proc, `     Too many hops: pmtu ${this.#mtu}\n`);
    } finally {
      for (const probe of this.#open) stopProbe(this.#proc, probe);
    }
    const hops = this.#hopsTo < 0 ? '' : `hops ${this.#hopsTo} `;
    const back = this.#hopsFrom < 0 ? '' : `back ${this.#hopsFrom} `;
    yield* out(this.#proc, `     Resume: pmtu ${this.#mtu} ${hops}${back}\n`);
    return 0;
  }

  /** Asks until somebody answers; from the start whenever the MTU has changed. */
  *#hop(ttl: number): Co<Heard> {
    for (let n = 0; n < TRIES; n++) {
      const before = this.#mtu;
      const heard = yield* this.#ask(ttl);
      if (this.#mtu !== before) n = -1;
      else if (heard !== 'none') return heard;
    }
    return 'none';
  }

  *#ask(ttl: number): Co<Heard> {
    const { world } = this.#proc;
    if (!(yield* this.#send(ttl))) {
      yield* out(this.#proc, `${String(ttl).padStart(2)}:  send failed\n`);
      return 'end';
    }
    // The kernel's timers count in jiffies: a neighbour that fails after three seconds does so after three waits of a second.
    const until = (world.now + SECOND - 1) as Nanos;
    for (;;) {
      const heard = yield* this.#listen();
      if (heard !== 'none' || world.now >= until) return heard;
      const seen = this.#at;
      yield { for: 'event', ready: () => world.events.length !== seen, until };
    }
  }

  /** A packet that is too long for the first link is made shorter. */
  *#send(ttl: number): Co<boolean> {
    const wait = (this.#plan.hops * TRIES * SECOND) as Nanos;
    for (let n = 0; n < SENDS && this.#mtu <= LONGEST; n++) {
      const { to } = this.#plan;
      const port = this.#plan.port + (this.#sent & 63);
      const plan = {
        to,
        icmp: false,
        length: this.#mtu,
        port,
        wait,
        pmtudisc: 'do' as const,
        constantPort: true,
        tos: 0,
      };
      this.#at = this.#proc.world.events.length;
      const probe = sendProbe(this.#proc, plan, ttl, 0);
      const said = this.#proc.world.events.slice(this.#at);
      for (const event of said)
        if (event.kind === 'udp.error' && event.pid === probe.pid) takeEvent(probe, event);
      if (probe.done?.from === undefined && probe.mtu !== undefined) {
        this.#mtu = probe.mtu;
        yield* out(
          this.#proc,
          `${String(ttl).padStart(2)}?: ${'[LOCALHOST]'.padEnd(32)} pmtu ${probe.mtu}\n`,
        );
        n = -1;
      } else if (probe.refused === undefined) {
        this.#sent++;
        this.#open.add(probe);
        return true;
      }
    }
    return false;
  }

  /** recverr: all that has arrived meanwhile. */
  *#listen(): Co<Heard> {
    const { world } = this.#proc;
    let heard: Heard = 'none';
    this.#at = Math.min(this.#at, world.events.length);
    while (this.#at < world.events.length) {
      const event = world.events[this.#at++] as TraceEvent;
      if (!('pid' in event)) continue;
      const probe = [...this.#open].find(({ pid }) => pid === event.pid);
      if (probe) takeEvent(probe, event);
      if (!probe?.done?.from) continue;
      this.#open.delete(probe);
      heard = 'progress';
      if (yield* this.#answer(probe, probe.done.from, probe.done.at)) return 'end';
    }
    return heard;
  }

  /** Is this the end of the path? */
  *#answer({ ttl, mtu, backTtl, code, sentAt }: Probe, from: Ipv4Addr, at: Nanos): Co<boolean> {
    const micros = Math.floor((at - sentAt) / 1000);
    const time = `${String(Math.floor(micros / 1000)).padStart(3)}.${String(micros % 1000).padStart(3, '0')}ms `;
    const head = `${String(ttl).padStart(2)}:  ${this.#plan.shown(from).padEnd(COLUMN)}${time}`;
    if (mtu !== undefined) {
      this.#mtu = mtu;
      yield* out(this.#proc, `${head}pmtu ${mtu}\n`);
      return false;
    }
    const back = backTtl === undefined ? -1 : ttlToHops(backTtl);
    const odd = back >= 0 && back !== ttl ? `asymm ${String(back).padStart(2)} ` : '';
    if (code === undefined) {
      yield* out(this.#proc, `${head}${odd}\n`);
      return false;
    }
    if (code === ICMP_PORT_UNREACH) {
      this.#hopsTo = ttl;
      this.#hopsFrom = back;
    }
    yield* out(this.#proc, `${head}${code === ICMP_PORT_UNREACH ? `${odd}reached` : markOf(code)}\n`);
    return true;
  }
}

const ICMP_PORT_UNREACH = 3;

/** By the error that the kernel makes of it (icmp_err_convert, net/ipv4/icmp.c). */
function markOf(code: number): string {
  return [0, 6, 9, 11].includes(code) ? '!N' : '!H';
}
