// `exit` at a prompt: stopped jobs are told of once, the next exit ends them.

import type { Co } from '../co.ts';
import { err } from '../say.ts';
import { refreshJobs } from './job-states.ts';
import type { Shell } from './shell.ts';

const warned = new WeakSet<Shell>();

/** May an interactive shell end now? */
export function* mayLeave(shell: Shell): Co<boolean> {
  refreshJobs(shell);
  const isFree = warned.has(shell) || !shell.jobs.list.some(({ state }) => state === 'Stopped');
  if (isFree) return true;
  warned.add(shell);
  yield* err(shell.proc, 'There are stopped jobs.\n');
  return false;
}

/** Another command came in between. */
export function stay(shell: Shell, command: string): void {
  if (!/^\s*(exit|logout)\b/.test(command)) warned.delete(shell);
}
