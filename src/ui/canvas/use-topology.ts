import { useLayoutEffect } from 'react';
import { useAppStore } from '../app/store-context.ts';
import { readTopology } from './model/topology.ts';
import { useCanvasScope } from './scope.ts';

/** Keeps the scope's topology up to date with the document. */
export function useTopology(): void {
  const store = useAppStore();
  const { topology } = useCanvasScope();
  useLayoutEffect(() => {
    const read = () => topology.set(readTopology(store.getState().document, topology.get()));
    read();
    return store.subscribe((state, before) => {
      if (state.document !== before.document) read();
    });
  }, [store, topology]);
}
