// /dev/urandom: octets drawn from the world's generator.

import type { Rng } from '../base/rng.ts';
import type { Co } from './co.ts';
import { decodeOctets } from './octets.ts';
import type { Stream } from './stream.ts';

export function randomStream(rng: Rng): Stream {
  return {
    tty: false,
    readable: true,
    writable: true,
    // eslint-disable-next-line require-yield -- a stream's methods are coroutines
    *read(max = 256): Co<string> {
      return decodeOctets(Uint8Array.from({ length: max }, () => rng.below(256)));
    },
    *write(): Co<void> {},
    open() {},
    close() {},
  };
}
