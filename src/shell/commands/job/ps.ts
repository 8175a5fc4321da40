// ps(1) and pidof(8): the processes of the machine.

import type { Co } from '../../co.ts';
import type { Proc, ProcessView, Program } from '../../program.ts';
import { baseName } from '../../path.ts';
import { err, out } from '../../say.ts';

function onMachine(proc: Proc): ProcessView[] {
  return proc.processes.list().filter(({ machine }) => machine === proc.machine);
}

/** Without -e, -A, a or x: those of the terminal. Without a terminal that is everybody without one. */
function selected(proc: Proc, letters: string): ProcessView[] {
  return onMachine(proc).filter((one) => /[aAex]/.test(letters) || one.terminal === proc.terminal);
}

/** `pts/0`, or `?`. */
function ttyOf({ terminal }: ProcessView): string {
  return (terminal?.name.replace('/dev/', '') ?? '?').padEnd(8);
}

function nameOf({ argv }: ProcessView): string {
  return baseName(argv[0] ?? '');
}

function stateOf(proc: Proc, view: ProcessView): string {
  if (view.ended) return 'Z';
  if (view.stopped) return 'T';
  return view.pid === proc.pid ? 'R' : 'S';
}

export const ps: Program = {
  name: 'ps',
  options: {
    about: 'ps - report a snapshot of the current processes',
    options: [
      { short: 'e', about: 'select all processes' },
      { short: 'A', about: 'select all processes' },
      { short: 'f', about: 'do full-format listing' },
    ],
  },
  *run(proc, args) {
    const letters = args.join('').replaceAll('-', '');
    if (/[^aAefuxw]/.test(letters)) {
      yield* err(
        proc,
        `error: unsupported option\n\nUsage:\n ps [options]\n\n Try 'man ps' for more details.\n`,
      );
      return 1;
    }
    const chosen = selected(proc, letters);
    if (letters.includes('u')) yield* userFormat(proc, chosen);
    else if (letters.includes('f')) yield* fullFormat(proc, chosen);
    else yield* plainFormat(proc, chosen);
    return 0;
  },
};

/** Nothing here takes processor time or memory worth a number. */
function* userFormat(proc: Proc, chosen: readonly ProcessView[]): Co<void> {
  yield* out(proc, 'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n');
  for (const one of chosen) {
    const pid = String(one.pid).padStart(7);
    const state = stateOf(proc, one).padEnd(4);
    yield* out(
      proc,
      `root     ${pid}  0.0  0.0   4000  2000 ${ttyOf(one)} ${state} 00:00   0:00 ${one.argv.join(' ')}\n`,
    );
  }
}

function* fullFormat(proc: Proc, chosen: readonly ProcessView[]): Co<void> {
  yield* out(proc, 'UID          PID    PPID  C STIME TTY          TIME CMD\n');
  for (const one of chosen) {
    const [pid, ppid] = [one.pid, one.ppid].map((id) => String(id).padStart(7));
    yield* out(proc, `root     ${pid} ${ppid}  0 00:00 ${ttyOf(one)} 00:00:00 ${one.argv.join(' ')}\n`);
  }
}

function* plainFormat(proc: Proc, chosen: readonly ProcessView[]): Co<void> {
  yield* out(proc, '    PID TTY          TIME CMD\n');
  for (const one of chosen)
    yield* out(proc, `${String(one.pid).padStart(7)} ${ttyOf(one)} 00:00:00 ${nameOf(one)}\n`);
}

export const pidof: Program = {
  name: 'pidof',
  options: { about: 'pidof - find the process ID of a running program', operands: 'program...', options: [] },
  *run(proc, args) {
    const pids = onMachine(proc)
      .filter((one) => !one.ended && args.includes(nameOf(one)))
      .map(({ pid }) => pid)
      .reverse();
    if (pids.length === 0) return 1;
    yield* out(proc, `${pids.join(' ')}\n`);
    return 0;
  },
};
