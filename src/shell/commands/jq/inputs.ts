// The documents of jq's input, read file by file and only as far as they are asked for.

import type { Co } from '../../co.ts';
import { describeErrno } from '../../errno-words.ts';
import type { Proc } from '../../program.ts';
import { err } from '../../say.ts';
import type { Stream } from '../../stream.ts';
import { DocumentParser } from './documents.ts';
import type { Json } from './tree.ts';

export class Inputs {
  /** 2 once a file couldn't be opened. */
  status = 0;
  lines = 0;
  file: string | undefined;
  readonly #proc: Proc;
  readonly #isRaw: boolean;
  readonly #paths: string[];
  #parser = new DocumentParser();
  #stream: Stream | undefined;
  #rest = '';
  #isOver = false;
  #problem: string | undefined;

  constructor(proc: Proc, paths: readonly string[], isRaw: boolean) {
    this.#proc = proc;
    this.#paths = paths.length > 0 ? [...paths] : ['-'];
    this.#isRaw = isRaw;
  }

  /** The next document; 'wait' until `fetch` has run, undefined after the last. */
  next(): { readonly value: Json } | 'wait' | undefined {
    const value = this.#parser.ready.shift();
    if (value !== undefined) return { value };
    if (this.#problem !== undefined) throw new SyntaxError(this.#problem);
    return this.#isOver ? undefined : 'wait';
  }

  /** All that is left: the text with -R, else a list. */
  *slurp(): Co<Json> {
    const values: Json[] = [];
    for (;;) {
      const got = this.next();
      if (got === undefined) break;
      if (got === 'wait') yield* this.fetch();
      else values.push(got.value);
    }
    if (!this.#isRaw) return values;
    return (values as readonly string[]).join('\n') + (values.length > 0 && this.#endsLine ? '\n' : '');
  }

  #endsLine = false;

  /** Reads a line, or what there is of one. jq's parser sees line by line, which its messages show. */
  *fetch(): Co<void> {
    const newline = this.#rest.indexOf('\n');
    if (newline >= 0) return this.#take(newline + 1);
    if (!this.#stream && !(yield* this.#openNext())) return this.#end();
    const text = yield* (this.#stream as Stream).read();
    if (text !== '') {
      this.#rest += text;
      return;
    }
    if (this.#rest !== '') {
      this.#take(this.#rest.length);
      // A last line without its end is only done when the file has been left.
      this.file = undefined;
    }
    this.#stream?.close();
    this.#stream = undefined;
  }

  #take(length: number): void {
    const line = this.#rest.slice(0, length);
    this.#rest = this.#rest.slice(length);
    this.#endsLine = line.endsWith('\n');
    if (this.#endsLine) this.lines++;
    if (this.#isRaw) this.#parser.ready.push(this.#endsLine ? line.slice(0, -1) : line);
    else this.#problem ??= this.#parser.feed(line);
  }

  *#openNext(): Co<boolean> {
    for (;;) {
      const path = this.#paths.shift();
      if (path === undefined) return false;
      const stream = path === '-' ? this.#proc.fds.get(0) : undefined;
      const opened = stream ? undefined : this.#proc.open(path, 'read');
      this.#stream = stream ?? (opened?.ok ? opened.value : undefined);
      this.lines = 0;
      this.file = path === '-' ? '<stdin>' : path;
      this.#stream?.open();
      if (this.#stream) return true;
      if (opened && !opened.ok)
        yield* err(this.#proc, `jq: error: Could not open file ${path}: ${describeErrno(opened.error)}\n`);
      this.status = 2;
    }
  }

  #end(): void {
    this.#isOver = true;
    if (!this.#isRaw) this.#problem ??= this.#parser.end();
  }
}
