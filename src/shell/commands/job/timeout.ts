// timeout(1) of coreutils.

import type { Nanos } from '../../../engine/ids.ts';
import { parseArgs } from '../../args.ts';
import type { Co, Signal } from '../../co.ts';
import type { Proc, Program } from '../../program.ts';
import { err } from '../../say.ts';
import { parseSignal } from '../../signals.ts';
import { parseDuration } from '../text/duration.ts';

const HINT = "Try 'timeout --help' for more information.\n";

export const timeout: Program = {
  name: 'timeout',
  options: {
    about: 'timeout - run a command with a time limit',
    operands: 'DURATION COMMAND [ARG]...',
    options: [
      {
        long: 'preserve-status',
        about: 'exit with the same status as COMMAND, even when the command times out',
      },
      { long: 'foreground', about: "don't run COMMAND in a process group of its own" },
      {
        short: 'k',
        long: 'kill-after',
        argument: 'DURATION',
        about: 'also send a KILL signal this long after',
      },
      { short: 's', long: 'signal', argument: 'SIGNAL', about: 'the signal to be sent on timeout' },
      { short: 'v', long: 'verbose', about: 'diagnose to stderr any signal sent upon timeout' },
    ],
  },
  *run(proc, args) {
    const parsed = parseArgs('timeout', timeout.options, args, { stopAtOperand: true });
    if (!parsed.ok) return yield* refuse(proc, parsed.error);
    const { operands } = parsed.value;
    const [limit, ...command] = operands;
    if (limit === undefined || command.length === 0)
      return yield* refuse(proc, `timeout: missing operand\n${HINT}`);
    const duration = parseDuration(limit);
    if (duration === undefined)
      return yield* refuse(proc, `timeout: invalid time interval ‘${limit}’\n${HINT}`);
    const signal = parseSignal(parsed.value.value('signal') ?? 'TERM');
    if (!signal)
      return yield* refuse(proc, `timeout: ‘${parsed.value.value('signal')}’: invalid signal\n${HINT}`);
    const killAfter = parseDuration(parsed.value.value('kill-after') ?? '0') ?? 0;
    const started = proc.spawn(command);
    if (!started.ok) {
      const isMissing = started.error === 'ENOENT';
      const why = isMissing ? 'No such file or directory' : 'Permission denied';
      yield* err(proc, `timeout: failed to run command ‘${command[0]}’: ${why}\n`);
      return isMissing ? 127 : 126;
    }
    return yield* supervise(proc, started.value, {
      duration,
      signal,
      killAfter,
      keepsStatus: parsed.value.has('preserve-status'),
      says: parsed.value.has('verbose') ? (command[0] ?? '') : undefined,
    });
  },
};

function* refuse(proc: Proc, text: string): Co<number> {
  yield* err(proc, text);
  return 125;
}

interface Limit {
  readonly duration: number;
  readonly signal: Signal;
  readonly killAfter: number;
  readonly keepsStatus: boolean;
  readonly says: string | undefined;
}

/** 0 means no limit. Signals to timeout itself go to the command. */
function* supervise(proc: Proc, pid: number, limit: Limit): Co<number> {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const) proc.caught.add(signal);
  const hasEnded = () => proc.processes.get(pid)?.ended !== undefined;
  if (yield* endsWithin(proc, pid, limit.duration)) return yield* proc.wait(pid);
  if (limit.says !== undefined)
    yield* err(proc, `timeout: sending signal ${limit.signal.slice(3)} to command ‘${limit.says}’\n`);
  proc.kill(pid, limit.signal);
  proc.kill(pid, 'SIGCONT');
  if (!hasEnded() && limit.killAfter > 0 && !(yield* endsWithin(proc, pid, limit.killAfter))) {
    if (limit.says !== undefined)
      yield* err(proc, `timeout: sending signal KILL to command ‘${limit.says}’\n`);
    proc.kill(pid, 'SIGKILL');
  }
  const status = yield* proc.wait(pid);
  // It sends the signal to its own group, and so to itself: KILL it can't survive.
  if (limit.signal === 'SIGKILL') proc.kill(proc.pid, 'SIGKILL');
  return limit.keepsStatus || limit.signal === 'SIGKILL' || status === 137 ? status : 124;
}

function* endsWithin(proc: Proc, pid: number, duration: number): Co<boolean> {
  const until = (proc.world.now + duration) as Nanos;
  const isLimited = duration > 0 && Number.isFinite(duration);
  while (proc.processes.get(pid)?.ended === undefined) {
    if (isLimited && proc.world.now >= until) return false;
    const signal = yield isLimited ? { for: 'exit', pids: [pid], until } : { for: 'exit', pids: [pid] };
    if (signal) proc.kill(pid, signal);
  }
  return true;
}
