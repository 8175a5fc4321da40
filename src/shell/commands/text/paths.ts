// Operands of tools that work on the files themselves rather than on what is in them.

import type { Result } from '../../../base/result.ts';
import type { FileErrno, Stat } from '../../../engine/vfs/files.ts';
import { baseName, resolvePath } from '../../path.ts';
import type { Proc } from '../../program.ts';

/** Absolute, but with the trailing slash that says "this is a directory". */
export function absolute(proc: Proc, path: string): string {
  const resolved = resolvePath(proc.cwd, path);
  return /\/\.?$/.test(path) && resolved !== '/' && path !== '.' ? `${resolved}/` : resolved;
}

export function statPath(proc: Proc, path: string, follow = true): Result<Stat, FileErrno> {
  return path === '' ? { ok: false, error: 'ENOENT' } : proc.files.stat(absolute(proc, path), follow);
}

export function isDirectoryAt(proc: Proc, path: string, follow = true): boolean {
  const found = statPath(proc, path, follow);
  return found.ok && found.value.kind === 'directory';
}

/** Do both name the same file? */
export function isSameFile(proc: Proc, a: string, b: string): boolean {
  const [left, right] = [a, b].map((path) => proc.files.realpath(resolvePath(proc.cwd, path)));
  return left?.ok === true && right?.ok === true && left.value === right.value && statPath(proc, a).ok;
}

/** `a/b/` and `c` as `a/b/c`. */
export function inside(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}

/** The last part of a path, without slashes after it. */
export function lastPart(path: string): string {
  return /^\/+$/.test(path) ? '/' : baseName(path.replace(/\/+$/, ''));
}
