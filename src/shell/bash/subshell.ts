// A subshell: a child process with a copy of the shell, and what happens when a shell ends.

import type { Co, Signal } from '../co.ts';
import { TURN } from '../co.ts';
import type { Proc } from '../program.ts';
import type { Shell } from './shell.ts';
import { checkSignals, DieBy, runExitTrap } from './signals.ts';
import { Discard, Exit, Interrupted, LoopJump, Return } from './unwind.ts';

/** The copy is made at once, as fork does: the parent goes on before the child begins. */
export function runSubshell(parent: Shell, child: Proc, body: (copy: Shell) => Co<number>): Co<number> {
  return runToEnd(parent.copyFor(child), body);
}

/** Runs a whole shell: whatever leaves it becomes a status, and the EXIT trap runs last. */
export function* runToEnd(shell: Shell, body: (shell: Shell) => Co<number>): Co<number> {
  try {
    shell.status = yield* body(shell);
    yield* checkSignals(shell);
    return yield* runExitTrap(shell, shell.status);
  } catch (thrown) {
    if (thrown instanceof DieBy) return yield* die(shell, thrown.signal);
    const status = statusOf(thrown);
    try {
      return yield* runExitTrap(shell, status);
    } catch (again) {
      return again instanceof DieBy ? yield* die(shell, again.signal) : statusOf(again);
    }
  }
}

/** The status that a shell ends with after `thrown`; a bug is thrown on. */
export function statusOf(thrown: unknown): number {
  if (thrown instanceof Exit || thrown instanceof Return || thrown instanceof Discard) return thrown.status;
  if (thrown instanceof Interrupted) return thrown.status;
  if (thrown instanceof LoopJump) return 0;
  throw thrown;
}

/** Dies of a signal as if it had never been caught, so that the parent sees which one it was. */
function* die(shell: Shell, signal: Signal): Co<number> {
  const { proc } = shell;
  proc.caught.clear();
  proc.kill(proc.pid, signal);
  yield TURN;
  return 1;
}
