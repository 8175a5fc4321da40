// Writing to standard output and standard error.

import type { Co } from './co.ts';
import type { Proc } from './program.ts';

/** Writes `text` to standard output; nothing if that is closed. */
export function* out(proc: Proc, text: string): Co<void> {
  if (text !== '') yield* proc.fds.get(1)?.write(text) ?? nothing();
}

/** Writes `text` to standard error. */
export function* err(proc: Proc, text: string): Co<void> {
  if (text !== '') yield* proc.fds.get(2)?.write(text) ?? nothing();
}

function* nothing(): Co<void> {}
