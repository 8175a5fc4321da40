import type { Nanos } from '../../../engine/ids.ts';
import type { Co, Signal } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { signalNumber, SIGNALS } from '../../signals.ts';
import { err } from '../../say.ts';
import { parseDuration } from './duration.ts';
import { quote } from './quote.ts';
import { statusOfFailure } from './run-command.ts';
import { type Call, complain, misuse, opt, tool } from './tool.ts';

const FAILED = 125;
const TIMED_OUT = 124;
const CAUGHT: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

export const timeout = tool({
  name: 'timeout',
  about: 'run a command with a time limit',
  operands: 'DURATION COMMAND [ARG]...',
  usageStatus: FAILED,
  stopAtOperand: true,
  options: [
    opt('', 'preserve-status', 'exit with the same status as COMMAND, even when it times out'),
    opt('', 'foreground', 'allow COMMAND to read from the TTY and get TTY signals'),
    opt(
      'k',
      'kill-after=DURATION',
      'also send a KILL signal if COMMAND is still running this long after the initial signal',
    ),
    opt('s', 'signal=SIGNAL', 'specify the signal to be sent on timeout'),
    opt('v', 'verbose', 'diagnose to stderr any signal sent upon timeout'),
  ],
  *run(call) {
    const { args, operands, proc } = call;
    const hint = `Try '${call.name} --help' for more information.\n`;
    if (operands.length < 2) {
      yield* err(
        proc,
        operands.length === 0
          ? hint
          : `${call.name}: missing operand after ${quote(operands[0] ?? '')}\n${hint}`,
      );
      return FAILED;
    }
    for (const text of [operands[0] ?? '', args.value('k') ?? '0']) {
      if (parseDuration(text) === undefined)
        return yield* misuse(call, `invalid time interval ${quote(text)}`, FAILED);
    }
    const signal = signalOf(args.value('s') ?? 'TERM');
    if (signal === undefined)
      return yield* misuse(call, `${quote(args.value('s') ?? '')}: invalid signal`, FAILED);
    const command = operands.slice(1);
    const started = proc.spawn(command);
    if (!started.ok) {
      yield* complain(
        call,
        `failed to run command ${quote(command[0] ?? '')}: ${describeErrno(started.error)}`,
      );
      return statusOfFailure(started.error);
    }
    for (const caught of CAUGHT) proc.caught.add(caught);
    return yield* watch(call, started.value, signal);
  },
});

function* watch(call: Call, pid: number, signal: Signal): Co<number> {
  const { args, operands, proc } = call;
  const limit = parseDuration(operands[0] ?? '0') ?? 0;
  const until = limit === 0 ? undefined : after(call, limit);
  if (yield* endsBefore(call, pid, until)) return yield* proc.wait(pid);
  yield* send(call, pid, signal);
  const grace = parseDuration(args.value('k') ?? '0') ?? 0;
  if (grace > 0 && !(yield* endsBefore(call, pid, after(call, grace)))) {
    yield* send(call, pid, 'SIGKILL');
    yield* proc.wait(pid);
    return 128 + signalNumber('SIGKILL');
  }
  const status = yield* proc.wait(pid);
  // It signals its own group, and so itself: KILL it can't survive.
  if (signal === 'SIGKILL') proc.kill(proc.pid, signal);
  if (args.has('preserve-status')) return status;
  return signal === 'SIGKILL' ? 128 + signalNumber(signal) : TIMED_OUT;
}

function after({ proc }: Call, delay: number): Nanos {
  return Math.min(Number.MAX_SAFE_INTEGER, proc.world.now + delay) as Nanos;
}

/** Does the command end by itself? A signal for us is one for it. */
function* endsBefore({ proc }: Call, pid: number, until: Nanos | undefined): Co<boolean> {
  for (;;) {
    if (proc.processes.get(pid)?.ended !== undefined || !proc.processes.get(pid)) return true;
    if (until !== undefined && proc.world.now >= until) return false;
    yield until === undefined ? { for: 'exit', pids: [pid] } : { for: 'exit', pids: [pid], until };
    const signal = proc.takeSignal();
    if (signal !== undefined) proc.kill(pid, signal);
  }
}

function* send(call: Call, pid: number, signal: Signal): Co<void> {
  if (call.args.has('v')) {
    yield* complain(call, `sending signal ${signal.slice(3)} to command ${quote(call.operands[1] ?? '')}`);
  }
  call.proc.kill(pid, signal);
  call.proc.kill(pid, 'SIGCONT');
}

function signalOf(text: string): Signal | undefined {
  const name = text.toUpperCase().replace(/^SIG/, '');
  return /^\d+$/.test(text) ? SIGNALS[Number(text) - 1] : SIGNALS.find((signal) => signal === `SIG${name}`);
}
