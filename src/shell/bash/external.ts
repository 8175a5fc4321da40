// Programs: found in PATH, run in a child, or in place of a process that has nothing else to do.

import type { Co } from '../co.ts';
import { findInPath } from '../find-program.ts';
import { resolvePath } from '../path.ts';
import { readVariable } from './assign.ts';
import { builtinNamed } from './builtins/table.ts';
import { inForeground } from './foreground.ts';
import { callFunction } from './function.ts';
import type { Shell } from './shell.ts';

export interface ProgramOptions {
  /** Nothing follows: the program may take this process over. */
  readonly tail?: boolean;
  /** As messages show the command. */
  readonly text: string;
  /** Search here instead of PATH (`command -p`). */
  readonly path?: string;
}

export function searchPath(shell: Shell): string {
  return readVariable(shell, 'PATH') ?? '';
}

/** Where a command's name leads; undefined if nowhere. */
export function findProgram(shell: Shell, name: string, path = searchPath(shell)): string | undefined {
  const { files, cwd } = shell.proc;
  if (name === '') return undefined;
  if (name.includes('/')) return name;
  const hashed = shell.hashed.get(name);
  if (hashed) return hashed.path;
  const found = findInPath(files, cwd, path, name);
  if (found !== undefined && files.stat(resolvePath(cwd, found)).ok) return found;
  return undefined;
}

/** Why a file can't be run, and the status of that. */
function refusal(shell: Shell, path: string): { text: string; status: number } | undefined {
  const found = shell.proc.files.stat(resolvePath(shell.proc.cwd, path));
  if (!found.ok)
    return { text: found.error === 'ENOTDIR' ? 'Not a directory' : 'No such file or directory', status: 127 };
  if (found.value.kind === 'directory') return { text: 'Is a directory', status: 126 };
  return (found.value.mode & 0o111) === 0 ? { text: 'Permission denied', status: 126 } : undefined;
}

export function* runProgram(shell: Shell, argv: readonly string[], options: ProgramOptions): Co<number> {
  const [name = ''] = argv;
  const path = findProgram(shell, name, options.path);
  if (path === undefined) return yield* notFound(shell, argv);
  const refused = refusal(shell, path);
  if (refused) {
    yield* shell.complain(`${name}: ${refused.text}`);
    return refused.status;
  }
  remember(shell, name, path);
  const env = environment(shell);
  if (options.tail && !shell.traps.get('EXIT')) return yield* becomeProgram(shell, argv, path, env);
  const pgid = shell.interactive ? { pgid: 0 } : {};
  const started = shell.proc.spawn(argv, { env, path, ...pgid });
  if (!started.ok) return yield* badInterpreter(shell, name, path);
  return (yield* inForeground(shell, [started.value], options.text))[0] ?? 0;
}

/** exec: the process goes on as the program. */
export function* becomeProgram(
  shell: Shell,
  argv: readonly string[],
  path: string,
  env: ReadonlyMap<string, string>,
): Co<number> {
  const { proc } = shell;
  const before = new Map(proc.env);
  proc.env.clear();
  for (const [name, value] of env) proc.env.set(name, value);
  const started = proc.exec(argv, path);
  if (started.ok) return yield* started.value;
  proc.env.clear();
  for (const [name, value] of before) proc.env.set(name, value);
  return yield* badInterpreter(shell, argv[0] ?? '', path);
}

function* badInterpreter(shell: Shell, name: string, path: string): Co<number> {
  const text = shell.proc.files.read(resolvePath(shell.proc.cwd, path));
  const interpreter = text.ok ? /^#![ \t]*(\S+)/.exec(text.value)?.[1] : undefined;
  if (interpreter === undefined) return yield* notFound(shell, [name]);
  yield* shell.complain(`${name}: cannot execute: required file not found`);
  return 127;
}

function* notFound(shell: Shell, argv: readonly string[]): Co<number> {
  const handler = shell.functions.get('command_not_found_handle');
  if (handler) return yield* callFunction(shell, handler, argv);
  const [name = ''] = argv;
  const fg = shell.interactive && name.startsWith('%') ? builtinNamed(shell, 'fg') : undefined;
  if (fg) return yield* fg(shell, [name]);
  const isPath = name.includes('/');
  yield* shell.complain(`${name}: ${isPath ? 'No such file or directory' : 'command not found'}`);
  return 127;
}

function remember(shell: Shell, name: string, path: string): void {
  if (name.includes('/')) return;
  const known = shell.hashed.get(name);
  shell.hashed.set(name, { path, hits: (known?.hits ?? 0) + 1 });
}

/** What children inherit: exported variables and functions. */
export function environment(shell: Shell): Map<string, string> {
  const env = new Map<string, string>();
  for (const scope of shell.scopes.stack)
    for (const [name, variable] of scope) {
      const value = variable.isArray ? undefined : variable.value;
      if (variable.exported && value !== undefined) env.set(name, value);
      else env.delete(name);
    }
  for (const { name, exported, source, body } of shell.functions.values())
    if (exported) env.set(`BASH_FUNC_${name}%%`, `() ${source.text.slice(body.pos, body.end)}`);
  return env;
}
