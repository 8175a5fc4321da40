// ps(1) and pidof(8): the processes of the machine.

import type { Co } from '../../co.ts';
import type { Proc, ProcessView, Program } from '../../program.ts';
import { baseName } from '../../path.ts';
import { err, out } from '../../say.ts';

function onMachine(proc: Proc): ProcessView[] {
  return proc.processes.list().filter(({ machine }) => machine === proc.machine);
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
    if (letters.includes('u')) yield* userFormat(proc);
    else if (letters.includes('f')) yield* fullFormat(proc);
    else yield* plainFormat(proc);
    return 0;
  },
};

/** Nothing here takes processor time or memory worth a number. */
function* userFormat(proc: Proc): Co<void> {
  yield* out(proc, 'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n');
  for (const one of onMachine(proc)) {
    const pid = String(one.pid).padStart(7);
    const state = stateOf(proc, one).padEnd(4);
    yield* out(
      proc,
      `root     ${pid}  0.0  0.0   4000  2000 ?        ${state} 00:00   0:00 ${one.argv.join(' ')}\n`,
    );
  }
}

function* fullFormat(proc: Proc): Co<void> {
  yield* out(proc, 'UID          PID    PPID  C STIME TTY          TIME CMD\n');
  for (const { pid, ppid, argv } of onMachine(proc))
    yield* out(
      proc,
      `root     ${String(pid).padStart(7)} ${String(ppid).padStart(7)}  0 00:00 ?        00:00:00 ${argv.join(' ')}\n`,
    );
}

function* plainFormat(proc: Proc): Co<void> {
  yield* out(proc, '    PID TTY          TIME CMD\n');
  for (const one of onMachine(proc))
    yield* out(proc, `${String(one.pid).padStart(7)} ?        00:00:00 ${nameOf(one)}\n`);
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
