// What a document keeps of a machine's files: all that differs from a fresh install, as plain data. What doesn't outlive a
// reboot (/tmp, /run) isn't kept, nor are directories that are there only for what is in them.

import { byText } from '../../base/order.ts';
import type { MachineId } from '../ids.ts';
import type { World } from '../world.ts';
import { diskOf } from './disk.ts';
import type { DiskChange } from './node.ts';
import { isBelow } from './path.ts';

/** `mode` is there if it isn't the usual one: 0o644 of a file, 0o755 of a directory. */
export type FileChange =
  | { readonly text: string; readonly mode?: number }
  | { readonly directory: true; readonly mode?: number }
  | { readonly link: string }
  | { readonly gone: true };

export const VOLATILE: readonly string[] = ['/tmp', '/run'];
const FILE_MODE = 0o644;
const DIRECTORY_MODE = 0o755;

const NONE: Readonly<Record<string, FileChange>> = {};
const remembered = new WeakMap<object, { version: number; files: Readonly<Record<string, FileChange>> }>();

/** By path. The same object as long as nothing changes. */
export function changedFiles(world: World, machine: MachineId): Readonly<Record<string, FileChange>> {
  const { changes } = diskOf(world, machine);
  if (changes.size === 0) return NONE;
  const known = remembered.get(changes);
  if (known?.version === changes.version) return known.files;
  const paths = changes.keys(byText).filter((path) => !isVolatile(path));
  const files: Record<string, FileChange> = {};
  for (const path of paths) {
    const change = asData(changes.get(path) as DiskChange);
    const isImplied = isPlainDirectory(change) && paths.some((other) => other.startsWith(`${path}/`));
    if (change && !isImplied) files[path] = change;
  }
  remembered.set(changes, { version: changes.version, files });
  return files;
}

/** Makes the machine's disk a fresh install with these changes. What is volatile stays as it is. */
export function restoreFiles(
  world: World,
  machine: MachineId,
  files: Readonly<Record<string, FileChange>>,
): void {
  if (JSON.stringify(changedFiles(world, machine)) === JSON.stringify(files)) return;
  const disk = diskOf(world, machine);
  world.beginTurn(undefined);
  for (const path of disk.changes.keys(byText)) if (!isVolatile(path)) disk.changes.delete(path);
  for (const path of Object.keys(files).sort(byText)) {
    const change = files[path] as FileChange;
    if (!('gone' in change)) makeParents(disk, path, world.now);
    disk.changes.set(path, asNode(change, world.now));
  }
}

/** Loses what a reboot loses. */
export function loseVolatile(world: World, machine: MachineId): void {
  diskOf(world, machine).reset(VOLATILE);
}

function isVolatile(path: string): boolean {
  return VOLATILE.some((folder) => isBelow(path, folder));
}

function isPlainDirectory(change: FileChange | undefined): boolean {
  return change !== undefined && 'directory' in change && change.mode === undefined;
}

function makeParents(disk: ReturnType<typeof diskOf>, path: string, mtime: number): void {
  for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
    const parent = path.slice(0, at);
    if (!disk.get(parent)) disk.changes.set(parent, { kind: 'directory', mode: DIRECTORY_MODE, mtime });
  }
}

function asData(change: DiskChange): FileChange | undefined {
  switch (change.kind) {
    case 'file':
      return { text: change.text, ...(change.mode !== FILE_MODE && { mode: change.mode }) };
    case 'directory':
      return { directory: true, ...(change.mode !== DIRECTORY_MODE && { mode: change.mode }) };
    case 'symlink':
      return { link: change.target };
    case 'gone':
      return { gone: true };
    case 'fifo':
      return undefined;
  }
}

function asNode(change: FileChange, mtime: number): DiskChange {
  if ('gone' in change) return { kind: 'gone' };
  if ('link' in change) return { kind: 'symlink', target: change.link, mtime };
  if ('directory' in change) return { kind: 'directory', mode: change.mode ?? DIRECTORY_MODE, mtime };
  return { kind: 'file', text: change.text, mode: change.mode ?? FILE_MODE, mtime };
}
