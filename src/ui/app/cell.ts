// A value that components subscribe to by parts: for what belongs to the page alone (an open menu, the geometry of a
// drag) and has no place in the app's store.

import { useSyncExternalStore } from 'react';

export interface ViewCell<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
}

export function createCell<T>(initial: T): ViewCell<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The component renders again when what `select` reads changes (Object.is). */
export function useCell<T, Part = T>(cell: ViewCell<T>, select: (value: T) => Part): Part {
  const read = () => select(cell.get());
  return useSyncExternalStore(cell.subscribe, read, read);
}
