// What the store is given of the outside world, so that it runs without a browser.

import type { KeyValue } from './persist.ts';

/** Undoes what was scheduled. */
export type Cancel = () => void;

export interface Scheduler {
  /** Before the next painted frame. */
  frame(callback: () => void): Cancel;
  after(ms: number, callback: () => void): Cancel;
}

export interface StoreDeps {
  /** Lasts (localStorage). Absent: nothing is kept. */
  readonly storage?: KeyValue;
  /** Lasts as long as the window (sessionStorage). */
  readonly window?: KeyValue;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Milliseconds of a clock that never jumps (performance.now). */
  readonly clock?: () => number;
  readonly scheduler?: Scheduler;
  /** Steps then jump instead of gliding. */
  readonly reducedMotion?: () => boolean;
  /** The language of a user who hasn't chosen one. */
  readonly language?: 'en' | 'ko';
}

export const browserScheduler: Scheduler = {
  frame(callback) {
    const id = requestAnimationFrame(callback);
    return () => cancelAnimationFrame(id);
  },
  after(ms, callback) {
    const id = setTimeout(callback, ms);
    return () => clearTimeout(id);
  },
};

/** Does nothing by itself: saving waits for `flush`, playing for nothing. */
export const idleScheduler: Scheduler = { frame: () => () => {}, after: () => () => {} };
