// The playhead: where in the recorded run the world stands. Going back undoes the journal's differences; nothing is
// recomputed. What happens in one turn is atomic for edits: an edit in the middle of a turn goes back to its start, so
// that no packet is cut in half.

import type { World } from './world.ts';

/** Puts the world right after event `seq` (-1: before the first one). Throws a RangeError for an event that isn't there. */
export function seekEvent(world: World, seq: number): void {
  if (seq < -1 || seq >= world.events.length) {
    throw new RangeError(`event ${seq} is outside the trace (-1..${world.events.length - 1})`);
  }
  if (seq === world.events.length - 1) return world.journal.seek(world.journal.length);
  const { firstEvents, journalStarts } = world.turns;
  const next = firstEvents.countUpTo(seq);
  const atBoundary = next < firstEvents.length && firstEvents.at(next) === seq + 1;
  world.journal.seek(atBoundary ? journalStarts.at(next) : world.marks.at(seq));
}

/** Drops what was recorded after event `seq`, and returns the event that the world now stands at: `seq`, or the last
 *  event of the turn before if `seq` is in the middle of one. */
export function dropFuture(world: World, seq: number): number {
  if (seq === world.events.length - 1) {
    world.journal.seek(world.journal.length);
    return seq;
  }
  const { firstEvents, journalStarts } = world.turns;
  const next = firstEvents.countUpTo(seq);
  const atBoundary = next < firstEvents.length && firstEvents.at(next) === seq + 1;
  const cut = atBoundary ? next : next - 1;
  const firstDropped = firstEvents.at(cut);
  world.journal.seek(journalStarts.at(cut));
  world.journal.truncate();
  firstEvents.truncate(cut);
  journalStarts.truncate(cut);
  world.events.length = firstDropped;
  world.marks.truncate(firstDropped);
  return firstDropped - 1;
}
