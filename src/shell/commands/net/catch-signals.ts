// sigaction(2): a program that catches a signal gets it even where its shell had it ignored (`command &` in a script).

import type { Signal } from '../../co.ts';
import type { Proc } from '../../program.ts';

export function catchSignals(proc: Proc, signals: readonly Signal[]): void {
  for (const signal of signals) {
    proc.ignored.delete(signal);
    proc.caught.add(signal);
  }
}
