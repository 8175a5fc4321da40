// Temporary: what explain/ will say.
import type { Diagnosis, Names } from '../../explain/explanation.ts';
import type { TraceEvent } from '../../engine/trace.ts';

export function diagnose(_events: readonly TraceEvent[], _names: Names): Diagnosis | undefined {
  return undefined;
}
