// How long an entry stays REACHABLE: drawn for each device from 0.5 to 1.5 times base_reachable_time, and drawn again every
// 300 seconds and when the setting is written (neigh_rand_reach_time, neigh_periodic_work).
// Simplified: Linux draws in a work item; here the first who asks after the 300 seconds draws.

import type { Dev } from '../device/dev.ts';
import { MILLISECOND, type Nanos, SECOND } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { neighParam } from './sysctl.ts';

export interface ReachableTime {
  readonly time: Nanos;
  readonly drawn: Nanos;
}

const DRAW_AGAIN_AFTER = 300 * SECOND;

export function reachableTime(world: World, ns: Netns, dev: Dev): Nanos {
  const known = ns.reachableTimes.get(dev.ifindex);
  if (known && world.now - known.drawn <= DRAW_AGAIN_AFTER) return known.time;
  return drawReachableTime(world, ns, dev);
}

/** Also what a write to base_reachable_time_ms does at once. */
export function drawReachableTime(world: World, ns: Netns, dev: Dev): Nanos {
  const base = neighParam(ns, dev.name, 'base_reachable_time_ms');
  const millis = base === 0 ? 0 : world.rng.below(base) + Math.floor(base / 2);
  const time = (millis * MILLISECOND) as Nanos;
  ns.reachableTimes.set(dev.ifindex, { time, drawn: world.now });
  return time;
}
