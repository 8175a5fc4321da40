// An open file: a path, a position, and whether each write goes to the end. Descriptors that were duplicated share it.
// Simplified: it keeps the path and not the inode, so a file removed while open comes back when it is written.

import type { Files } from '../engine/vfs/files.ts';
import type { Co } from './co.ts';
import { takeWhole } from './pipe.ts';
import { type Stream, WriteError } from './stream.ts';

/* eslint-disable require-yield -- a stream's methods are coroutines, a file never waits */

export interface FileStreamOptions {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly append: boolean;
  readonly mode: number;
}

/** /proc and /sys make their files up: each write is a whole value, and nothing is truncated before. */
export function isLive(path: string): boolean {
  return path.startsWith('/proc/') || path.startsWith('/sys/');
}

export class FileStream implements Stream {
  readonly tty = false;
  readonly readable = true;
  readonly writable = true;
  readonly path: string;
  readonly #files: Files;
  readonly #options: FileStreamOptions;
  #position = 0;
  /** A live file is read once: what it says must not change between two read calls. */
  #snapshot: string | undefined;

  constructor(files: Files, path: string, options: FileStreamOptions) {
    this.#files = files;
    this.path = path;
    this.#options = options;
  }

  *read(max = 65_536): Co<string> {
    if (!this.#options.reads) throw new WriteError('EBADF');
    const text = this.#text();
    const taken = takeWhole(text.slice(this.#position, this.#position + max + 1), max);
    this.#position += taken.length;
    return taken;
  }

  /** Steps back over what was read too far (a shell's `read` leaves the rest of the file to others). */
  unread(text: string): void {
    this.#position -= text.length;
  }

  /** Is there text behind its position? */
  get hasMore(): boolean {
    return this.#position < this.#text().length;
  }

  *write(text: string): Co<void> {
    if (!this.#options.writes) throw new WriteError('EBADF');
    if (text === '') return;
    const done = isLive(this.path) ? this.#files.write(this.path, text) : this.#put(text);
    if (!done.ok) throw new WriteError(done.error);
  }

  open(): void {}

  close(): void {}

  #put(text: string) {
    const found = this.#files.read(this.path);
    const before = found.ok ? found.value : '';
    const at = this.#options.append ? before.length : this.#position;
    this.#position = at + text.length;
    if (at === before.length)
      return this.#files.write(this.path, text, { append: true, mode: this.#options.mode });
    const kept = before.slice(0, at).padEnd(at, '\0');
    return this.#files.write(this.path, kept + text + before.slice(at + text.length));
  }

  #text(): string {
    if (this.#snapshot !== undefined) return this.#snapshot;
    const found = this.#files.read(this.path);
    const text = found.ok ? found.value : '';
    if (isLive(this.path)) this.#snapshot = text;
    return text;
  }
}
