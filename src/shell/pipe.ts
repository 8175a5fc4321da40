// pipe(7): a bounded buffer between the processes that write and those that read. A reader at the end of the data gets ''
// once no writer is left; a writer without a reader gets SIGPIPE.

import type { Co } from './co.ts';
import { type Stream, WriteError } from './stream.ts';

/** PIPE_BUF_SIZE: 16 pages (fs/pipe.c, PIPE_DEF_BUFFERS), counted in characters here. */
export const PIPE_CAPACITY = 65_536;

/** Raises a signal in the process that runs now. */
export type RaiseSigpipe = () => void;

class PipeBuffer {
  text = '';
  readers = 0;
  writers = 0;
  /** A named pipe waits for its first writer instead of ending at once. */
  hadWriter = true;
}

class ReadEnd implements Stream {
  readonly tty = false;
  readonly writable = false;
  readonly #pipe: PipeBuffer;

  constructor(pipe: PipeBuffer) {
    this.#pipe = pipe;
  }

  get readable(): boolean {
    return this.#pipe.text !== '' || (this.#pipe.writers === 0 && this.#pipe.hadWriter);
  }

  *read(max = PIPE_CAPACITY): Co<string> {
    while (!this.readable) yield { for: 'readable', stream: this };
    const taken = takeWhole(this.#pipe.text, max);
    this.#pipe.text = this.#pipe.text.slice(taken.length);
    return taken;
  }

  // eslint-disable-next-line require-yield -- a stream's methods are coroutines
  *write(): Co<void> {
    throw new WriteError('EBADF');
  }

  open(): void {
    this.#pipe.readers++;
  }

  close(): void {
    this.#pipe.readers--;
  }
}

class WriteEnd implements Stream {
  readonly tty = false;
  readonly readable = false;
  readonly #pipe: PipeBuffer;
  readonly #raise: RaiseSigpipe;

  constructor(pipe: PipeBuffer, raise: RaiseSigpipe) {
    this.#pipe = pipe;
    this.#raise = raise;
  }

  get writable(): boolean {
    return this.#pipe.text.length < PIPE_CAPACITY || this.#pipe.readers === 0;
  }

  // eslint-disable-next-line require-yield -- a stream's methods are coroutines
  *read(): Co<string> {
    return '';
  }

  *write(text: string): Co<void> {
    let rest = text;
    do {
      while (!this.writable) yield { for: 'writable', stream: this };
      if (this.#pipe.readers === 0) {
        this.#raise();
        yield { for: 'turn' };
        throw new WriteError('EPIPE');
      }
      const taken = takeWhole(rest, PIPE_CAPACITY - this.#pipe.text.length);
      this.#pipe.text += taken;
      rest = rest.slice(taken.length);
    } while (rest !== '');
  }

  open(): void {
    this.#pipe.writers++;
    this.#pipe.hadWriter = true;
  }

  close(): void {
    this.#pipe.writers--;
  }
}

export interface Pipe {
  readonly reader: Stream;
  readonly writer: Stream;
}

/** Both ends are closed to begin with: whoever puts one into a descriptor table opens it. */
export function createPipe(raise: RaiseSigpipe, named = false): Pipe {
  const buffer = new PipeBuffer();
  buffer.hadWriter = !named;
  return { reader: new ReadEnd(buffer), writer: new WriteEnd(buffer, raise) };
}

/** Up to `max` units of `text`, never half of a character outside the BMP. */
export function takeWhole(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  const splits = last >= 0xd800 && last < 0xdc00;
  return text.slice(0, splits ? Math.max(max - 1, 2) : max);
}
