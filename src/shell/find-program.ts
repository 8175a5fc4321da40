// execvp(3)'s search: which file a command's name runs, and what is in that file.

import { err, ok, type Result } from '../base/result.ts';
import type { Files } from '../engine/vfs/files.ts';
import { baseName, resolvePath } from './path.ts';
import type { Program } from './program.ts';
import type { Registry } from './registry.ts';

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** How the file of a program of ours begins: what it does is in the registry (vfs/installed.ts puts the files there). */
const ELF = '\x7fELF';

/** The first executable file of that name in PATH, or the first file at all, which then can't be executed. */
export function findInPath(files: Files, cwd: string, path: string, name: string): string | undefined {
  if (name.includes('/')) return name;
  let unusable: string | undefined;
  for (const folder of path.split(':')) {
    const candidate = `${folder === '' ? '.' : folder}/${name}`;
    const found = files.stat(resolvePath(cwd, candidate));
    if (!found.ok || found.value.kind !== 'file') continue;
    if ((found.value.mode & 0o111) !== 0) return candidate;
    unusable ??= candidate;
  }
  return unusable;
}

/** What executing a file means: a program of ours with its arguments (a script is its interpreter's). */
export interface Executable {
  readonly program: Program;
  readonly args: readonly string[];
}

export function executableAt(
  files: Files,
  registry: Registry,
  path: string,
  shownPath: string,
  args: readonly string[],
  depth = 0,
): Result<Executable, 'ENOENT' | 'EACCES'> {
  const found = files.stat(path);
  if (!found.ok) return err(found.error === 'ENOENT' ? 'ENOENT' : 'EACCES');
  if (found.value.kind !== 'file' || (found.value.mode & 0o111) === 0) return err('EACCES');
  const text = files.read(path);
  if (!text.ok) return err('EACCES');
  if (text.value.startsWith(ELF)) {
    const program = registry.get(baseName(path));
    return program ? ok({ program, args }) : err('ENOENT');
  }
  if (depth > 4) return err('ENOENT');
  const shebang = /^#![ \t]*(\S+)(?:[ \t]+([^\n]*?))?[ \t]*(?:\n|$)/.exec(text.value);
  // execve says ENOEXEC, and every shell then runs the file itself (execvp(3)).
  const [interpreter, option] = shebang ? [shebang[1] as string, shebang[2]] : ['/bin/bash', undefined];
  const all = [...(option ? [option] : []), shownPath, ...args];
  return executableAt(files, registry, interpreter, interpreter, all, depth + 1);
}
