// People's names for the engine's ids, as the world has them at the playhead.

import { useMemo } from 'react';
import type { Names } from '../../explain/explanation.ts';
import { namesOf } from '../../explain/names.ts';
import { useApp } from '../app/store-context.ts';

/** A new object whenever something may be called otherwise. */
export function useNames(): Names {
  const world = useApp((state) => state.lab.world);
  // The names change with the document; the world itself is mutable and never says so.
  const machines = useApp((state) => state.document.machines);
  return useMemo(() => ({ ...namesOf(world), machines }), [world, machines]);
}
