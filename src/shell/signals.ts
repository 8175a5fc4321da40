// signal(7): numbers as on x86, what each does to a process that doesn't handle it, and strsignal(3)'s words.

import type { Signal } from './co.ts';

/** `SIGNALS[n - 1]` is signal n. */
export const SIGNALS: readonly Signal[] = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGKILL',
  'SIGUSR1',
  'SIGSEGV',
  'SIGUSR2',
  'SIGPIPE',
  'SIGALRM',
  'SIGTERM',
  'SIGSTKFLT',
  'SIGCHLD',
  'SIGCONT',
  'SIGSTOP',
  'SIGTSTP',
  'SIGTTIN',
  'SIGTTOU',
  'SIGURG',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGVTALRM',
  'SIGPROF',
  'SIGWINCH',
  'SIGIO',
  'SIGPWR',
  'SIGSYS',
];

export function signalNumber(signal: Signal): number {
  return SIGNALS.indexOf(signal) + 1;
}

/** `TERM`, `sigterm`, `SIGTERM` and `15` are one. */
export function parseSignal(text: string): Signal | undefined {
  if (/^\d+$/.test(text)) return SIGNALS[Number(text) - 1];
  const name = text.toUpperCase();
  return SIGNALS.find((signal) => signal === name || signal === `SIG${name}`);
}

export type DefaultAction = 'end' | 'stop' | 'continue' | 'ignore';

export function defaultAction(signal: Signal): DefaultAction {
  switch (signal) {
    case 'SIGCHLD':
    case 'SIGURG':
    case 'SIGWINCH':
      return 'ignore';
    case 'SIGCONT':
      return 'continue';
    case 'SIGSTOP':
    case 'SIGTSTP':
    case 'SIGTTIN':
    case 'SIGTTOU':
      return 'stop';
    default:
      return 'end';
  }
}

const WORDS: Partial<Record<Signal, string>> = {
  SIGHUP: 'Hangup',
  SIGINT: 'Interrupt',
  SIGQUIT: 'Quit',
  SIGILL: 'Illegal instruction',
  SIGTRAP: 'Trace/breakpoint trap',
  SIGABRT: 'Aborted',
  SIGBUS: 'Bus error',
  SIGFPE: 'Floating point exception',
  SIGKILL: 'Killed',
  SIGUSR1: 'User defined signal 1',
  SIGSEGV: 'Segmentation fault',
  SIGUSR2: 'User defined signal 2',
  SIGPIPE: 'Broken pipe',
  SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated',
  SIGSTKFLT: 'Stack fault',
  SIGVTALRM: 'Virtual timer expired',
  SIGPROF: 'Profiling timer expired',
  SIGIO: 'I/O possible',
  SIGPWR: 'Power failure',
  SIGSYS: 'Bad system call',
};

export function describeSignal(signal: Signal): string {
  return WORDS[signal] ?? `Signal ${signalNumber(signal)}`;
}
