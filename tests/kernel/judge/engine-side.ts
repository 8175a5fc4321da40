// The engine's half of a lab: a blank machine with a shell, as `packetwalk run` has it, that keeps the kernel's time.

import { type Nanos, type NetnsId, SECOND } from '../../../src/engine/ids.ts';
import type { TraceEvent } from '../../../src/engine/trace.ts';
import { run } from '../../../src/engine/walk.ts';
import { BLANK, blankWorld, runScript, shellsOf } from '../../../src/lab/shell-session.ts';
import { canonicalFrame } from '../canonical.ts';
import type { Said } from '../kernel-run.ts';
import type { SeenFrame } from './frame-order.ts';

const BUDGET = 1_000_000;

export class EngineSide {
  readonly #world = blankWorld();
  readonly #shells = shellsOf(this.#world);

  /** Seconds since the start. */
  get now(): number {
    return this.#world.now / SECOND;
  }

  /** Runs a step that began at `at` under the kernel. */
  step(text: string, at: number): Said {
    this.runUntil(at);
    const said = { stdout: '', stderr: '' };
    const output = {
      out: (part: string) => void (said.stdout += part),
      err: (part: string) => void (said.stderr += part),
    };
    const end = runScript(this.#shells, { text, machine: BLANK }, output);
    return { ...said, status: 'status' in end ? end.status : -1 };
  }

  runUntil(at: number): void {
    run(this.#world, { until: Math.round(at * SECOND) as Nanos, maxEvents: BUDGET });
  }

  /** When timers went off of late or will go off soon, in seconds. */
  timers(): number[] {
    const due = this.#world.queue
      .pending()
      .filter(({ task }) => task.kind === 'neigh.timer' || task.kind === 'ip.frag.expire');
    return [...this.#timerTurns().slice(-5), ...due.map(({ at }) => at / SECOND)];
  }

  frames(): Map<string, SeenFrame[]> {
    const timers = new Set(this.#timerTurns());
    const frames = new Map<string, SeenFrame[]>();
    for (const event of this.#world.events) {
      if (event.kind !== 'dev.xmit' && event.kind !== 'dev.rcv') continue;
      const { packet, netns, dev } = event;
      if (!packet?.eth || netns === undefined) continue;
      const key = `${nameOf(netns)} ${dev}`;
      const way = event.kind === 'dev.xmit' ? 'out' : 'in';
      const at = event.at / SECOND;
      const line = `${way} ${canonicalFrame({ eth: packet.eth, net: packet.net })}`;
      const list = frames.get(key) ?? [];
      list.push({ at, line, ofTimer: timers.has(this.#rootOf(event).at / SECOND) });
      frames.set(key, list);
    }
    return frames;
  }

  /** Where the chain of causes began: for the answer to a probe, the timer that sent the probe. */
  #rootOf(event: TraceEvent): TraceEvent {
    let root = event;
    for (let hops = 0; root.cause !== undefined && hops < 1000; hops++) {
      const cause = this.#world.events[root.cause];
      if (!cause || event.at - cause.at > SECOND / 100) break;
      root = cause;
    }
    return root;
  }

  /** The times of the turns in which a neighbour's timer went off: those begin with what becomes of the neighbour. */
  #timerTurns(): number[] {
    const { firstEvents } = this.#world.turns;
    const firsts = Array.from(
      { length: firstEvents.length },
      (_, i) => this.#world.events[firstEvents.at(i)],
    );
    return firsts
      .filter((event) => event?.kind === 'neigh.state' || event?.kind === 'neigh.probe')
      .map((event) => (event as TraceEvent).at / SECOND);
  }
}

/** The root namespace is `host`. */
function nameOf(id: NetnsId): string {
  return id.split('/')[1] ?? 'host';
}
