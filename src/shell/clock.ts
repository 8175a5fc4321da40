// Wall-clock time. A world begins at this moment, so that two runs of a script print the same.

import type { Nanos } from '../engine/ids.ts';

/** 2026-01-01 00:00:00 UTC in seconds since 1970. */
export const WORLD_EPOCH = 1_767_225_600;

/** Seconds since 1970, with a fraction. */
export function wallClock(now: Nanos): number {
  return WORLD_EPOCH + now / 1e9;
}
