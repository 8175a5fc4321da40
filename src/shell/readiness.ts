// What a process waits for, and whether it is there (the run queue's question, and the alarm clock's).

import { assertNever } from '../base/assert.ts';
import type { Nanos } from '../engine/ids.ts';
import type { Process } from './process.ts';

/** `sleep infinity`: not a moment that the world runs to. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** What there is to look at: all processes by pid, the time, and how far time may go in this step. */
export interface Moment {
  readonly processes: ReadonlyMap<number, Process>;
  readonly now: Nanos;
  readonly limit: Nanos | undefined;
}

/** Whether `process` can go on now. */
export function isReady(process: Process, moment: Moment): boolean {
  if (process.ended || process.stopped || process.body === undefined) return false;
  return process.pending.length > 0 || hasCome(process, moment);
}

function hasCome(process: Process, { processes, now, limit }: Moment): boolean {
  const wait = process.waitsFor;
  const isPast = (until: Nanos | undefined) => until !== undefined && until <= now;
  switch (wait.for) {
    case 'turn':
    case 'call':
      return true;
    case 'time':
      return isPast(wait.until);
    case 'start':
      return isPast(wait.until) || isPast(limit);
    case 'readable':
      return wait.stream.readable || isPast(wait.until);
    case 'writable':
      return wait.stream.writable;
    case 'exit':
      return hasEnded(process, wait.pids, processes) || isPast(wait.until);
    case 'event':
      return wait.ready() || isPast(wait.until);
    default:
      return assertNever(wait);
  }
}

/** wait4(2): one of `pids`, or any child where there are none. */
function hasEnded(parent: Process, pids: readonly number[], processes: Moment['processes']): boolean {
  if (pids.length > 0)
    return pids.some((pid) => processes.get(pid)?.ended !== undefined || !processes.has(pid));
  for (const process of processes.values()) if (process.ppid === parent.pid && process.ended) return true;
  return false;
}

/** The first moment that somebody waits for. */
export function nextAlarm(processes: Iterable<Process>): Nanos | undefined {
  let alarm: Nanos | undefined;
  for (const { waitsFor: wait, ended, stopped, body } of processes)
    if (!ended && !stopped && body && 'until' in wait && (wait.until ?? 0) < NEVER)
      alarm = earliest(alarm, wait.until);
  return alarm;
}

export function earliest(a: Nanos | undefined, b: Nanos | undefined): Nanos | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
