// Where the queue keeps its entries: lanes for those that come in order, a heap for the rest.

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

/** Where an entry stands: not kept at all, waiting, or kept but cancelled (it goes when it comes to the front). */
export type Standing = 'out' | 'in' | 'cancelled';

export interface Entry<T> extends Scheduled<T> {
  standing: Standing;
}

export function isBefore<T>(a: Scheduled<T>, b: Scheduled<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.seq < b.seq);
}

/** How many places may be empty before a lane's array is cut. */
const SLACK = 4096;

/** Entries in order: put in at the end or, when a step is undone, at the front. */
export class Lane<T> {
  #entries: Entry<T>[] = [];
  #head = 0;

  get length(): number {
    return this.#entries.length - this.#head;
  }

  first(): Entry<T> | undefined {
    return this.#entries[this.#head];
  }

  last(): Entry<T> | undefined {
    return this.length > 0 ? this.#entries[this.#entries.length - 1] : undefined;
  }

  append(entry: Entry<T>): void {
    this.#entries.push(entry);
  }

  prepend(entry: Entry<T>): void {
    if (this.#head > 0) this.#entries[--this.#head] = entry;
    else this.#entries.unshift(entry);
  }

  removeFirst(): void {
    this.#head++;
    if (this.#head === this.#entries.length) this.#cut(0);
    else if (this.#head > SLACK && this.#head > this.length) this.#cut(this.length);
  }

  entries(): Entry<T>[] {
    return this.#entries.slice(this.#head);
  }

  #cut(length: number): void {
    this.#entries = length === 0 ? [] : this.#entries.slice(this.#head);
    this.#head = 0;
  }
}

/** A binary heap. */
export class Heap<T> {
  readonly #heap: Entry<T>[] = [];

  first(): Entry<T> | undefined {
    return this.#heap[0];
  }

  insert(entry: Entry<T>): void {
    const heap = this.#heap;
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isBefore(entry, heap[parent] as Entry<T>)) break;
      heap[i] = heap[parent] as Entry<T>;
      i = parent;
    }
    heap[i] = entry;
  }

  removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop() as Entry<T>;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Entry<T>, heap[child] as Entry<T>)) child++;
      if (!isBefore(heap[child] as Entry<T>, last)) break;
      heap[i] = heap[child] as Entry<T>;
      i = child;
    }
    heap[i] = last;
  }

  entries(): readonly Entry<T>[] {
    return this.#heap;
  }
}
