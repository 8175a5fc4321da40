// Waiting for children: the foreground group of a terminal, Ctrl-C while a child runs, and what is said of one that a signal
// ended.

import type { Co, Signal } from '../co.ts';
import type { Ended } from '../program.ts';
import { err } from '../say.ts';
import { describeSignal } from '../signals.ts';
import { terminalOf } from '../terminal.ts';
import type { Job } from './jobs.ts';
import type { Shell } from './shell.ts';
import { onSignal } from './signals.ts';
import { Interrupted } from './unwind.ts';

/** Runs children as a job in the foreground, and gives their statuses. */
export function* inForeground(shell: Shell, pids: readonly number[], text: string): Co<number[]> {
  const terminal = shell.interactive ? terminalOf(shell.proc.fds.get(0)) : undefined;
  if (terminal) terminal.foreground = shell.proc.processes.get(pids[0] ?? 0)?.pgid ?? shell.proc.pgid;
  try {
    return yield* waitForAll(shell, pids, text);
  } finally {
    if (terminal) terminal.foreground = shell.proc.pgid;
  }
}

export function* waitForAll(shell: Shell, pids: readonly number[], text = ''): Co<number[]> {
  const held: Signal[] = [];
  const statuses: number[] = [];
  let last: Ended | undefined;
  for (const pid of pids) {
    const stopped = yield* untilEnded(shell, pid, held);
    if (stopped) return yield* becameStopped(shell, pids, text);
    last = shell.proc.processes.get(pid)?.ended;
    statuses.push(yield* shell.proc.wait(pid));
    if (last?.signal) yield* tellDeath(shell, pid, last.signal, text);
  }
  yield* afterwards(shell, held, last);
  return statuses;
}

/** True if it was stopped instead. Signals that come meanwhile are held back, unless they end the shell. */
function* untilEnded(shell: Shell, pid: number, held: Signal[]): Co<boolean> {
  for (;;) {
    const process = shell.proc.processes.get(pid);
    if (!process || process.ended) return false;
    if (process.stopped && shell.interactive) return true;
    yield {
      for: 'event',
      ready: () => {
        const now = shell.proc.processes.get(pid);
        return !now || now.ended !== undefined || (now.stopped && shell.interactive);
      },
    };
    yield* holdSignals(shell, held);
  }
}

function* holdSignals(shell: Shell, held: Signal[]): Co<void> {
  for (let signal = shell.proc.takeSignal(); signal; signal = shell.proc.takeSignal()) {
    const waits = signal === 'SIGINT' || shell.traps.get(signal) !== undefined || shell.interactive;
    if (waits) held.push(signal);
    else yield* onSignal(shell, signal);
  }
}

/** A SIGINT that the child took for itself (ping prints its summary) isn't the shell's; one that killed it is. */
function* afterwards(shell: Shell, held: readonly Signal[], last: Ended | undefined): Co<void> {
  for (const signal of held) {
    const isOurs =
      signal !== 'SIGINT' || shell.traps.get('SIGINT') !== undefined || last?.signal === 'SIGINT';
    if (isOurs) yield* onSignal(shell, signal);
  }
  if (shell.interactive && last?.signal === 'SIGINT') {
    shell.status = 130;
    throw new Interrupted();
  }
}

function* becameStopped(shell: Shell, pids: readonly number[], text: string): Co<number[]> {
  const pgid = shell.proc.processes.get(pids[0] ?? 0)?.pgid ?? 0;
  const known = shell.jobs.list.find((job) => job.pids === pids);
  const job = known ?? shell.jobs.add(pids, pgid, text);
  shell.jobs.makeCurrent(job);
  job.state = 'Stopped';
  yield* err(shell.proc, `\n[${job.number}]+  Stopped                 ${text}\n`);
  return [148];
}

/** `bash: line 1:    42 Terminated              sleep 10`, or only `Terminated` at a prompt. */
function* tellDeath(shell: Shell, pid: number, signal: Signal, text: string): Co<void> {
  if (signal === 'SIGINT' || signal === 'SIGPIPE') return;
  if (shell.interactive) return yield* err(shell.proc, `${describeSignal(signal)}\n`);
  if (signal === 'SIGTERM') return yield* err(shell.proc, `${describeSignal(signal)}\n`);
  if (text === '') return;
  yield* shell.complain(deathText(pid, signal, text));
}

export function deathText(pid: number, signal: Signal, text: string): string {
  return `${String(pid).padStart(5)} ${describeSignal(signal).padEnd(23)} ${text}`;
}

/** fg: a job goes on, and the shell waits for it. It keeps its number if it is stopped again. */
export function* continueInForeground(shell: Shell, job: Job): Co<number> {
  job.state = 'Running';
  shell.proc.processes.killGroup(job.pgid, 'SIGCONT');
  let statuses: readonly number[] = [];
  try {
    statuses = yield* inForeground(shell, job.pids, job.text);
  } finally {
    if (!job.pids.some((pid) => isAlive(shell, pid))) shell.jobs.remove(job);
  }
  return statuses.at(-1) ?? 0;
}

function isAlive(shell: Shell, pid: number): boolean {
  const process = shell.proc.processes.get(pid);
  return process !== undefined && !process.ended;
}
