// The store for who needs not follow each step of a run that plays: some twenty decisions a second are more than anybody
// reads, and more than a page can lay out beside packets that travel. Whatever else changes is there at once, and so is
// the step at which the playhead comes to rest.

import type { AppState } from '../../store/app-state.ts';
import type { AppStore } from './store-context.ts';

/** Five times a second. */
const CALM_MS = 200;

export function createCalmStore(store: AppStore): AppStore {
  const listeners = new Set<(state: AppState, previous: AppState) => void>();
  let shown = store.getState();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsubscribe: (() => void) | undefined;

  function publish(): void {
    clearTimeout(timer);
    timer = undefined;
    const before = shown;
    shown = store.getState();
    if (shown !== before) for (const listener of listeners) listener(shown, before);
  }

  function follow(state: AppState): void {
    if (isPlayingOn(state, shown)) timer ??= setTimeout(publish, CALM_MS);
    else publish();
  }

  return {
    getState: () => (listeners.size === 0 ? store.getState() : shown),
    subscribe(listener) {
      if (listeners.size === 0) {
        shown = store.getState();
        unsubscribe = store.subscribe(follow);
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        unsubscribe?.();
        clearTimeout(timer);
        timer = undefined;
      };
    },
  };
}

/** Has nothing changed but where the playhead of a playing run is? */
function isPlayingOn(state: AppState, before: AppState): boolean {
  if (!state.playing || !before.playing) return false;
  const keys = Object.keys(state) as (keyof AppState)[];
  return keys.every((key) => key === 'cursor' || key === 'revision' || state[key] === before[key]);
}
