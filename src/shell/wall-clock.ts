// What a clock on the wall says: virtual time counted from a fixed day, so that two runs of a script print the same.

import { type Nanos, SECOND } from '../engine/ids.ts';

/** 2026-01-01 00:00:00 UTC: when every world begins. */
export const WORLD_EPOCH = 1_767_225_600;

export interface UnixTime {
  readonly seconds: number;
  readonly nanoseconds: number;
}

export function unixTime(at: Nanos): UnixTime {
  const seconds = Math.floor(at / SECOND);
  return { seconds: WORLD_EPOCH + seconds, nanoseconds: at - seconds * SECOND };
}

/** The virtual time at `seconds` since 1970; negative before the world began. */
export function virtualTime(seconds: number): Nanos {
  return Math.round((seconds - WORLD_EPOCH) * SECOND) as Nanos;
}
