// The wait builtin: for a process, for all jobs, or for whichever ends first. A trapped signal ends the waiting.

import type { Co, Signal } from '../co.ts';
import { signalNumber } from '../signals.ts';
import type { Job } from './jobs.ts';
import { noteEnd, refreshJob } from './job-states.ts';
import type { Shell } from './shell.ts';
import { deathText } from './foreground.ts';
import { onSignal } from './signals.ts';
import { Interrupted } from './unwind.ts';

/** Yields until `ready`; the signal that cut it short, once its trap has run. */
function* untilReady(shell: Shell, ready: () => boolean): Co<Signal | undefined> {
  while (!ready()) {
    yield { for: 'event', ready };
    for (let signal = shell.proc.takeSignal(); signal; signal = shell.proc.takeSignal()) {
      if (signal === 'SIGCHLD' && shell.traps.get(signal) === undefined) continue;
      if (signal === 'SIGINT' && shell.interactive) throw new Interrupted();
      yield* onSignal(shell, signal);
      if (shell.traps.get(signal) !== undefined && signal !== 'SIGCHLD') return signal;
    }
  }
  return undefined;
}

export function* waitForPid(shell: Shell, pid: number): Co<number> {
  const process = shell.proc.processes.get(pid);
  if (!process || process.ppid !== shell.proc.pid) {
    const known = shell.jobs.statuses.get(pid);
    if (known !== undefined) return known;
    yield* shell.complain(`wait: pid ${pid} is not a child of this shell`);
    return 127;
  }
  const signal = yield* untilReady(shell, () => hasEnded(shell, pid));
  if (signal) return 128 + signalNumber(signal);
  return yield* collect(shell, pid);
}

function hasEnded(shell: Shell, pid: number): boolean {
  const process = shell.proc.processes.get(pid);
  return !process || process.ended !== undefined;
}

/** Takes the status of a child that has ended, with its job. */
function* collect(shell: Shell, pid: number): Co<number> {
  const ended = shell.proc.processes.get(pid)?.ended;
  const status = yield* shell.proc.wait(pid);
  const job = shell.jobs.list.find((known) => known.pids.includes(pid));
  if (job && job.pids.at(-1) === pid) {
    if (ended) noteEnd(shell, job, ended);
    shell.jobs.remove(job);
    const tells =
      ended?.signal !== undefined &&
      ended.signal !== 'SIGINT' &&
      ended.signal !== 'SIGTERM' &&
      ended.signal !== 'SIGPIPE' &&
      !shell.interactive;
    if (tells && ended.signal) yield* shell.complain(deathText(pid, ended.signal, job.text));
  }
  shell.jobs.statuses.set(pid, status);
  return status;
}

export interface Waited {
  readonly status: number;
  readonly pid: number | undefined;
}

export function* waitForJobs(shell: Shell, specs: readonly string[], how: 'all' | 'any'): Co<Waited> {
  const wanted = specs.length === 0 ? [...shell.jobs.list] : specs.flatMap((spec) => jobOf(shell, spec));
  if (how === 'any') return yield* waitForAny(shell, wanted);
  for (const job of wanted) {
    for (const pid of job.pids) {
      const signal = yield* untilReady(shell, () => hasEnded(shell, pid));
      if (signal) return { status: 128 + signalNumber(signal), pid: undefined };
      yield* collect(shell, pid);
    }
    shell.jobs.remove(job);
  }
  return { status: 0, pid: undefined };
}

function jobOf(shell: Shell, spec: string): Job[] {
  const found = shell.jobs.find(spec);
  return found && found !== 'ambiguous' ? [found] : [];
}

function* waitForAny(shell: Shell, wanted: readonly Job[]): Co<Waited> {
  if (wanted.length === 0) return { status: 127, pid: undefined };
  const lastOf = (job: Job) => job.pids.at(-1) ?? 0;
  const signal = yield* untilReady(shell, () => wanted.some((job) => hasEnded(shell, lastOf(job))));
  if (signal) return { status: 128 + signalNumber(signal), pid: undefined };
  const job = wanted.find((one) => hasEnded(shell, lastOf(one))) as Job;
  refreshJob(shell, job);
  return { status: yield* collect(shell, lastOf(job)), pid: lastOf(job) };
}
