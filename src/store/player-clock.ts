// Drives the playhead: the presentation's clock while it plays, a short glide after a step, and the seeks of the world.

import { seekEvent } from '../engine/playhead.ts';
import type { World } from '../engine/world.ts';
import type { AppState, ProtocolFilter } from './app-state.ts';
import type { Cancel, StoreDeps } from './deps.ts';
import { idleScheduler } from './deps.ts';
import { type Playback, Timetable } from './playback.ts';

/** A hidden tab gets no frames: what it missed isn't made up for. */
const LONGEST_FRAME_MS = 100;
/** How long a step takes to be seen. */
const GLIDE_MS = 420;

export interface PlayerClock {
  readonly playback: Playback;
  /** Puts the playhead at `event` at once. */
  jump(event: number): void;
  /** Puts the playhead at `event`, and lets the presentation follow in a moment: in `ms`, or in a step's time. */
  glide(event: number, ms?: number): void;
  play(): void;
  pause(): void;
  setFilter(filter: readonly ProtocolFilter[]): void;
  /** Events from `length` on were dropped. */
  forgetFrom(length: number): void;
}

interface Glide {
  readonly from: number;
  readonly to: number;
  readonly since: number;
  readonly ms: number;
}

export function createPlayerClock(
  deps: Pick<StoreDeps, 'clock' | 'scheduler' | 'reducedMotion'>,
  state: { get: () => AppState; set: (patch: Partial<AppState>) => void },
): PlayerClock {
  const { clock, reducedMotion } = deps;
  const scheduler = deps.scheduler ?? idleScheduler;
  const tables = new WeakMap<World, Timetable>();
  let time = 0;
  let gliding: Glide | undefined;
  let lastFrame = 0;
  let cancel: Cancel = () => {};

  function table(): Timetable {
    const { world } = state.get().lab;
    let found = tables.get(world);
    if (!found) {
      found = new Timetable(world.events);
      found.setFilter(state.get().filter);
      tables.set(world, found);
    }
    return found;
  }

  function now(): number {
    if (!gliding || !clock) return time;
    const ratio = Math.min(1, (clock() - gliding.since) / gliding.ms);
    if (ratio === 1) gliding = undefined;
    const from = gliding?.from ?? time;
    return from + (time - from) * easeInOut(ratio);
  }

  /** Moves the world and the cursor; the presentation's time is the caller's business. */
  function seek(event: number): void {
    const { lab, revision } = state.get();
    seekEvent(lab.world, event);
    state.set({ cursor: event, revision: revision + 1 });
  }

  function jump(event: number): void {
    gliding = undefined;
    seek(event);
    time = table().timeOf(event);
  }

  function onFrame(): void {
    const { playing, speed, cursor, length } = state.get();
    if (!playing || !clock) return;
    const frame = clock();
    time += Math.min(LONGEST_FRAME_MS, frame - lastFrame) * speed;
    lastFrame = frame;
    const reached = Math.max(cursor, table().eventAt(time));
    if (reached !== cursor) seek(reached);
    if (reached >= length - 1) pause();
    else cancel = scheduler.frame(onFrame);
  }

  function pause(): void {
    cancel();
    if (state.get().playing) state.set({ playing: false });
  }

  return {
    playback: {
      now,
      isMoving: () => state.get().playing || (now(), gliding !== undefined),
      timeOf: (seq) => table().timeOf(seq),
      eventAt: (at) => table().eventAt(at),
      flying: () => table().flying(now()),
    },
    jump,
    pause,
    glide(event, ms = GLIDE_MS) {
      const from = now();
      jump(event);
      if (clock && !reducedMotion?.()) gliding = { from, to: time, since: clock(), ms };
    },
    play() {
      if (state.get().playing || !clock) return;
      gliding = undefined;
      lastFrame = clock();
      state.set({ playing: true });
      cancel = scheduler.frame(onFrame);
    },
    setFilter(filter) {
      table().setFilter(filter);
      time = table().timeOf(state.get().cursor);
    },
    forgetFrom: (length) => table().cut(length),
  };
}

function easeInOut(ratio: number): number {
  return ratio * ratio * (3 - 2 * ratio);
}
