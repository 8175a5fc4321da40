// strerror(3) for what file calls answer.

import type { FileErrno } from '../engine/vfs/files.ts';

const WORDS: Record<FileErrno, string> = {
  ENOENT: 'No such file or directory',
  EEXIST: 'File exists',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  EINVAL: 'Invalid argument',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
  EBUSY: 'Device or resource busy',
  EIO: 'Input/output error',
  EXDEV: 'Invalid cross-device link',
  ENXIO: 'No such device or address',
  ENAMETOOLONG: 'File name too long',
  ERANGE: 'Numerical result out of range',
};

export function describeErrno(errno: FileErrno): string {
  return WORDS[errno];
}

/** For errors that arrive as text (WriteError). */
export function describeAnyErrno(errno: string): string {
  if (errno === 'EPIPE') return 'Broken pipe';
  if (errno === 'EBADF') return 'Bad file descriptor';
  return WORDS[errno as FileErrno] ?? errno;
}
