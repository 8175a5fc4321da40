// What a name means to the shell: command -v, type. An alias, a keyword, a function, a builtin or a file, in this order.

import { findInPath } from '../../find-program.ts';
import { resolvePath } from '../../path.ts';
import { findProgram, searchPath } from '../external.ts';
import { printFunction } from '../print-function.ts';
import { quoteSingle } from '../quote.ts';
import type { Shell } from '../shell.ts';
import { builtinNamed } from './table.ts';

const KEYWORDS =
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(
    ' ',
  );

export function kindOf(
  shell: Shell,
  name: string,
): 'alias' | 'keyword' | 'function' | 'builtin' | 'file' | undefined {
  if (shell.aliases.has(name) && (shell.interactive || shell.shopts.has('expand_aliases'))) return 'alias';
  if (KEYWORDS.includes(name)) return 'keyword';
  if (shell.functions.has(name)) return 'function';
  if (builtinNamed(shell, name)) return 'builtin';
  return executableFile(shell, name) === undefined ? undefined : 'file';
}

export function executableFile(shell: Shell, name: string): string | undefined {
  const path = findProgram(shell, name);
  if (path === undefined) return undefined;
  const found = shell.proc.files.stat(resolvePath(shell.proc.cwd, path));
  return found.ok && found.value.kind === 'file' && (found.value.mode & 0o111) !== 0 ? path : undefined;
}

/** In every folder of PATH. */
export function executableFiles(shell: Shell, name: string): string[] {
  const { cwd, files } = shell.proc;
  const folders = name.includes('/') ? [''] : searchPath(shell).split(':');
  return folders.flatMap((folder) => {
    const path = findInPath(files, cwd, folder, name);
    const found = path === undefined ? undefined : files.stat(resolvePath(cwd, path));
    const isExecutable =
      found?.ok === true && found.value.kind === 'file' && (found.value.mode & 0o111) !== 0;
    return path !== undefined && isExecutable ? [path] : [];
  });
}

export function terse(shell: Shell, name: string): string | undefined {
  switch (kindOf(shell, name)) {
    case undefined:
      return undefined;
    case 'alias':
      return `alias ${name}=${quoteSingle(shell.aliases.get(name) ?? '')}`;
    case 'file':
      return executableFile(shell, name);
    default:
      return name;
  }
}

export function describe(shell: Shell, name: string): string | undefined {
  const kind = kindOf(shell, name);
  switch (kind) {
    case undefined:
      return undefined;
    case 'alias':
      return `${name} is aliased to \`${shell.aliases.get(name)}'`;
    case 'keyword':
      return `${name} is a shell keyword`;
    case 'builtin':
      return `${name} is a shell builtin`;
    case 'function': {
      const known = shell.functions.get(name);
      return `${name} is a function\n${known ? printFunction(known) : ''}`;
    }
    default:
      return shell.hashed.has(name)
        ? `${name} is hashed (${shell.hashed.get(name)?.path})`
        : `${name} is ${executableFile(shell, name)}`;
  }
}
