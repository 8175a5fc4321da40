// A store without a browser: storage that is a Map, and time that goes on when the test says so.

import { unwrap } from '../../src/base/result.ts';
import type { NetnsId } from '../../src/engine/ids.ts';
import type { TraceEvent } from '../../src/engine/trace.ts';
import { cidrOf } from '../../src/lab/texts.ts';
import type { AppState } from '../../src/store/app-state.ts';
import { createAppStore } from '../../src/store/app-store.ts';
import type { StoreDeps } from '../../src/store/deps.ts';
import { type KeyValue, memoryStorage } from '../../src/store/persist.ts';
import { machineNamed } from '../../src/document/draw.ts';

interface Waiting {
  readonly at: number;
  readonly callback: () => void;
}

const FRAME_MS = 16;

/** A browser of which there is only a clock, timers, frames and storage. */
export class FakeBrowser {
  time = 0;
  readonly storage: KeyValue;
  #waiting: Waiting[] = [];

  constructor(storage: KeyValue = memoryStorage()) {
    this.storage = storage;
  }

  /** Another window has its own `window`, and the same storage. */
  deps(window: KeyValue = memoryStorage()): StoreDeps {
    const wait = (ms: number, callback: () => void) => {
      const entry = { at: this.time + ms, callback };
      this.#waiting.push(entry);
      return () => void (this.#waiting = this.#waiting.filter((other) => other !== entry));
    };
    return {
      storage: this.storage,
      window,
      now: () => 1_700_000_000_000 + this.time,
      clock: () => this.time,
      scheduler: { after: wait, frame: (callback) => wait(FRAME_MS, callback) },
    };
  }

  pass(ms: number): void {
    const end = this.time + ms;
    for (;;) {
      const next = this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.callback();
    }
    this.time = end;
  }
}

/** What a user does, in the words of a test. */
export class User {
  readonly store: ReturnType<typeof createAppStore>;

  constructor(deps: StoreDeps = {}) {
    this.store = createAppStore(deps);
  }

  get state(): AppState {
    return this.store.getState();
  }

  get do(): AppState['actions'] {
    return this.state.actions;
  }

  /** The namespace of the machine called `name`. */
  netns(name: string): NetnsId {
    return machineNamed(this.state.document, name).id as NetnsId;
  }

  sysctl(machine: string, key: string, value: string): void {
    const label = { key: 'edit', name: machine } as const;
    unwrap(this.do.applyOps(label, [{ op: 'sysctl.write', netns: this.netns(machine), key, value }]));
  }

  addAddress(machine: string, dev: string, cidr: string): void {
    const label = { key: 'edit', name: machine } as const;
    const op = { op: 'addr.add', netns: this.netns(machine), dev, cidr: cidrOf(cidr) } as const;
    unwrap(this.do.applyOps(label, [op]));
  }

  ping(machine: string, to: string): void {
    const id = this.netns(machine);
    const stimulus = { id: 'own', kind: 'ping', machine: id, netns: '', to, count: 1 } as const;
    unwrap(this.do.setStimulus(stimulus));
    this.do.runStimulus();
  }

  /** The event at the playhead. */
  get event(): TraceEvent | undefined {
    return this.state.lab.world.events[this.state.cursor];
  }

  /** Steps on until an event is as `wanted`; fails at the end. */
  stepTo(wanted: (event: TraceEvent) => boolean): TraceEvent {
    while (this.state.cursor < this.state.length - 1) {
      this.do.step();
      if (this.event && wanted(this.event)) return this.event;
    }
    throw new Error(`no such event in ${this.state.length}`);
  }

  /** `forwarding-disabled at B`, for each drop of the recording after event `from`. */
  drops(from = 0): string[] {
    const { world } = this.state.lab;
    return world.events.slice(from).flatMap((event) => {
      if (event.kind !== 'packet.drop') return [];
      const machine = event.netns && world.netns.get(event.netns)?.machine;
      return [`${event.reason} at ${machine && world.machines.get(machine)?.name}`];
    });
  }

  /** How many answers the ping that was started last has had; undefined if it hasn't ended. */
  get answers(): number | undefined {
    const { events } = this.state.lab.world;
    const start = events.findLast((event) => event.kind === 'ping.start');
    const end = events.find((event) => event.kind === 'ping.end' && event.pid === start?.pid);
    return end?.kind === 'ping.end' ? end.received : undefined;
  }
}
