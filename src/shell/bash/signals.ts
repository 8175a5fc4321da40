// What a shell does when a signal has come: traps run between commands, and one that would kill it runs the EXIT trap first.

import type { Co, Signal } from '../co.ts';
import { signalNumber } from '../signals.ts';
import { runText } from './run-script.ts';
import type { Shell } from './shell.ts';
import type { TrapName } from './traps.ts';
import { Exit, Interrupted } from './unwind.ts';

/** Thrown once a shell has to die of a signal. */
export class DieBy {
  readonly signal: Signal;

  constructor(signal: Signal) {
    this.signal = signal;
  }
}

/** Deals with what arrived since the last command. */
export function* checkSignals(shell: Shell): Co<void> {
  for (let signal = shell.proc.takeSignal(); signal; signal = shell.proc.takeSignal())
    yield* onSignal(shell, signal);
}

export function* onSignal(shell: Shell, signal: Signal): Co<void> {
  const action = shell.traps.get(signal);
  if (action !== undefined) {
    if (action !== '') yield* runTrap(shell, signal, action);
    return;
  }
  if (signal === 'SIGCHLD') return;
  if (signal === 'SIGINT' && shell.interactive) throw new Interrupted();
  if (shell.interactive) return;
  yield* runExitTrap(shell, 128 + signalNumber(signal));
  throw new DieBy(signal);
}

const LABELS: Partial<Record<TrapName, string>> = {
  ERR: 'error trap',
  DEBUG: 'debug trap',
  RETURN: 'return trap',
};

/** Runs a trap's text; $? is what it was before, unless the trap exits. */
export function* runTrap(shell: Shell, name: TrapName, action: string): Co<void> {
  const { status, line, pipeStatus, lastArgument } = shell;
  if (shell.traps.running.has(name)) return;
  shell.traps.running.add(name);
  try {
    yield* runText(shell, action, { line, label: LABELS[name] ?? 'trap' });
  } finally {
    shell.traps.running.delete(name);
    shell.status = status;
    shell.line = line;
    shell.pipeStatus = pipeStatus;
    shell.lastArgument = lastArgument;
  }
}

/** The EXIT trap, once; `exit` in it changes the status. */
export function* runExitTrap(shell: Shell, status: number): Co<number> {
  const action = shell.traps.get('EXIT');
  if (!action) return status;
  shell.traps.actions.delete('EXIT');
  shell.status = status;
  try {
    yield* runText(shell, action, { line: shell.line, label: 'exit trap' });
  } catch (thrown) {
    if (thrown instanceof Exit) return thrown.status;
    throw thrown;
  }
  return status;
}
