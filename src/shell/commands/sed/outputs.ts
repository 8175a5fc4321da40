// Where sed writes: standard output, the file that -i edits, the files of w. A line that came without its newline leaves
// without it, unless something follows.

import { err as failure, ok, type Result } from '../../../base/result.ts';
import type { FileErrno } from '../../../engine/vfs/files.ts';
import type { Co } from '../../co.ts';
import type { Proc } from '../../program.ts';
import type { Stream } from '../../stream.ts';

class Output {
  readonly #stream: Stream | undefined;
  #missing = '';
  /** Gathered between waits. */
  #text = '';

  constructor(stream: Stream | undefined) {
    this.#stream = stream;
  }

  line(text: string, ended: boolean, end: string): void {
    this.#text += this.#missing + text + (ended ? end : '');
    this.#missing = ended ? '' : end;
  }

  /** Gives the last line its newline, for something may follow. */
  endLine(): void {
    this.#text += this.#missing;
    this.#missing = '';
  }

  text(text: string): void {
    if (text === '') return;
    this.#text += this.#missing + text;
    this.#missing = '';
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  *flush(): Co<void> {
    const text = this.take();
    if (text !== '') yield* this.#stream?.write(text) ?? nothing();
  }

  /** For -i: what was written, whole. */
  forget(): void {
    this.#missing = '';
  }
}

function* nothing(): Co<void> {}

export class Outputs {
  readonly standard: Output;
  readonly #proc: Proc;
  readonly #files = new Map<string, Output>();
  /** What standard output is while -i edits a file. */
  readonly edited = new Output(undefined);
  editing = false;

  constructor(proc: Proc) {
    this.#proc = proc;
    this.standard = new Output(proc.fds.get(1));
    this.#files.set('/dev/stdout', this.standard);
    this.#files.set('/dev/stderr', new Output(proc.fds.get(2)));
  }

  get main(): Output {
    return this.editing ? this.edited : this.standard;
  }

  /** Opens a file of w. */
  open(path: string): Result<void, FileErrno> {
    if (this.#files.has(path)) return ok();
    const opened = this.#proc.open(path, 'write');
    if (!opened.ok) return failure(opened.error);
    opened.value.open();
    this.#files.set(path, new Output(opened.value));
    return ok();
  }

  file(path: string): Output {
    return this.#files.get(path) ?? this.standard;
  }

  *flush(): Co<void> {
    for (const output of this.#files.values()) yield* output.flush();
  }
}
