// A seeded generator: everything that Linux draws at random is drawn from one journaled state word.

import { Cell, type Journal } from './journal.ts';

/** mulberry32: 32 bits of state, good enough for ports, IP ids and jitter, and the same on every machine. */
export class Rng {
  readonly #state: Cell<number>;

  constructor(journal: Journal, seed: number) {
    this.#state = new Cell(journal, seed >>> 0);
  }

  /** An integer in [0, 2^32). */
  next(): number {
    const state = (this.#state.get() + 0x6d2b79f5) >>> 0;
    this.#state.set(state);
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  /** An integer in [0, bound). */
  below(bound: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * bound);
  }
}
