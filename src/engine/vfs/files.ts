// The file system of a machine as one process sees it: its own files (journaled, part of the document where they differ from
// a fresh install), and the live ones that the kernel makes up as they are read (/proc/sys/net, /sys/class/net …).

import type { Result } from '../../base/result.ts';

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
  | 'ELOOP';

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

/** Paths are absolute and normalised. Every call follows symbolic links unless it says otherwise. */
export interface Files {
  stat(path: string, follow?: boolean): Result<Stat, FileErrno>;
  list(path: string): Result<readonly string[], FileErrno>;
  read(path: string): Result<string, FileErrno>;
  /** Creates it if need be; `append` adds to what is there. A live file takes the text as the kernel would: EINVAL and so on. */
  write(path: string, text: string, options?: { append?: boolean; mode?: number }): Result<void, FileErrno>;
  mkdir(path: string, mode?: number): Result<void, FileErrno>;
  remove(path: string): Result<void, FileErrno>;
  rename(from: string, to: string): Result<void, FileErrno>;
  symlink(target: string, path: string): Result<void, FileErrno>;
  chmod(path: string, mode: number): Result<void, FileErrno>;
}
