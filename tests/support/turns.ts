// The turns of a recording, for tests that look at them one by one.

import type { TraceEvent } from '../../src/engine/trace.ts';
import type { World } from '../../src/engine/world.ts';

/** The number of each turn's first event. */
export function turnStarts(world: World): number[] {
  const { firstEvents } = world.turns;
  return Array.from({ length: firstEvents.length }, (_, i) => firstEvents.at(i));
}

/** The events of each turn. */
export function eventsByTurn(world: World): TraceEvent[][] {
  const starts = turnStarts(world);
  return starts.map((start, i) => world.events.slice(start, starts[i + 1] ?? world.events.length));
}
