// How components reach the store: through named selectors, never the whole state. The store itself is made in main.tsx and
// comes down by context, so that a test can hand in its own.

import { createContext, useContext, useRef, useSyncExternalStore } from 'react';
import { invariant } from '../../base/assert.ts';
import type { AppActions, AppState } from '../../store/app-state.ts';

/** The part of a zustand store that the page needs. */
export interface AppStore {
  getState(): AppState;
  subscribe(listener: (state: AppState, previous: AppState) => void): () => void;
}

export const StoreContext = createContext<AppStore | undefined>(undefined);

export function useAppStore(): AppStore {
  const store = useContext(StoreContext);
  invariant(store, 'useAppStore outside <StoreContext>');
  return store;
}

/** What `select` reads from the state; the component renders again when that changes (Object.is). */
export function useApp<T>(select: (state: AppState) => T): T {
  const store = useAppStore();
  const read = () => select(store.getState());
  return useSyncExternalStore(store.subscribe, read, read);
}

/** As useApp, for selectors that make a new array or object each time: compared one level deep. */
export function useAppShallow<T>(select: (state: AppState) => T): T {
  const last = useRef<T>(undefined);
  return useApp((state) => {
    const next = select(state);
    if (last.current !== undefined && isShallowEqual(last.current, next)) return last.current;
    last.current = next;
    return next;
  });
}

export function useActions(): AppActions {
  return useAppStore().getState().actions;
}

function isShallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.is(Reflect.get(a, key), Reflect.get(b, key)));
}
