// One step of a process: its coroutine and the deep calls within it, on a stack of their own.

import type { Signal, Wait } from './co.ts';
import type { Process } from './process.ts';

/** Runs a process to its next wait. Deep calls come and go within; what one throws, its caller gets. */
export function advance(process: Process, signal: Signal | undefined): IteratorResult<Wait, number> {
  const { inner } = process;
  const top = () => (inner.at(-1) ?? process.body) as Generator<Wait, number | void, Signal | undefined>;
  let next = () => top().next(signal);
  for (;;) {
    let result: IteratorResult<Wait, number | void>;
    try {
      result = next();
    } catch (thrown) {
      if (!inner.pop()) throw thrown;
      next = () => top().throw(thrown);
      continue;
    }
    if (result.done) {
      if (!inner.pop()) return { done: true, value: result.value ?? 0 };
    } else if (result.value.for === 'call') inner.push(result.value.body);
    else return result;
    next = () => top().next(undefined);
  }
}
