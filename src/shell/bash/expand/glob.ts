// Pathname expansion: which files a pattern names.

import type { Files } from '../../../engine/vfs/files.ts';
import { resolvePath } from '../../path.ts';
import { compilePattern, isPattern, unquotePattern, type PatternFlags } from './pattern.ts';

export interface GlobOptions extends PatternFlags {
  readonly dotglob: boolean;
  readonly globstar: boolean;
}

/** The paths that match, sorted by octets as in C.UTF-8; none if none do. */
export function globPaths(files: Files, cwd: string, pattern: string, options: GlobOptions): string[] {
  const parts = pattern.split('/');
  const absolute = parts[0] === '' && parts.length > 1;
  let found = [absolute ? '/' : ''];
  const rest = absolute ? parts.slice(1) : parts;
  rest.forEach((part, i) => {
    const last = i === rest.length - 1;
    found = found.flatMap((base) => step(files, cwd, base, part, last, options));
  });
  return found.sort(byCodePoint);
}

function step(
  files: Files,
  cwd: string,
  base: string,
  part: string,
  last: boolean,
  options: GlobOptions,
): string[] {
  const isDirectory = (path: string) => {
    const stat = files.stat(resolvePath(cwd, path));
    return stat.ok && stat.value.kind === 'directory';
  };
  if (part === '') return last ? (isDirectory(base) ? [base] : []) : [base];
  if (options.globstar && part === '**') {
    const below = withAllBelow(files, cwd, base, last, options);
    return last ? below.filter((path) => path !== '') : below;
  }
  if (!isPattern(part, options.extglob)) {
    const path = base + unquotePattern(part);
    const exists = files.stat(resolvePath(cwd, path), false).ok;
    if (!exists) return [];
    return last ? [path] : isDirectory(path) ? [`${path}/`] : [];
  }
  const compiled = compilePattern(part, options);
  const wantsDot = part.startsWith('.') || part.startsWith('\\.');
  return namesIn(files, cwd, base)
    .filter((name) => (wantsDot || options.dotglob || !name.startsWith('.')) && compiled.matches(name))
    .map((name) => base + name)
    .filter((path) => last || isDirectory(path))
    .map((path) => (last ? path : `${path}/`));
}

function namesIn(files: Files, cwd: string, base: string): readonly string[] {
  const listed = files.list(resolvePath(cwd, base === '' ? '.' : base));
  return listed.ok ? listed.value : [];
}

/** `**`: this directory and all below it, and at the end of a pattern the files, too. */
function withAllBelow(
  files: Files,
  cwd: string,
  base: string,
  last: boolean,
  options: GlobOptions,
): string[] {
  const all = [base];
  for (const name of namesIn(files, cwd, base)) {
    if (name.startsWith('.') && !options.dotglob) continue;
    const path = base + name;
    const stat = files.stat(resolvePath(cwd, path), false);
    if (stat.ok && stat.value.kind === 'directory') {
      if (last) all.push(path);
      const below = withAllBelow(files, cwd, `${path}/`, last, options);
      all.push(...(last ? below.slice(1) : below));
    } else if (last) all.push(path);
  }
  return all;
}

function byCodePoint(a: string, b: string): number {
  const left = Array.from(a);
  const right = Array.from(b);
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = codeAt(left, i) - codeAt(right, i);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function codeAt(characters: readonly string[], i: number): number {
  return characters[i]?.codePointAt(0) ?? 0;
}
