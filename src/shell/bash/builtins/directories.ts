// cd, pwd, pushd, popd, dirs.

import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { resolvePath } from '../../path.ts';
import { out } from '../../say.ts';
import { assign, readVariable } from '../assign.ts';
import type { Shell } from '../shell.ts';
import { readOptions } from './getopt.ts';
import type { Builtins } from './table.ts';

/** Goes there; undefined, or why not. */
function enter(shell: Shell, path: string, physical: boolean): string | undefined {
  const { proc } = shell;
  const target = resolvePath(proc.cwd, path);
  const found = proc.files.stat(target);
  if (!found.ok) return describeErrno(found.error);
  if (found.value.kind !== 'directory') return 'Not a directory';
  const real = physical ? proc.files.realpath(target) : undefined;
  const before = proc.cwd;
  proc.cwd = real?.ok ? real.value : target;
  assign(shell, 'OLDPWD', before);
  assign(shell, 'PWD', proc.cwd);
  return undefined;
}

function* cd(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'cd', args, 'LPe@', 'cd [-L|[-P [-e]] [-@]] [dir]');
  if (!options) return 2;
  if (options.operands.length > 1) return yield* shell.fail('cd', 'too many arguments');
  const [given] = options.operands;
  const home = given === undefined ? 'HOME' : given === '-' ? 'OLDPWD' : undefined;
  const path = home === undefined ? given : readVariable(shell, home);
  if (path === undefined) return yield* shell.fail('cd', `${home} not set`);
  const searched = given === undefined || given === '-' ? undefined : alongPath(shell, path);
  const physical = options.letters.has('P') || shell.options.has('physical');
  const problem = enter(shell, searched ?? path, physical);
  if (problem !== undefined) return yield* shell.fail('cd', `${path}: ${problem}`);
  if (given === '-' || searched !== undefined) yield* out(shell.proc, `${shell.proc.cwd}\n`);
  return 0;
}

/** CDPATH: where else a relative name may be. */
function alongPath(shell: Shell, path: string): string | undefined {
  const folders = readVariable(shell, 'CDPATH');
  if (!folders || /^\.{0,2}\//.test(path) || path === '.' || path === '..') return undefined;
  for (const folder of folders.split(':')) {
    const candidate = resolvePath(shell.proc.cwd, `${folder === '' ? '.' : folder}/${path}`);
    const found = shell.proc.files.stat(candidate);
    if (found.ok && found.value.kind === 'directory')
      return folder === '' || folder === '.' ? undefined : candidate;
  }
  return undefined;
}

function* pwd(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'pwd', args, 'LP', 'pwd [-LP]');
  if (!options) return 2;
  const real = options.letters.has('P') ? shell.proc.files.realpath(shell.proc.cwd) : undefined;
  yield* out(shell.proc, `${real?.ok ? real.value : shell.proc.cwd}\n`);
  return 0;
}

function shown(shell: Shell, path: string, long: boolean): string {
  const home = readVariable(shell, 'HOME');
  if (long || !home || home === '/' || (path !== home && !path.startsWith(`${home}/`))) return path;
  return `~${path.slice(home.length)}`;
}

function* showStack(shell: Shell, letters: ReadonlySet<string> = new Set()): Co<number> {
  const paths = [shell.proc.cwd, ...shell.dirStack].map((path) => shown(shell, path, letters.has('l')));
  if (letters.has('v'))
    yield* out(shell.proc, paths.map((path, i) => `${String(i).padStart(2)}  ${path}\n`).join(''));
  else yield* out(shell.proc, `${paths.join(letters.has('p') ? '\n' : ' ')}\n`);
  return 0;
}

/** +N from the left, -N from the right: an index into the whole stack. */
function indexIn(shell: Shell, text: string): number | undefined {
  const match = /^([+-])(\d+)$/.exec(text);
  if (!match) return undefined;
  const length = shell.dirStack.length + 1;
  const at = match[1] === '+' ? Number(match[2]) : length - 1 - Number(match[2]);
  return at >= 0 && at < length ? at : -1;
}

function* pushd(shell: Shell, args: readonly string[]): Co<number> {
  const quiet = args[0] === '-n';
  const [given] = quiet ? args.slice(1) : args;
  const stack = [shell.proc.cwd, ...shell.dirStack];
  if (given === undefined && stack.length < 2) return yield* shell.fail('pushd', 'no other directory');
  const index = given === undefined ? 1 : indexIn(shell, given);
  if (index === -1) return yield* shell.fail('pushd', `${given}: directory stack index out of range`);
  const next =
    index === undefined
      ? [given as string, ...stack]
      : given === undefined
        ? [stack[1] as string, stack[0] as string, ...stack.slice(2)]
        : [...stack.slice(index), ...stack.slice(0, index)];
  const problem = enter(shell, next[0] as string, false);
  if (problem !== undefined) return yield* shell.fail('pushd', `${given}: ${problem}`);
  shell.dirStack = next.slice(1);
  return yield* showStack(shell);
}

function* popd(shell: Shell, args: readonly string[]): Co<number> {
  const [given] = args;
  if (shell.dirStack.length === 0) return yield* shell.fail('popd', 'directory stack empty');
  const index = given === undefined ? 0 : indexIn(shell, given);
  if (index === undefined || index === -1)
    return yield* shell.fail('popd', `${given}: directory stack index out of range`);
  if (index > 0) shell.dirStack = shell.dirStack.filter((_, i) => i !== index - 1);
  else {
    const [next = '/', ...rest] = shell.dirStack;
    const problem = enter(shell, next, false);
    if (problem !== undefined) return yield* shell.fail('popd', `${next}: ${problem}`);
    shell.dirStack = rest;
  }
  return yield* showStack(shell);
}

function* dirs(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(
    shell,
    'dirs',
    args.filter((arg) => !/^[+-]\d+$/.test(arg)),
    'clpv',
    'dirs [-clpv] [+N] [-N]',
  );
  if (!options) return 2;
  if (options.letters.has('c')) {
    shell.dirStack = [];
    return 0;
  }
  const which = args.find((arg) => /^[+-]\d+$/.test(arg));
  if (which === undefined) return yield* showStack(shell, options.letters);
  const index = indexIn(shell, which) ?? -1;
  const path = [shell.proc.cwd, ...shell.dirStack][index];
  if (path === undefined) return yield* shell.fail('dirs', `${which}: directory stack index out of range`);
  yield* out(shell.proc, `${shown(shell, path, options.letters.has('l'))}\n`);
  return 0;
}

export const DIRECTORY_BUILTINS: Builtins = { cd, pwd, pushd, popd, dirs };
