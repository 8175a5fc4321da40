// How components reach the store: through named selectors, never the whole state. The store itself is made in main.tsx and
// comes down by context, so that a test can hand in its own.

import { createContext, useContext, useSyncExternalStore } from 'react';
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

export function useActions(): AppActions {
  return useAppStore().getState().actions;
}
