// The player's verbs as the transport, the keys and the empty state share them.

import { useMemo } from 'react';
import { type AppStore, useAppStore } from '../app/store-context.ts';

export interface Player {
  readonly toStart: () => void;
  readonly back: () => void;
  /** Plays or pauses; runs the stimulus if nothing has run, and starts over at the end. */
  readonly toggle: () => void;
  readonly forward: () => void;
  readonly toEnd: () => void;
  /** Starts the chosen stimulus here and plays it. */
  readonly run: () => void;
}

export function playerOf(store: AppStore): Player {
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
    run,
    toggle: () => {
      const { playing, length, cursor } = store.getState();
      if (playing) return actions.pause();
      if (length === 0) return run();
      if (cursor >= length - 1) actions.seekStart();
      actions.play();
    },
  };
}

export function usePlayer(): Player {
  const store = useAppStore();
  return useMemo(() => playerOf(store), [store]);
}
