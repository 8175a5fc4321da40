// What is at a path: something that a machine keeps on its disk, or something that the kernel makes up when it is asked.

import type { Result } from '../../base/result.ts';
import type { FileErrno } from './files.ts';

/** Immutable; the journal keeps references. `mtime` is virtual time in nanoseconds. */
export type DiskNode =
  | { readonly kind: 'file'; readonly text: string; readonly mode: number; readonly mtime: number }
  | { readonly kind: 'directory'; readonly mode: number; readonly mtime: number }
  | { readonly kind: 'symlink'; readonly target: string; readonly mtime: number }
  | { readonly kind: 'fifo'; readonly mode: number; readonly mtime: number };

/** A change to a fresh install: something else is there, or what was there is gone. */
export type DiskChange = DiskNode | { readonly kind: 'gone' };

export type LiveNode =
  | { readonly kind: 'live-directory'; readonly mode: number; readonly names: () => readonly string[] }
  /** sysfs says that its links are 0 octets long. */
  | { readonly kind: 'live-link'; readonly target: string; readonly size: number }
  | {
      readonly kind: 'live-file';
      readonly mode: number;
      /** What stat(2) says of it: 0 in /proc, a page in /sys. */
      readonly size: number;
      /** A character device, like /dev/null. */
      readonly device?: true;
      readonly read: () => Result<string, FileErrno>;
      readonly write?: (text: string) => Result<void, FileErrno>;
    };

export type FileNode = DiskNode | LiveNode;

/** A part of the tree that isn't on the disk, and how it refuses what can't be done there. */
export interface LiveTree {
  readonly at: string;
  /** `path` begins with '/' and is below `at`; '' is `at` itself. */
  node(path: string): LiveNode | undefined;
  /** open(2) with O_CREAT, mkdir(2), and what takes a name away. */
  readonly refuses: {
    readonly create: FileErrno;
    readonly mkdir: FileErrno;
    readonly remove: FileErrno;
    readonly chmod: FileErrno;
  };
}

export function liveText(text: string, options: { size?: number; mode?: number } = {}): LiveNode {
  const read = (): Result<string, FileErrno> => ({ ok: true, value: text });
  return { kind: 'live-file', mode: options.mode ?? 0o444, size: options.size ?? 0, read };
}

export function liveDirectory(names: () => readonly string[], mode = 0o555): LiveNode {
  return { kind: 'live-directory', mode, names };
}

export function liveLink(target: string, size = target.length): LiveNode {
  return { kind: 'live-link', target, size };
}
