// What has become of the jobs, and how `jobs` and the prompt tell it.

import type { Ended } from '../program.ts';
import { describeSignal } from '../signals.ts';
import type { Job } from './jobs.ts';
import type { Shell } from './shell.ts';

/** Looks at the processes of all jobs. */
export function refreshJobs(shell: Shell): void {
  for (const job of shell.jobs.list) refreshJob(shell, job);
}

export function refreshJob(shell: Shell, job: Job): void {
  if (job.state === 'Done') return;
  const processes = job.pids.map((pid) => shell.proc.processes.get(pid));
  if (processes.some((process) => process && !process.ended)) {
    job.state = processes.some((process) => process?.stopped) ? 'Stopped' : 'Running';
    return;
  }
  const last = processes.at(-1)?.ended;
  if (last) noteEnd(shell, job, last);
}

/** Its last process has ended: remembers how. */
export function noteEnd(shell: Shell, job: Job, ended: Ended): void {
  job.state = 'Done';
  job.status = ended.status;
  job.signalText = ended.signal && describeSignal(ended.signal);
  shell.jobs.statuses.set(job.pids.at(-1) ?? 0, ended.status);
}

/** `[1]+  Running                 sleep 10 &`. */
export function describeJob(shell: Shell, job: Job, withPid = false): string {
  const state =
    job.state !== 'Done' ? job.state : (job.signalText ?? (job.status === 0 ? 'Done' : `Exit ${job.status}`));
  const pid = withPid ? `${String(job.pids[0]).padStart(5)} ` : ' ';
  const tail = job.state === 'Running' ? ' &' : '';
  return `[${job.number}]${shell.jobs.mark(job)} ${pid}${state.padEnd(23)} ${job.text}${tail}\n`;
}
