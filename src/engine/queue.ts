// What will happen: tasks ordered by (time, sequence), journaled like every other table. Most tasks are frames on cables,
// and those come in the order in which they are due: each is appended to a lane that ends before it, and only what
// fits no lane goes into the heap. So a flood of a hundred thousand frames costs what a list costs.

import type { Journal, Journaled } from '../base/journal.ts';
import { type Entry, Heap, isBefore, Lane, type Scheduled } from './queue-entries.ts';

export type { Scheduled } from './queue-entries.ts';

/** A few: one for each delay that is common in a lab, cables' and timers'. */
const LANES = 4;

/** Its state is the set of its members: their order is total, so it doesn't matter where each is kept. */
export class Queue<T> implements Journaled {
  readonly #journal: Journal;
  readonly #lanes: readonly Lane<T>[] = Array.from({ length: LANES }, () => new Lane<T>());
  readonly #heap = new Heap<T>();
  #nextSeq = 0;
  #size = 0;
  #foreground = 0;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Is there anything but housekeeping to do? */
  get hasForeground(): boolean {
    return this.#foreground > 0;
  }

  get size(): number {
    return this.#size;
  }

  push({ at, task, background, cause }: Omit<Scheduled<T>, 'seq'>): Scheduled<T> {
    const entry: Entry<T> = { at, seq: this.#nextSeq++, task, background, cause, standing: 'out' };
    this.#journal.record(this, entry, 'pushed');
    this.#insert(entry);
    return entry;
  }

  /** The next one, or undefined. */
  peek(): Scheduled<T> | undefined {
    return this.#front()?.first();
  }

  pop(): Scheduled<T> | undefined {
    const front = this.#front();
    const first = front?.first();
    if (!front || !first) return undefined;
    this.#journal.record(this, first, 'taken');
    front.removeFirst();
    first.standing = 'out';
    this.#count(first, -1);
    return first;
  }

  cancel(scheduled: Scheduled<T>): void {
    const entry = scheduled as Entry<T>;
    if (entry.standing !== 'in') return;
    this.#journal.record(this, entry, 'taken');
    this.#cancel(entry);
  }

  /** Cuts the members off from a trace that is gone (world.seal). In place: others hold them to cancel them. */
  forgetCauses(): void {
    for (const entry of this.#kept()) (entry as { cause: number | undefined }).cause = undefined;
  }

  /** The members in order, for a view of what is to come. */
  pending(): Scheduled<T>[] {
    return this.#kept()
      .filter((entry) => entry.standing === 'in')
      .sort((a, b) => a.at - b.at || a.seq - b.seq);
  }

  /** Puts an entry in that is out, and the other way round. `value` stays what the record is: a push moves `nextSeq`. */
  swap(key: unknown, value: unknown): unknown {
    const entry = key as Entry<T>;
    const wasIn = entry.standing === 'in';
    if (wasIn) this.#cancel(entry);
    else if (entry.standing === 'cancelled') this.#restore(entry);
    else this.#insert(entry);
    if (value === 'pushed') this.#nextSeq += wasIn ? -1 : 1;
    return value;
  }

  #cancel(entry: Entry<T>): void {
    entry.standing = 'cancelled';
    this.#count(entry, -1);
  }

  #restore(entry: Entry<T>): void {
    entry.standing = 'in';
    this.#count(entry, 1);
  }

  #count(entry: Entry<T>, by: number): void {
    this.#size += by;
    if (!entry.background) this.#foreground += by;
  }

  /** Into the lane that ends closest before it. What comes back when a step is undone may belong to a lane's front. */
  #insert(entry: Entry<T>): void {
    entry.standing = 'in';
    this.#count(entry, 1);
    let best: Lane<T> | undefined;
    let end: Entry<T> | undefined;
    for (const lane of this.#lanes) {
      const last = lane.last();
      if (last && !isBefore(last, entry)) {
        const first = lane.first();
        if (first && isBefore(entry, first)) return lane.prepend(entry);
      } else if (!best || (last && (!end || isBefore(end, last)))) {
        best = lane;
        end = last;
      }
    }
    if (best) best.append(entry);
    else this.#heap.insert(entry);
  }

  /** The lane or heap that holds the next entry. Cancelled ones go as they come to the front. */
  #front(): Lane<T> | Heap<T> | undefined {
    let front: Lane<T> | Heap<T> = this.#heap;
    let first = firstLive(this.#heap);
    for (const lane of this.#lanes) {
      const candidate = firstLive(lane);
      if (candidate && (!first || isBefore(candidate, first))) {
        front = lane;
        first = candidate;
      }
    }
    return first && front;
  }

  #kept(): Entry<T>[] {
    return [...this.#heap.entries(), ...this.#lanes.flatMap((lane) => lane.entries())];
  }
}

function firstLive<T>(kept: Lane<T> | Heap<T>): Entry<T> | undefined {
  for (;;) {
    const first = kept.first();
    if (first?.standing !== 'cancelled') return first;
    kept.removeFirst();
    first.standing = 'out';
  }
}
