// The player's verbs as the transport, the keys and the empty state share them.

import { useMemo } from 'react';
import type { TraceEvent } from '../../engine/trace.ts';
import type { ProtocolFilter } from '../../store/app-state.ts';
import { isShown } from '../../store/event-filter.ts';
import { type AppStore, useAppStore } from '../app/store-context.ts';
import { eventWeight } from './event-weight.ts';
import { isUsual } from './scrubber-ticks.ts';

export interface Player {
  readonly toStart: () => void;
  readonly back: () => void;
  /** Plays or pauses; runs the stimulus if nothing has run, and starts over at the end. */
  readonly toggle: () => void;
  readonly forward: () => void;
  readonly toEnd: () => void;
  /** To the next (previous) event that stands out in the list: a frame that leaves, a start, an end. */
  readonly hop: (direction: 1 | -1) => void;
  /** Starts the chosen stimulus here and plays it. */
  readonly run: () => void;
}

function playerOf(store: AppStore): Player {
  const { actions } = store.getState();
  const run = () => {
    actions.runStimulus();
    actions.play();
  };
  return {
    toStart: () => actions.seekStart(),
    back: () => actions.stepBack(),
    forward: () => actions.step(),
    toEnd: () => actions.seekEnd(),
    hop: (direction) => {
      const { lab, cursor, filter } = store.getState();
      actions.seek(nextHop(lab.world.events, filter, cursor, direction));
    },
    run,
    toggle: () => {
      const { playing, live, length, cursor } = store.getState();
      if (playing || live === 'running') return actions.pause();
      if (live === 'paused') return actions.play();
      if (length === 0) return run();
      if (cursor >= length - 1) actions.seekStart();
      actions.play();
    },
  };
}

/** The nearest event that weighs more than a detail; the end of the run in that direction if there is none. */
export function nextHop(
  events: readonly TraceEvent[],
  filter: readonly ProtocolFilter[],
  cursor: number,
  direction: 1 | -1,
): number {
  for (let seq = cursor + direction; ; seq += direction) {
    const event = events[seq];
    if (!event) return direction === 1 ? events.length - 1 : -1;
    if (eventWeight(event) !== 'detail' && !isUsual(event) && isShown(event, filter)) return seq;
  }
}

export function usePlayer(): Player {
  const store = useAppStore();
  return useMemo(() => playerOf(store), [store]);
}
