// The playhead: where in the recorded run the world stands. Going back undoes the journal's differences; nothing is
// recomputed. What happens in one turn is atomic for edits: an edit in the middle of a turn goes back to its start, so
// that no packet is cut in half.

import type { TraceEvent } from './trace.ts';
import type { Turn, World } from './world.ts';

/** Puts the world right after event `seq` (-1: before the first one). Throws a RangeError for an event that isn't there. */
export function seekEvent(world: World, seq: number): void {
  if (seq < -1 || seq >= world.events.length) {
    throw new RangeError(`event ${seq} is outside the trace (-1..${world.events.length - 1})`);
  }
  if (seq === world.events.length - 1) return world.journal.seek(world.journal.length);
  const next = world.turns[firstTurnAfter(world, seq)];
  const atBoundary = next?.firstEvent === seq + 1;
  world.journal.seek(atBoundary ? next.journalStart : (world.marks[seq] as number));
}

/** Drops what was recorded after event `seq`, and returns the event that the world now stands at: `seq`, or the last
 *  event of the turn before if `seq` is in the middle of one. */
export function dropFuture(world: World, seq: number): number {
  if (seq === world.events.length - 1) {
    world.journal.seek(world.journal.length);
    return seq;
  }
  const next = firstTurnAfter(world, seq);
  const cutAt = world.turns[next]?.firstEvent === seq + 1 ? next : next - 1;
  const cut = world.turns[cutAt] as Turn;
  world.journal.seek(cut.journalStart);
  world.journal.truncate();
  world.turns.length = cutAt;
  world.events.length = cut.firstEvent;
  world.marks.length = cut.firstEvent;
  return cut.firstEvent - 1;
}

/** The index of the first turn whose first event comes after `seq`. */
function firstTurnAfter(world: World, seq: number): number {
  let low = 0;
  let high = world.turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((world.turns[middle] as Turn).firstEvent <= seq) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last event that is not after the playhead, by the journal's position. */
export function currentEvent(world: World): TraceEvent | undefined {
  const position = world.journal.position;
  let low = 0;
  let high = world.marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((world.marks[middle] as number) <= position) low = middle + 1;
    else high = middle;
  }
  return world.events[low - 1];
}
