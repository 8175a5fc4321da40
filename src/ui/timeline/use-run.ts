// The recorded run as a value: a new object whenever its events are others. The world keeps one array for ever, so that
// array's identity says nothing.

import { useMemo } from 'react';
import type { TraceEvent } from '../../engine/trace.ts';
import { useApp } from '../app/store-context.ts';

export interface Run {
  readonly events: readonly TraceEvent[];
  readonly recording: number;
}

export function useRun(): Run {
  const { events } = useApp((state) => state.lab.world);
  const recording = useApp((state) => state.recording);
  return useMemo(() => ({ events, recording }), [events, recording]);
}
