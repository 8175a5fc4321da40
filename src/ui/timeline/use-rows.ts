// The rows of the run as the filter shows them.

import { useMemo } from 'react';
import { useApp } from '../app/store-context.ts';
import { type TimelineRows, timelineRows } from './timeline-rows.ts';
import { useRun } from './use-run.ts';

export function useRows(): TimelineRows {
  const run = useRun();
  const filter = useApp((state) => state.filter);
  return useMemo(() => timelineRows(run.events, filter), [run, filter]);
}
