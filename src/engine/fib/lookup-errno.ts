// The error that a look-up ends with (fib_props[].error, net/ipv4/fib_semantics.c).

import type { FibResult } from './route.ts';

export type LookupErrno = 'ENETUNREACH' | 'EHOSTUNREACH' | 'EINVAL' | 'EACCES';

/** `result` must be one that leads nowhere. */
export function lookupErrno(result: FibResult): LookupErrno {
  switch (result.type) {
    case 'unreachable':
      return 'EHOSTUNREACH';
    case 'prohibit':
      return 'EACCES';
    case 'blackhole':
      return 'EINVAL';
    default:
      return 'ENETUNREACH';
  }
}
