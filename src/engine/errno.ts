// What user space reads of an error: strerror(3) as glibc words it, and the line that iproute2 prints.

import type { Errno, NetlinkError } from './netlink.ts';

const STRERROR: Record<Errno, string> = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  ESRCH: 'No such process',
  ENXIO: 'No such device or address',
  EEXIST: 'File exists',
  ENODEV: 'No such device',
  EINVAL: 'Invalid argument',
  ENOSPC: 'No space left on device',
  EBUSY: 'Device or resource busy',
  ERANGE: 'Numerical result out of range',
  EOPNOTSUPP: 'Operation not supported',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ENETDOWN: 'Network is down',
  ENETUNREACH: 'Network is unreachable',
  EHOSTUNREACH: 'No route to host',
  EACCES: 'Permission denied',
  ELOOP: 'Too many levels of symbolic links',
  ENOBUFS: 'No buffer space available',
};

export function strerror(errno: Errno): string {
  return STRERROR[errno];
}

/** As iproute2 prints it: the kernel's own words if it had any, otherwise the errno's. */
export function describeError(error: NetlinkError): string {
  return error.extack === undefined
    ? `RTNETLINK answers: ${strerror(error.errno)}`
    : `Error: ${error.extack}`;
}
