// umask, ulimit, help and suspend.

import type { Co } from '../../co.ts';
import { out } from '../../say.ts';
import type { Shell } from '../shell.ts';
import { readOptions } from './getopt.ts';
import { type Builtins, builtinNames } from './table.ts';

function* umask(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'umask', args, 'pS', 'umask [-p] [-S] [mode]');
  if (!options) return 2;
  const { proc } = shell;
  const [mode] = options.operands;
  if (mode === undefined) {
    const text = options.letters.has('S') ? symbolic(proc.umask) : proc.umask.toString(8).padStart(4, '0');
    const prefix = options.letters.has('p') ? `umask ${options.letters.has('S') ? '-S ' : ''}` : '';
    yield* out(proc, `${prefix}${text}\n`);
    return 0;
  }
  if (/^[0-7]{1,4}$/.test(mode)) {
    proc.umask = Number.parseInt(mode, 8) & 0o777;
    return 0;
  }
  if (/^\d/.test(mode)) return yield* shell.fail('umask', `${mode}: octal number out of range`);
  const changed = changeSymbolic(proc.umask, mode);
  if (changed === undefined)
    return yield* shell.fail('umask', `\`${mode[0]}': invalid symbolic mode operator`);
  proc.umask = changed;
  if (options.letters.has('S')) yield* out(proc, `${symbolic(changed)}\n`);
  return 0;
}

/** `u=rwx,g=rx,o=rx`: what is allowed, the mask's complement. */
function symbolic(mask: number): string {
  const allowed = ~mask & 0o777;
  const letters = (bits: number) => `${bits & 4 ? 'r' : ''}${bits & 2 ? 'w' : ''}${bits & 1 ? 'x' : ''}`;
  return `u=${letters(allowed >> 6)},g=${letters((allowed >> 3) & 7)},o=${letters(allowed & 7)}`;
}

function changeSymbolic(mask: number, mode: string): number | undefined {
  let allowed = ~mask & 0o777;
  for (const clause of mode.split(',')) {
    const match = /^([ugoa]*)([-+=])([rwx]*)$/.exec(clause);
    if (!match) return undefined;
    const [, who, operator, letters] = match as unknown as [string, string, string, string];
    const bits =
      (letters.includes('r') ? 4 : 0) | (letters.includes('w') ? 2 : 0) | (letters.includes('x') ? 1 : 0);
    for (const [letter, shift] of [
      ['u', 6],
      ['g', 3],
      ['o', 0],
    ] as const) {
      if (who !== '' && !who.includes('a') && !who.includes(letter)) continue;
      if (operator === '+') allowed |= bits << shift;
      else
        allowed =
          (allowed & ~((operator === '=' ? 7 : bits) << shift)) | (operator === '=' ? bits << shift : 0);
    }
  }
  return ~allowed & 0o777;
}

interface Limit {
  readonly letter: string;
  readonly name: string;
  readonly unit: string;
  readonly value: string;
}

/** What `ulimit -a` lists, with the usual values of a root shell. */
const LIMITS: readonly Limit[] = [
  { letter: 'R', name: 'real-time non-blocking time', unit: '(microseconds, -R) ', value: 'unlimited' },
  { letter: 'c', name: 'core file size', unit: '(blocks, -c) ', value: '0' },
  { letter: 'd', name: 'data seg size', unit: '(kbytes, -d) ', value: 'unlimited' },
  { letter: 'e', name: 'scheduling priority', unit: '(-e) ', value: '0' },
  { letter: 'f', name: 'file size', unit: '(blocks, -f) ', value: 'unlimited' },
  { letter: 'i', name: 'pending signals', unit: '(-i) ', value: '15000' },
  { letter: 'l', name: 'max locked memory', unit: '(kbytes, -l) ', value: '8192' },
  { letter: 'm', name: 'max memory size', unit: '(kbytes, -m) ', value: 'unlimited' },
  { letter: 'n', name: 'open files', unit: '(-n) ', value: '1024' },
  { letter: 'p', name: 'pipe size', unit: '(512 bytes, -p) ', value: '8' },
  { letter: 'q', name: 'POSIX message queues', unit: '(bytes, -q) ', value: '819200' },
  { letter: 'r', name: 'real-time priority', unit: '(-r) ', value: '0' },
  { letter: 's', name: 'stack size', unit: '(kbytes, -s) ', value: '8192' },
  { letter: 't', name: 'cpu time', unit: '(seconds, -t) ', value: 'unlimited' },
  { letter: 'u', name: 'max user processes', unit: '(-u) ', value: '15000' },
  { letter: 'v', name: 'virtual memory', unit: '(kbytes, -v) ', value: 'unlimited' },
  { letter: 'x', name: 'file locks', unit: '(-x) ', value: 'unlimited' },
];

function* ulimit(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(
    shell,
    'ulimit',
    args,
    'SHabcdefiklmnpqrstuvxPRT',
    'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]',
  );
  if (!options) return 2;
  const { letters, operands } = options;
  if (letters.has('a')) {
    for (const { name, unit, value } of LIMITS)
      yield* out(shell.proc, `${name.padEnd(27)}${unit.padStart(21)}${value}\n`);
    return 0;
  }
  // A new limit is taken and nothing comes of it: nothing here is limited by it.
  if (operands.length > 0) return 0;
  const chosen = LIMITS.filter(({ letter }) => letters.has(letter));
  for (const { value } of chosen.length > 0 ? chosen : LIMITS.filter(({ letter }) => letter === 'f'))
    yield* out(shell.proc, `${value}\n`);
  return 0;
}

function* help(shell: Shell, args: readonly string[]): Co<number> {
  const topic = args.find((arg) => !arg.startsWith('-'));
  if (topic !== undefined && !builtinNames().includes(topic))
    return yield* shell.fail(
      'help',
      `no help topics match \`${topic}'.  Try \`help help' or \`man -k ${topic}' or \`info ${topic}'.`,
    );
  yield* out(
    shell.proc,
    `GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\nThese shell commands are defined internally:\n\n${builtinNames().join(' ')}\n`,
  );
  return 0;
}

function* suspend(shell: Shell): Co<number> {
  return yield* shell.fail('suspend', 'cannot suspend: no job control');
}

export const PROCESS_BUILTINS: Builtins = { umask, ulimit, help, suspend };
