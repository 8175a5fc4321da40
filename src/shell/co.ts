// Programs are coroutines in virtual time. A running program yields what it waits for; the scheduler resumes it when that
// has come. No promises: two runs of a script are the same, a busy loop can be interrupted, and output streams as it is written.

import type { Nanos } from '../engine/ids.ts';
import type { Stream } from './stream.ts';

export type Signal =
  | 'SIGHUP'
  | 'SIGINT'
  | 'SIGQUIT'
  | 'SIGILL'
  | 'SIGTRAP'
  | 'SIGABRT'
  | 'SIGBUS'
  | 'SIGFPE'
  | 'SIGKILL'
  | 'SIGUSR1'
  | 'SIGSEGV'
  | 'SIGUSR2'
  | 'SIGPIPE'
  | 'SIGALRM'
  | 'SIGTERM'
  | 'SIGSTKFLT'
  | 'SIGCHLD'
  | 'SIGCONT'
  | 'SIGSTOP'
  | 'SIGTSTP'
  | 'SIGTTIN'
  | 'SIGTTOU'
  | 'SIGURG'
  | 'SIGXCPU'
  | 'SIGXFSZ'
  | 'SIGVTALRM'
  | 'SIGPROF'
  | 'SIGWINCH'
  | 'SIGIO'
  | 'SIGPWR'
  | 'SIGSYS';

export type Wait =
  /** Let the others run: a program that loops without waiting yields this now and then. It costs some virtual time. */
  | { readonly for: 'turn' }
  | { readonly for: 'time'; readonly until: Nanos }
  /** A program is being loaded: until then, or at once where no time may pass (a terminal while the playhead stands). */
  | { readonly for: 'start'; readonly until: Nanos }
  /** Until the stream has data or has ended. */
  | { readonly for: 'readable'; readonly stream: Stream; readonly until?: Nanos }
  /** Until the stream has room or its reader is gone. */
  | { readonly for: 'writable'; readonly stream: Stream }
  /** Until one of these processes has ended (empty: any child). */
  | { readonly for: 'exit'; readonly pids: readonly number[]; readonly until?: Nanos }
  /** Until the network has done something that makes this true; asked again after each of its turns. */
  | { readonly for: 'event'; readonly ready: () => boolean; readonly until?: Nanos }
  /** Until this coroutine has ended, which the scheduler runs on a stack of its own (deeply below). */
  | { readonly for: 'call'; readonly body: Generator<Wait, void, Signal | undefined> };

/** A coroutine that ends with a `T`. Each `yield` gives back the signal that arrived meanwhile and that the process catches. */
export type Co<T> = Generator<Wait, T, Signal | undefined>;

export const TURN: Wait = { for: 'turn' };

/** As `yield* body`, but without adding to the stack of the machine that runs this: for recursion without a bound. */
export function* deeply<T>(body: Co<T>): Co<T> {
  const results: T[] = [];
  const run = function* (): Co<void> {
    results.push(yield* body);
  };
  yield { for: 'call', body: run() };
  return results[0] as T;
}
