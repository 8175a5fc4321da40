// The streams at the edge of the shell's world: text that is there already, a function that takes what is written, /dev/null.

import type { Co } from './co.ts';
import { takeWhole } from './pipe.ts';
import { type Stream, WriteError } from './stream.ts';

/* eslint-disable require-yield -- a stream's methods are coroutines, these never wait */

abstract class PlainStream implements Stream {
  readonly tty: boolean = false;
  readonly readable: boolean = true;
  readonly writable: boolean = true;

  *read(_max?: number): Co<string> {
    return '';
  }

  *write(_text: string): Co<void> {
    throw new WriteError('EBADF');
  }

  open(): void {}

  close(): void {}
}

class TextInput extends PlainStream {
  #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override *read(max = 65_536): Co<string> {
    const taken = takeWhole(this.#text, max);
    this.#text = this.#text.slice(taken.length);
    return taken;
  }
}

class TextOutput extends PlainStream {
  readonly #take: (text: string) => void;

  constructor(take: (text: string) => void) {
    super();
    this.#take = take;
  }

  override *write(text: string): Co<void> {
    if (text !== '') this.#take(text);
  }
}

class NullStream extends PlainStream {
  override *write(_text: string): Co<void> {}
}

class ZeroStream extends NullStream {
  override *read(max = 4096): Co<string> {
    return '\0'.repeat(max);
  }
}

/** Standard input that is `text`; '' is what /dev/null gives. */
export function textInput(text: string): Stream {
  return new TextInput(text);
}

/** Standard output that hands everything to `take` as it is written. */
export function textOutput(take: (text: string) => void): Stream {
  return new TextOutput(take);
}

export const nullStream: Stream = new NullStream();
export const zeroStream: Stream = new ZeroStream();
