import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppState } from '../../../src/store/app-state.ts';
import { createCalmStore } from '../../../src/ui/app/calm-store.ts';
import type { AppStore } from '../../../src/ui/app/store-context.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A store of which only what is set here exists. */
function fakeStore(first: Partial<AppState>) {
  let state = first as AppState;
  const listeners = new Set<(state: AppState, before: AppState) => void>();
  const store: AppStore = {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const set = (patch: Partial<AppState>) => {
    const before = state;
    state = { ...state, ...patch };
    for (const listener of listeners) listener(state, before);
  };
  return { store, set };
}

function cursorsSeen(first: Partial<AppState>) {
  const { store, set } = fakeStore(first);
  const calm = createCalmStore(store);
  const seen: number[] = [];
  calm.subscribe((state) => seen.push(state.cursor));
  return { seen, set, calm };
}

test('while a run plays, the steps of a fifth of a second are one', () => {
  const { seen, set } = cursorsSeen({ playing: true, cursor: 0 });
  for (let cursor = 1; cursor <= 8; cursor++) set({ cursor });
  expect(seen).toEqual([]);
  vi.advanceTimersByTime(200);
  expect(seen).toEqual([8]);
});

test('the step at which it pauses is seen at once', () => {
  const { seen, set } = cursorsSeen({ playing: true, cursor: 0 });
  set({ cursor: 3 });
  set({ playing: false });
  expect(seen).toEqual([3]);
  vi.advanceTimersByTime(1000);
  expect(seen).toEqual([3]);
});

test('every step by hand is seen at once, and so is whatever else changes while a run plays', () => {
  const { seen, set, calm } = cursorsSeen({ playing: false, cursor: 0 });
  set({ cursor: 1 });
  set({ playing: true });
  set({ inspectorTab: 'packet', cursor: 2 });
  expect(seen).toEqual([1, 1, 2]);
  expect(calm.getState().inspectorTab).toBe('packet');
});
