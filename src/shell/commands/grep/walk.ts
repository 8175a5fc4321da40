// Which files grep reads: the operands, and with -r everything below them.

import { matchesGlob } from './glob.ts';
import { baseName, resolvePath } from '../../path.ts';
import type { Proc } from '../../program.ts';
import type { Settings } from './settings.ts';

export interface Target {
  readonly path: string;
  /** Given on the command line, so that messages about it are wanted. */
  readonly isOperand: boolean;
}

/** Simplified: in alphabetical order, where a real directory has an order of its own. */
export function* targetsOf(proc: Proc, operands: readonly string[], settings: Settings): Generator<Target> {
  const recurse = settings.directories === 'recurse';
  if (operands.length === 0 && recurse) {
    for (const path of below(proc, '.', settings)) yield { path: path.slice(2), isOperand: false };
    return;
  }
  for (const path of operands.length === 0 ? ['-'] : operands) {
    if (path === '-' || !recurse || kindOf(proc, path, true) !== 'directory') {
      if (path === '-' || isWanted(baseName(path), settings)) yield { path, isOperand: true };
    } else
      for (const file of below(proc, path.replace(/(?<=.)\/+$/, ''), settings))
        yield { path: file, isOperand: false };
  }
}

function* below(proc: Proc, folder: string, settings: Settings): Generator<string> {
  const listed = proc.files.list(resolvePath(proc.cwd, folder));
  if (!listed.ok) {
    yield folder;
    return;
  }
  for (const name of [...listed.value].sort()) {
    const path = folder.endsWith('/') ? folder + name : `${folder}/${name}`;
    const kind = kindOf(proc, path, settings.followLinks);
    if (kind === 'directory') {
      if (!settings.excludeDirectories.some((glob) => matchesGlob(name, glob)))
        yield* below(proc, path, settings);
    } else if (kind === 'file' && isWanted(name, settings)) yield path;
  }
}

function kindOf(proc: Proc, path: string, follow: boolean): string | undefined {
  const found = proc.files.stat(resolvePath(proc.cwd, path), follow);
  return found.ok ? found.value.kind : undefined;
}

function isWanted(name: string, { include, exclude }: Settings): boolean {
  if (exclude.some((glob) => matchesGlob(name, glob))) return false;
  return include.length === 0 || include.some((glob) => matchesGlob(name, glob));
}
