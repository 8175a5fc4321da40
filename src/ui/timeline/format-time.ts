// Virtual time for people: three digits after the point at every scale, so that a column of times lines up.

import { MILLISECOND, type Nanos, SECOND } from '../../engine/ids.ts';

/** `1.204 ms`, and from one second on `3.004 s`. */
export function formatTime(at: Nanos | number): string {
  return at < SECOND ? `${(at / MILLISECOND).toFixed(3)} ms` : `${(at / SECOND).toFixed(3)} s`;
}
