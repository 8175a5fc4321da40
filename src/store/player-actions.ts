// The verbs of the player: run a stimulus, and move the playhead over what was recorded.

import { type Nanos, SECOND } from '../engine/ids.ts';
import { run } from '../engine/walk.ts';
import { compile } from '../lab/compile.ts';
import type { Lab } from '../lab/lab.ts';
import { startStimulus } from '../lab/stimulus.ts';
import type { AppActions, AppState } from './app-state.ts';
import { bringToPresent, type Desk, RUN_EVENTS, showLab } from './desk.ts';
import { isShown } from './event-filter.ts';

type PlayerActions = Pick<
  AppActions,
  | 'runStimulus'
  | 'wait'
  | 'play'
  | 'pause'
  | 'step'
  | 'stepBack'
  | 'seek'
  | 'seekStart'
  | 'seekEnd'
  | 'setSpeed'
  | 'setFilter'
  | 'resetRun'
>;

/** A recording longer than this is forgotten when the next run begins: about 300 MB. */
const LONGEST_RECORDING = 600_000;
const SLOWEST = 0.25;
const FASTEST = 8;

export function playerActions(desk: Desk): PlayerActions {
  const { clock, get, set } = desk;
  const last = (): number => get().length - 1;
  /** What runs in a terminal stands still while the user looks around. */
  const pause = (): void => {
    clock.pause();
    if (get().live === 'running') set({ live: 'paused' });
  };
  const seek = (event: number): void => {
    pause();
    clock.jump(Math.min(last(), Math.max(-1, Math.trunc(event))));
  };
  return {
    runStimulus: () => runStimulus(desk),
    wait: (seconds) => wait(desk, seconds),
    play: () => {
      if (get().live === 'paused') set({ live: 'running' });
      if (get().cursor < last()) clock.play();
    },
    pause,
    step: () => {
      pause();
      clock.glide(nextShown(get(), 1) ?? last());
    },
    stepBack: () => {
      pause();
      clock.glide(nextShown(get(), -1) ?? -1);
    },
    seek,
    seekStart: () => seek(-1),
    seekEnd: () => seek(last()),
    setSpeed: (speed) => set({ speed: Math.min(FASTEST, Math.max(SLOWEST, speed)) }),
    setFilter: (filter) => {
      set({ filter });
      clock.setFilter(filter);
    },
    resetRun: () => resetRun(desk),
  };
}

/** The nearest event after (before) the playhead that the filter shows. */
function nextShown({ cursor, lab, filter }: AppState, direction: 1 | -1): number | undefined {
  const { events } = lab.world;
  for (let seq = cursor + direction; seq >= 0; seq += direction) {
    const event = events[seq];
    if (event === undefined) return undefined;
    if (isShown(event, filter)) return seq;
  }
  return undefined;
}

function runStimulus(desk: Desk): void {
  const { document, stimulus: chosen } = desk.get();
  const stimulus = document.stimuli.find(({ id }) => id === chosen);
  if (!stimulus) return desk.set({ notice: { severity: 'info', key: 'no-stimulus' } });
  desk.clock.pause();
  const lab = bringToPresent(desk);
  forgetLongRecording(desk, lab);
  const first = lab.world.events.length;
  startStimulus(lab.world, stimulus);
  show(desk, lab, first);
}

function wait(desk: Desk, seconds: number): void {
  desk.clock.pause();
  const lab = bringToPresent(desk);
  const { world } = lab;
  const first = world.events.length;
  const until = (world.now + Math.round(seconds * SECOND)) as Nanos;
  run(world, { until, maxEvents: RUN_EVENTS });
  show(desk, lab, first);
}

/** The playhead goes to the first new event, or stays at the end if nothing happened. */
function show(desk: Desk, lab: Lab, first: number): void {
  showLab(desk, lab, Math.min(first, lab.world.events.length - 1));
  const { outcome, notice } = desk.get();
  if (outcome === 'budget') desk.set({ notice: { severity: 'info', key: 'run-bounded' } });
  else if (notice?.key === 'run-bounded') desk.set({ notice: undefined });
}

export function forgetLongRecording(desk: Desk, { world }: Lab): void {
  if (world.events.length < LONGEST_RECORDING) return;
  world.seal();
  desk.clock.forgetFrom(0);
}

function resetRun(desk: Desk): void {
  const booted = compile(desk.get().document);
  if (!booted.ok) return;
  desk.clock.pause();
  desk.set({ outcome: 'none' });
  showLab(desk, booted.value, -1);
}
