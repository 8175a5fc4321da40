// What a file descriptor refers to. Text is UTF-16 in memory; an octet that isn't UTF-8 travels as U+DC80 + (octet − 0x80)
// (PEP 383's surrogateescape), so that nothing is lost between programs. octets.ts converts.

import type { Co } from './co.ts';

export interface Stream {
  /** Is it a terminal (isatty)? */
  readonly tty: boolean;
  /** Some text (at most `max` characters), or '' at the end. Waits while there is none. */
  read(max?: number): Co<string>;
  /** Writes all of it, waiting for room where there is a bound. EPIPE raises SIGPIPE in the writer. */
  write(text: string): Co<void>;
  /** Would read() answer at once? */
  readonly readable: boolean;
  readonly writable: boolean;
  /** One more descriptor refers to it (dup), or one fewer (close). At none it closes. */
  open(): void;
  close(): void;
}

/** write(2) failed: EPIPE with SIGPIPE ignored, a live file that refuses the text, a descriptor that is only for reading. */
export class WriteError extends Error {
  readonly errno: string;

  constructor(errno: string) {
    super(errno);
    this.errno = errno;
  }
}
