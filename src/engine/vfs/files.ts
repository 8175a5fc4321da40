// The file system of a machine as one process sees it: its own files (journaled, part of the document where they differ from
// a fresh install), and the live ones that the kernel makes up as they are read (/proc/sys/net, /sys/class/net …).

import type { Result } from '../../base/result.ts';
import type { NetnsId } from '../ids.ts';

export type FileErrno =
  | 'ENOENT'
  | 'EEXIST'
  | 'ENOTDIR'
  | 'EISDIR'
  | 'EACCES'
  | 'EPERM'
  | 'EROFS'
  | 'EINVAL'
  | 'ENOTEMPTY'
  | 'ELOOP'
  | 'EBUSY'
  | 'EIO'
  | 'EXDEV'
  | 'ENXIO'
  | 'ENAMETOOLONG'
  | 'ERANGE';

export type FileKind = 'file' | 'directory' | 'symlink' | 'fifo' | 'character';

export interface Stat {
  readonly kind: FileKind;
  /** Permission bits, 0o755. */
  readonly mode: number;
  readonly size: number;
  /** Virtual time in nanoseconds. */
  readonly mtime: number;
  readonly target?: string;
}

export interface WriteOptions {
  readonly append?: boolean;
  /** Of a file that is made by this; 0o644 if absent. */
  readonly mode?: number;
}

/**
 * Paths are absolute; `.`, `..` and double slashes are taken as the kernel takes them. Every call follows symbolic links
 * unless it says otherwise.
 */
export interface Files {
  stat(path: string, follow?: boolean): Result<Stat, FileErrno>;
  /** The names in a directory, in an order of their own; without `.` and `..`. */
  list(path: string): Result<readonly string[], FileErrno>;
  read(path: string): Result<string, FileErrno>;
  /**
   * Creates it if need be; `append` adds to what is there. Of a live file one call is one write(2), which the kernel takes
   * or refuses (EINVAL and so on), and writing '' only opens it.
   */
  write(path: string, text: string, options?: WriteOptions): Result<void, FileErrno>;
  mkdir(path: string, mode?: number): Result<void, FileErrno>;
  /** unlink(2), or rmdir(2) of an empty directory. Doesn't follow a symbolic link. */
  remove(path: string): Result<void, FileErrno>;
  rename(from: string, to: string): Result<void, FileErrno>;
  symlink(target: string, path: string): Result<void, FileErrno>;
  chmod(path: string, mode: number): Result<void, FileErrno>;
  /** Sets the time of the last change. */
  utime(path: string, mtime: number): Result<void, FileErrno>;
  /** The path without symbolic links; its last part need not exist. */
  realpath(path: string): Result<string, FileErrno>;
  /** The same mounts, as a process sees them that has entered another namespace (setns; not `ip netns exec`). */
  inNetns(netns: NetnsId): Files;
}
