// The lines of the input files, one stream or, with -s and -i, one file after the other. Whether a line is the last is only
// asked when a script wants to know: `ping | sed s/a/b/` must not wait for the line after.

import { describeErrno } from '../../errno-words.ts';
import type { Co } from '../../co.ts';
import type { Proc } from '../../program.ts';
import { err } from '../../say.ts';
import { type Input, openInput, withoutEnd } from '../text/input.ts';
import { SedError } from './reader.ts';

export interface SedLine {
  readonly text: string;
  /** It ended in a newline. */
  readonly ended: boolean;
}

export interface FileEvents {
  /** -i: a file begins, or is done. */
  begin(path: string): void;
  end(): void;
}

export class InputLines {
  readonly #proc: Proc;
  readonly #paths: readonly string[];
  readonly #separate: boolean;
  readonly #end: string;
  readonly #events: FileEvents | undefined;
  #nextPath = 0;
  #input: Input | undefined;
  #lines: readonly string[] = [];
  #at = 0;
  number = 0;
  path = '-';
  /** The status that a file which can't be read or edited makes. */
  failed = 0;

  constructor(
    proc: Proc,
    options: { paths: readonly string[]; separate: boolean; end: string; events: FileEvents | undefined },
  ) {
    this.#proc = proc;
    this.#paths = options.paths.length > 0 ? options.paths : ['-'];
    this.#separate = options.separate;
    this.#end = options.end;
    this.#events = options.events;
  }

  *next(): Co<SedLine | undefined> {
    while (!(yield* this.#hasLine())) if (!(yield* this.#openNext())) return undefined;
    const line = this.#lines[this.#at++] as string;
    this.number++;
    return { text: withoutEnd(line, this.#end), ended: line.endsWith(this.#end) };
  }

  *isLast(): Co<boolean> {
    for (;;) {
      if (yield* this.#hasLine()) return false;
      if (this.#separate) return true;
      if (!(yield* this.#openNext())) return true;
    }
  }

  /** Is the line that was read last in the last file, too? N and n stop there even with -s. */
  *isVeryLast(): Co<boolean> {
    return (yield* this.isLast()) && this.#nextPath >= this.#paths.length;
  }

  /** Done with everything: q. */
  close(): void {
    if (this.#input) this.#events?.end();
    this.#input = undefined;
  }

  *#hasLine(): Co<boolean> {
    if (this.#at < this.#lines.length) return true;
    if (!this.#input) return false;
    this.#lines = (yield* this.#input.lines(this.#end)) ?? [];
    this.#at = 0;
    return this.#lines.length > 0;
  }

  *#openNext(): Co<boolean> {
    if (this.#input) {
      this.#input.close();
      this.#events?.end();
      this.#input = undefined;
    }
    while (this.#nextPath < this.#paths.length) {
      const path = this.#paths[this.#nextPath++] as string;
      const opened = openInput(this.#proc, path);
      if (opened.ok) {
        this.#input = opened.value;
        this.path = path;
        if (this.#separate) this.number = 0;
        this.#events?.begin(path);
        return true;
      }
      const { errno, when } = opened.error;
      if (when === 'open') {
        yield* err(this.#proc, `sed: can't read ${path}: ${describeErrno(errno)}\n`);
        this.failed = 2;
      } else if (this.#events) {
        yield* err(this.#proc, `sed: couldn't edit ${path}: not a regular file\n`);
        this.failed = 4;
      } else throw new SedError(`read error on ${path}: ${describeErrno(errno)}`, 4);
    }
    return false;
  }
}
