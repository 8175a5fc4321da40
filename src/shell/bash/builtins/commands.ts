// What a name means, and running it on purpose: command, builtin, type, hash, enable, exec, eval, source.

import { resolvePath } from '../../path.ts';
import { readToEnd } from '../../open.ts';
import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import { DEFAULT_PATH } from '../../find-program.ts';
import { out } from '../../say.ts';
import { becomeProgram, environment, findProgram, runProgram, searchPath } from '../external.ts';
import { runText } from '../run-script.ts';
import type { Shell } from '../shell.ts';
import { runBuiltin } from '../simple.ts';
import { Exit, Return } from '../unwind.ts';
import { declare, DECLARATIONS, declaredOf } from './declare.ts';
import { readOptions } from './getopt.ts';
import { describe, executableFile, executableFiles, kindOf, terse } from './meaning.ts';
import { type Builtins, builtinNamed, builtinNames } from './table.ts';

function* runNamed(shell: Shell, args: readonly string[], path?: string): Co<number> {
  const [name = '', ...rest] = args;
  const found = builtinNamed(shell, name);
  if (found && DECLARATIONS.includes(name)) return yield* declare(shell, name, declaredOf(rest));
  if (found) return yield* runBuiltin(shell, found, name, rest);
  return yield* runProgram(shell, args, { text: args.join(' '), ...(path === undefined ? {} : { path }) });
}

function* command(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'command', args, 'pVv', 'command [-pVv] command [arg ...]');
  if (!options) return 2;
  const { letters, operands } = options;
  if (operands.length === 0) return 0;
  if (!letters.has('v') && !letters.has('V'))
    return yield* runNamed(shell, operands, letters.has('p') ? DEFAULT_PATH : undefined);
  let status = 1;
  for (const name of operands) {
    const text = letters.has('V') ? describe(shell, name) : terse(shell, name);
    if (text !== undefined) {
      yield* out(shell.proc, `${text}\n`);
      status = 0;
    } else if (letters.has('V')) yield* shell.complain(`command: ${name}: not found`);
  }
  return status;
}

function* type(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'type', args, 'afptP', 'type [-afptP] name [name ...]');
  if (!options) return 2;
  const { letters, operands } = options;
  let status = 0;
  for (const name of operands) {
    const kind = letters.has('P') ? (executableFile(shell, name) ? 'file' : undefined) : kindOf(shell, name);
    if (kind === undefined) {
      status = 1;
      if (!letters.has('t') && !letters.has('p') && !letters.has('P'))
        yield* shell.complain(`type: ${name}: not found`);
    } else if (letters.has('t')) yield* out(shell.proc, `${kind}\n`);
    else if (letters.has('p') || letters.has('P')) {
      const files = letters.has('a') ? executableFiles(shell, name) : [executableFile(shell, name)];
      if (kind === 'file') yield* out(shell.proc, files.map((file) => `${file}\n`).join(''));
    } else {
      if (kind !== 'file' || !letters.has('a')) yield* out(shell.proc, `${describe(shell, name)}\n`);
      const files = letters.has('a') ? executableFiles(shell, name) : [];
      yield* out(shell.proc, files.map((file) => `${name} is ${file}\n`).join(''));
    }
  }
  return status;
}

function* hash(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(
    shell,
    'hash',
    args,
    'rltd',
    'hash [-lr] [-p pathname] [-dt] [name ...]',
  );
  if (!options) return 2;
  if (options.letters.has('r')) shell.hashed.clear();
  let status = 0;
  for (const name of options.operands) {
    const path = findProgram(shell, name);
    if (options.letters.has('d')) shell.hashed.delete(name);
    else if (path === undefined) status = yield* shell.fail('hash', `${name}: not found`);
    else if (options.letters.has('t')) yield* out(shell.proc, `${path}\n`);
    else shell.hashed.set(name, { path, hits: 0 });
  }
  if (args.length > 0) return status;
  if (shell.hashed.size === 0) yield* out(shell.proc, 'hash: hash table empty\n');
  else {
    yield* out(shell.proc, 'hits\tcommand\n');
    for (const { path, hits } of shell.hashed.values())
      yield* out(shell.proc, `${String(hits).padStart(4)}\t${path}\n`);
  }
  return 0;
}

function* builtin(shell: Shell, args: readonly string[]): Co<number> {
  const [name] = args[0] === '--' ? args.slice(1) : args;
  if (name === undefined) return 0;
  if (!builtinNamed(shell, name)) return yield* shell.fail('builtin', `${name}: not a shell builtin`);
  return yield* runNamed(shell, args[0] === '--' ? args.slice(1) : args);
}

function* enable(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(
    shell,
    'enable',
    args,
    'anps',
    'enable [-a] [-dnps] [-f filename] [name ...]',
  );
  if (!options) return 2;
  const isOff = options.letters.has('n');
  if (options.operands.length === 0)
    for (const name of builtinNames())
      if (shell.disabledBuiltins.has(name) === isOff)
        yield* out(shell.proc, `enable ${isOff ? '-n ' : ''}${name}\n`);
  let status = 0;
  for (const name of options.operands) {
    if (!builtinNames().includes(name)) status = yield* shell.fail('enable', `${name}: not a shell builtin`);
    else if (isOff) shell.disabledBuiltins.add(name);
    else shell.disabledBuiltins.delete(name);
  }
  return status;
}

function* exec(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(
    shell,
    'exec',
    args,
    'cla:',
    'exec [-cl] [-a name] [command [argument ...]] [redirection ...]',
  );
  if (!options) return 2;
  const [name, ...rest] = options.operands;
  if (name === undefined) return 0;
  const path = findProgram(shell, name, searchPath(shell));
  const found = path === undefined ? undefined : shell.proc.files.stat(resolvePath(shell.proc.cwd, path));
  if (path === undefined || !found?.ok) {
    yield* shell.complain(
      `exec: ${name}: ${name.includes('/') ? 'cannot execute: No such file or directory' : 'not found'}`,
    );
    throw new Exit(127);
  }
  if (found.value.kind !== 'file' || (found.value.mode & 0o111) === 0) {
    yield* shell.complain(
      `${name}: cannot execute: ${found.value.kind === 'directory' ? 'Is a directory' : 'Permission denied'}`,
    );
    throw new Exit(126);
  }
  const env = options.letters.has('c') ? new Map<string, string>() : environment(shell);
  const status = yield* becomeProgram(shell, [options.values.get('a') ?? name, ...rest], path, env);
  // The program was the process: no EXIT trap is left.
  shell.traps.actions.delete('EXIT');
  throw new Exit(status);
}

function* evalWords(shell: Shell, args: readonly string[]): Co<number> {
  const text = (args[0] === '--' ? args.slice(1) : args).join(' ');
  shell.status = text.trim() === '' ? 0 : shell.status;
  return yield* runText(shell, text, { line: shell.line, label: 'eval' });
}

function* source(shell: Shell, args: readonly string[]): Co<number> {
  const [path, ...rest] = args[0] === '--' ? args.slice(1) : args;
  if (path === undefined) {
    yield* shell.complain('source: filename argument required');
    yield* out(shell.proc, '');
    return 2;
  }
  const found = path.includes('/') ? path : (sourceFile(shell, path) ?? path);
  const opened = shell.proc.open(found, 'read');
  if (!opened.ok) {
    yield* shell.complain(`${path}: ${describeErrno(opened.error)}`);
    return 1;
  }
  const text = yield* readToEnd(opened.value);
  const { positional, frames } = shell;
  shell.frames = [...frames, { name: 'source', callLine: shell.line, source: found, kind: 'source' }];
  if (rest.length > 0) shell.positional = rest;
  const { name, line } = shell;
  shell.name = shell.interactive ? name : found;
  try {
    shell.status = 0;
    return yield* runText(shell, text, { name: found });
  } catch (thrown) {
    if (thrown instanceof Return) return thrown.status;
    throw thrown;
  } finally {
    shell.name = name;
    shell.line = line;
    shell.frames = frames;
    if (rest.length > 0) shell.positional = positional;
  }
}

function sourceFile(shell: Shell, name: string): string | undefined {
  for (const folder of searchPath(shell).split(':')) {
    const path = `${folder}/${name}`;
    if (shell.proc.files.stat(resolvePath(shell.proc.cwd, path)).ok) return path;
  }
  return undefined;
}

export const COMMAND_BUILTINS: Builtins = {
  command,
  type,
  hash,
  builtin,
  enable,
  exec,
  eval: evalWords,
  source,
  '.': source,
};
