// jobs, wait, kill, fg, bg, disown.

import type { Co, Signal } from '../../co.ts';
import { err, out } from '../../say.ts';
import { parseSignal, signalNumber } from '../../signals.ts';
import { continueInForeground } from '../foreground.ts';
import type { Job } from '../jobs.ts';
import { describeJob, refreshJobs } from '../job-states.ts';
import type { Shell } from '../shell.ts';
import { waitForJobs, waitForPid } from '../wait.ts';
import { assign } from '../assign.ts';
import { readOptions } from './getopt.ts';
import { signalTable } from './trap.ts';
import type { Builtins } from './table.ts';

/** The job that `spec` names; says so if there is none. */
function* jobNamed(shell: Shell, builtin: string, spec: string): Co<Job | undefined> {
  const found = (builtin === 'jobs' ? shell.jobs.listed : shell.jobs).find(spec);
  if (found === 'ambiguous')
    yield* shell.complain(`${builtin}: ${spec.replace(/^%/, '')}: ambiguous job spec`);
  else if (found) return found;
  yield* shell.complain(`${builtin}: ${spec}: no such job`);
  return undefined;
}

function* jobs(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(
    shell,
    'jobs',
    args,
    'lnprsx',
    'jobs [-lnprs] [jobspec ...] or jobs -x command [args]',
  );
  if (!options) return 2;
  refreshJobs(shell);
  const { letters, operands } = options;
  const chosen: Job[] = [];
  for (const spec of operands) {
    const job = yield* jobNamed(shell, 'jobs', spec);
    if (job) chosen.push(job);
  }
  for (const job of operands.length > 0 ? chosen : [...shell.jobs.listed.list]) {
    if (letters.has('r') && job.state !== 'Running') continue;
    if (letters.has('s') && job.state !== 'Stopped') continue;
    yield* out(shell.proc, letters.has('p') ? `${job.pids[0]}\n` : describeJob(shell, job, letters.has('l')));
    if (job.state === 'Done') shell.jobs.remove(job);
  }
  return operands.length > chosen.length ? 1 : 0;
}

function* wait(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'wait', args, 'fnp:', 'wait [-fn] [-p var] [id ...]');
  if (!options) return 2;
  const { letters, values, operands } = options;
  const name = values.get('p');
  if (letters.has('n')) {
    const { status, pid } = yield* waitForJobs(shell, operands, 'any');
    if (name !== undefined && pid !== undefined) assign(shell, name, String(pid));
    return status;
  }
  if (operands.length === 0) return (yield* waitForJobs(shell, [], 'all')).status;
  let status = 0;
  for (const spec of operands) {
    status = yield* waitForSpec(shell, spec);
    if (name !== undefined) assign(shell, name, spec);
  }
  return status;
}

function* waitForSpec(shell: Shell, spec: string): Co<number> {
  if (spec.startsWith('%')) {
    const job = yield* jobNamed(shell, 'wait', spec);
    return job ? yield* waitForPid(shell, job.pids.at(-1) ?? 0) : 127;
  }
  if (!/^\d+$/.test(spec)) return yield* shell.fail('wait', `\`${spec}': not a pid or valid job spec`);
  return yield* waitForPid(shell, Number(spec));
}

function* kill(shell: Shell, args: readonly string[]): Co<number> {
  const [first = '', ...others] = args;
  if (first === '-l' || first === '-L') return yield* listSignals(shell, others);
  const usage =
    'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n';
  let name = 'TERM';
  let targets = args;
  if (first === '-s' || first === '-n') {
    name = others[0] ?? '';
    targets = others.slice(1);
  } else if (first === '--') targets = others;
  else if (/^-./.test(first)) {
    name = first.slice(1);
    targets = others;
  }
  if (targets[0] === '--') targets = targets.slice(1);
  const signal = name === '0' ? '0' : parseSignal(name);
  if (signal === undefined) return yield* shell.fail('kill', `${name}: invalid signal specification`);
  if (targets.length === 0) {
    yield* err(shell.proc, usage);
    return 2;
  }
  let sent = 0;
  for (const target of targets) if (yield* killOne(shell, target, signal)) sent++;
  // A signal to itself is dealt with before the next command.
  yield { for: 'turn' };
  return sent > 0 ? 0 : 1;
}

function* killOne(shell: Shell, target: string, signal: Signal | '0'): Co<boolean> {
  const { proc } = shell;
  if (target.startsWith('%')) {
    const job = yield* jobNamed(shell, 'kill', target);
    if (!job || signal === '0') return job !== undefined;
    const isGroup = shell.interactive && proc.processes.killGroup(job.pgid, signal);
    return isGroup || job.pids.map((pid) => proc.kill(pid, signal)).includes(true);
  }
  if (!/^-?\d+$/.test(target)) {
    yield* shell.complain(`kill: ${target}: arguments must be process or job IDs`);
    return false;
  }
  const pid = Number(target);
  const isThere =
    signal === '0'
      ? proc.processes.get(Math.abs(pid)) !== undefined
      : pid < 0
        ? proc.processes.killGroup(-pid, signal)
        : pid === 0
          ? proc.processes.killGroup(proc.pgid, signal)
          : proc.kill(pid, signal) || proc.processes.get(pid)?.ended !== undefined;
  if (!isThere) yield* shell.complain(`kill: (${target}) - No such process`);
  return isThere;
}

function* listSignals(shell: Shell, names: readonly string[]): Co<number> {
  if (names.length === 0) {
    yield* out(shell.proc, signalTable());
    return 0;
  }
  let status = 0;
  for (const text of names) {
    const isNumber = /^\d+$/.test(text);
    const signal = parseSignal(isNumber && Number(text) > 128 ? String(Number(text) - 128) : text);
    if (signal === undefined) status = yield* shell.fail('kill', `${text}: invalid signal specification`);
    else yield* out(shell.proc, `${isNumber ? signal.slice(3) : signalNumber(signal)}\n`);
  }
  return status;
}

function* foreground(shell: Shell, args: readonly string[]): Co<number> {
  if (!shell.interactive) return yield* shell.fail('fg', 'no job control');
  const job = args[0] === undefined ? shell.jobs.current : yield* jobNamed(shell, 'fg', args[0]);
  if (!job) return args[0] === undefined ? yield* shell.fail('fg', 'current: no such job') : 1;
  yield* out(shell.proc, `${job.text}\n`);
  return yield* continueInForeground(shell, job);
}

function* background(shell: Shell, args: readonly string[]): Co<number> {
  if (!shell.interactive) return yield* shell.fail('bg', 'no job control');
  const job = args[0] === undefined ? shell.jobs.current : yield* jobNamed(shell, 'bg', args[0]);
  if (!job) return args[0] === undefined ? yield* shell.fail('bg', 'current: no such job') : 1;
  job.state = 'Running';
  shell.proc.processes.killGroup(job.pgid, 'SIGCONT');
  yield* out(shell.proc, `[${job.number}]${shell.jobs.mark(job)} ${job.text} &\n`);
  return 0;
}

function* disown(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(
    shell,
    'disown',
    args,
    'ahr',
    'disown [-h] [-ar] [jobspec ... | pid ...]',
  );
  if (!options) return 2;
  const { letters, operands } = options;
  const chosen: Job[] = letters.has('a') ? [...shell.jobs.list] : [];
  for (const spec of operands) {
    const job = yield* jobNamed(shell, 'disown', spec);
    if (!job) return 1;
    chosen.push(job);
  }
  if (operands.length === 0 && !letters.has('a')) {
    if (!shell.jobs.current) return yield* shell.fail('disown', 'current: no such job');
    chosen.push(shell.jobs.current);
  }
  for (const job of chosen) {
    if (letters.has('h')) job.keptOnHangup = true;
    else shell.jobs.remove(job);
  }
  return 0;
}

export const JOB_BUILTINS: Builtins = { jobs, wait, kill, fg: foreground, bg: background, disown };
