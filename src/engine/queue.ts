// What will happen: tasks ordered by (time, sequence), journaled like every other table.

import type { Journal, Journaled } from '../base/journal.ts';
import { Cell } from '../base/journal.ts';
import type { Nanos } from './ids.ts';

export interface Scheduled<T> {
  readonly at: Nanos;
  /** Ties are broken by the order of scheduling. */
  readonly seq: number;
  readonly task: T;
  /** Housekeeping (ageing, a reachability timer): alone it doesn't keep a run going. */
  readonly background: boolean;
  /** The event that scheduled it. */
  readonly cause: number | undefined;
}

/** A binary heap. Its state is the set of its members: their order is total, so the heap's shape doesn't matter. */
export class Queue<T> implements Journaled {
  readonly #journal: Journal;
  readonly #heap: Scheduled<T>[] = [];
  readonly #nextSeq: Cell<number>;
  readonly #cancelled = new Set<Scheduled<T>>();
  #foreground = 0;

  constructor(journal: Journal) {
    this.#journal = journal;
    this.#nextSeq = new Cell(journal, 0);
  }

  /** Is there anything but housekeeping to do? */
  get hasForeground(): boolean {
    return this.#foreground > 0;
  }

  get size(): number {
    return this.#heap.length - this.#cancelled.size;
  }

  push(entry: Omit<Scheduled<T>, 'seq'>): Scheduled<T> {
    const seq = this.#nextSeq.get();
    this.#nextSeq.set(seq + 1);
    const scheduled: Scheduled<T> = {
      at: entry.at,
      seq,
      task: entry.task,
      background: entry.background,
      cause: entry.cause,
    };
    this.#journal.record(this, scheduled, undefined);
    this.#insert(scheduled);
    return scheduled;
  }

  /** The next one, or undefined. */
  peek(): Scheduled<T> | undefined {
    this.#dropCancelled();
    return this.#heap[0];
  }

  pop(): Scheduled<T> | undefined {
    const first = this.peek();
    if (first === undefined) return undefined;
    this.#journal.record(this, first, first);
    this.#removeFirst();
    this.#count(first, -1);
    return first;
  }

  cancel(scheduled: Scheduled<T>): void {
    if (this.#cancelled.has(scheduled) || !this.#heap.includes(scheduled)) return;
    this.#journal.record(this, scheduled, scheduled);
    this.#cancelled.add(scheduled);
    this.#count(scheduled, -1);
  }

  /** Cuts the members off from a trace that is gone (world.seal). In place: others hold them to cancel them. */
  forgetCauses(): void {
    for (const scheduled of this.#heap) (scheduled as { cause: number | undefined }).cause = undefined;
  }

  /** The members in order, for a view of what is to come. */
  pending(): Scheduled<T>[] {
    return this.#heap.filter((s) => !this.#cancelled.has(s)).sort((a, b) => a.at - b.at || a.seq - b.seq);
  }

  swap(key: unknown, value: unknown): unknown {
    const scheduled = key as Scheduled<T>;
    if (value === undefined) {
      this.#cancelled.add(scheduled);
      this.#count(scheduled, -1);
      return scheduled;
    }
    if (!this.#cancelled.delete(scheduled)) this.#insert(scheduled);
    else this.#count(scheduled, 1);
    return undefined;
  }

  #count(scheduled: Scheduled<T>, by: number): void {
    if (!scheduled.background) this.#foreground += by;
  }

  #insert(scheduled: Scheduled<T>): void {
    const heap = this.#heap;
    this.#count(scheduled, 1);
    let i = heap.length;
    heap.push(scheduled);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(scheduled, heap[parent] as Scheduled<T>)) break;
      heap[i] = heap[parent] as Scheduled<T>;
      i = parent;
    }
    heap[i] = scheduled;
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as Scheduled<T>;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1] as Scheduled<T>, heap[child] as Scheduled<T>))
        child++;
      if (!before(heap[child] as Scheduled<T>, last)) break;
      heap[i] = heap[child] as Scheduled<T>;
      i = child;
    }
    heap[i] = last;
  }

  #dropCancelled(): void {
    while (this.#cancelled.size > 0 && this.#heap.length > 0) {
      const first = this.#heap[0] as Scheduled<T>;
      if (!this.#cancelled.delete(first)) return;
      this.#removeFirst();
    }
  }
}

function before<T>(a: Scheduled<T>, b: Scheduled<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}
