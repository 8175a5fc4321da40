// Writes the document a moment after it was last changed, and says in the state how that went.

import type { AppState } from './app-state.ts';
import type { Cancel, Scheduler } from './deps.ts';
import type { Persist } from './persist.ts';

const DEBOUNCE_MS = 400;

export interface Autosave {
  /** The document is another one. `edited`: by the user, so that it is worth keeping. */
  changed(edited: boolean): void;
  /** Is there work of the user's in this window? */
  hasWork(): boolean;
  /** Writes now, if there is anything to write. */
  flush(): void;
  /** What comes next is another lab: this one stays in its slot, if it is the user's work. */
  leave(): void;
}

export function createAutosave(
  persist: Persist,
  scheduler: Scheduler,
  state: { get: () => AppState; set: (patch: Partial<AppState>) => void },
  startsWithWork: boolean,
): Autosave {
  let edited = startsWithWork;
  let dirty = false;
  let cancel: Cancel = () => {};

  function flush(): void {
    cancel();
    if (!dirty) return;
    try {
      persist.save(state.get().document, !edited);
      dirty = false;
      state.set({ saved: 'saved', recent: persist.recent() });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      const again = state.get().saved === 'failed';
      state.set({ saved: 'failed' });
      if (!again) state.set({ notice: { severity: 'error', key: 'save-failed', detail } });
    }
  }

  return {
    flush,
    hasWork: () => edited,
    changed(byUser) {
      edited ||= byUser;
      dirty = true;
      if (state.get().saved !== 'failed') state.set({ saved: 'saving' });
      cancel();
      cancel = scheduler.after(DEBOUNCE_MS, flush);
    },
    leave() {
      flush();
      if (edited) persist.leaveSlot();
      edited = false;
    },
  };
}
