// `trap`: what runs when a signal comes, and at EXIT, ERR, DEBUG and RETURN.

import type { Signal } from '../co.ts';
import type { Proc } from '../program.ts';
import { SIGNALS } from '../signals.ts';

export type TrapName = Signal | 'EXIT' | 'ERR' | 'DEBUG' | 'RETURN';

/** Bash handles these itself even without a trap: it runs the EXIT trap before it dies of them. */
const TERMINATING: readonly Signal[] = [
  'SIGHUP',
  'SIGINT',
  'SIGTERM',
  'SIGQUIT',
  'SIGALRM',
  'SIGUSR1',
  'SIGUSR2',
];

export class Traps {
  readonly actions = new Map<TrapName, string>();
  /** Inherited by a subshell only to be listed, until it sets one of its own. */
  listedOnly = new Map<TrapName, string>();
  /** Traps that are running now: they don't run within themselves. */
  readonly running = new Set<TrapName>();
  /** A shell of its own, not a subshell. */
  isMain = false;
  /** An interactive shell takes no notice of these; what it starts does. */
  shrugsOff: readonly Signal[] = [];
  /** Ignored when the shell began: can't be trapped. */
  readonly ignoredAtStart = new Set<Signal>();

  get(name: TrapName): string | undefined {
    return this.actions.get(name);
  }

  /** Is there anything that this shell would do when a command ends or a signal comes? */
  get any(): boolean {
    return [...this.actions].some(([name, action]) => action !== '' && name !== 'DEBUG' && name !== 'RETURN');
  }

  set(proc: Proc, name: TrapName, action: string | undefined): void {
    if (this.listedOnly.size > 0) this.listedOnly = new Map();
    if (action === undefined) this.actions.delete(name);
    else this.actions.set(name, action);
    this.applyTo(proc);
  }

  /** A subshell keeps what is ignored, and what `set -E` and `set -T` hand down; the rest is listed, but doesn't run. */
  copyForSubshell(options: ReadonlySet<string>): Traps {
    const copy = new Traps();
    for (const [name, action] of this.actions) {
      if (action === '' || isHandedDown(name, options)) copy.actions.set(name, action);
      copy.listedOnly.set(name, action);
    }
    return copy;
  }

  /** Tells the kernel which signals this process catches and ignores. */
  applyTo(proc: Proc): void {
    for (const signal of SIGNALS) {
      const action = this.actions.get(signal);
      const isCaught =
        action !== undefined
          ? action !== ''
          : this.shrugsOff.includes(signal) || (TERMINATING.includes(signal) && this.#wants(signal));
      if (isCaught) proc.caught.add(signal);
      else proc.caught.delete(signal);
      if (action === '') proc.ignored.add(signal);
      else if (!this.ignoredAtStart.has(signal)) proc.ignored.delete(signal);
    }
  }

  /** Does it matter how this shell dies? SIGINT also matters to one that waits for a child: the child may live on. */
  #wants(signal: Signal): boolean {
    return this.actions.has('EXIT') || (signal === 'SIGINT' && this.isMain);
  }
}

function isHandedDown(name: TrapName, options: ReadonlySet<string>): boolean {
  if (name === 'ERR') return options.has('errtrace');
  return (name === 'DEBUG' || name === 'RETURN') && options.has('functrace');
}
