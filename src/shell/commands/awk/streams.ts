// The files and commands that an awk program reads and writes, by the name that it gives them.

import type { Co } from '../../co.ts';
import type { Proc } from '../../program.ts';
import type { Stream } from '../../stream.ts';
import { octetsOf, textOf } from '../text/octet-text.ts';
import { compileRegex } from '../../regex/compile.ts';

/** Reads records out of a stream. */
export class Records {
  readonly #stream: Stream;
  readonly close: () => void;
  #text = '';
  #ended = false;

  constructor(proc: Proc, stream: Stream) {
    this.#stream = stream;
    this.close = proc.hold(stream);
  }

  /** The next one: RS is a newline, '' for paragraphs, a character or a regular expression. */
  *next(separator: string): Co<string | undefined> {
    const regex = separatorRegex(separator);
    if (separator === '') {
      do this.#text = this.#text.replace(/^\n+/, '');
      while (this.#text === '' && (yield* this.#more()));
    }
    for (;;) {
      regex.lastIndex = 0;
      const found = regex.exec(this.#text);
      // A separator at the very end may go on.
      const isSure =
        found &&
        (regex.source.length === 1 ||
          found.index + found[0].length < this.#text.length ||
          this.#ended ||
          separator === '\n');
      if (found && isSure) {
        const record = this.#text.slice(0, found.index);
        this.#text = this.#text.slice(found.index + found[0].length);
        return record;
      }
      if (yield* this.#more()) continue;
      if (found) continue;
      const rest = this.#text;
      this.#text = '';
      return rest === '' ? undefined : separator === '' ? rest.replace(/\n$/, '') : rest;
    }
  }

  *#more(): Co<boolean> {
    if (this.#ended) return false;
    const chunk = yield* this.#stream.read();
    if (chunk === '') this.#ended = true;
    this.#text += octetsOf(chunk);
    return chunk !== '';
  }
}

const regexes = new Map<string, RegExp>();

function separatorRegex(separator: string): RegExp {
  const known = regexes.get(separator);
  if (known) return known;
  const compiled = separator.length > 1 ? compileRegex(separator, { syntax: 'awk' }) : undefined;
  const source =
    separator === ''
      ? '\\n\\n+'
      : compiled?.ok
        ? compiled.value.source
        : separator.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&');
  const made = new RegExp(source, 'g');
  regexes.set(separator, made);
  return made;
}

interface Writer {
  readonly stream: Stream;
  readonly close: () => void;
  /** The command at the other end. */
  readonly pid: number | undefined;
}

export class Streams {
  readonly #proc: Proc;
  readonly #readers = new Map<string, { readonly records: Records; readonly pid: number | undefined }>();
  readonly #writers = new Map<string, Writer>();

  constructor(proc: Proc) {
    this.#proc = proc;
  }

  /** undefined: it can't be read. */
  reader(name: string, isCommand: boolean): Records | undefined {
    const known = this.#readers.get(name);
    if (known) return known.records;
    if (isCommand) {
      const { reader, writer } = this.#proc.pipe();
      const pid = this.#shell(name, [1, writer]);
      const records = new Records(this.#proc, reader);
      this.#readers.set(name, { records, pid });
      return records;
    }
    const stream = name === '-' ? this.#proc.fds.get(0) : this.#open(name, 'read');
    if (!stream) return undefined;
    const records = new Records(this.#proc, stream);
    this.#readers.set(name, { records, pid: undefined });
    return records;
  }

  /** undefined: it can't be written. */
  writer(name: string, mode: '>' | '>>' | '|'): Stream | undefined {
    const known = this.#writers.get(name);
    if (known) return known.stream;
    if (mode === '|') {
      const { reader, writer } = this.#proc.pipe();
      const close = this.#proc.hold(writer);
      const pid = this.#shell(name, [0, reader]);
      this.#writers.set(name, { stream: writer, close, pid });
      return writer;
    }
    const stream = name === '-' ? this.#proc.fds.get(1) : this.#open(name, mode === '>' ? 'write' : 'append');
    if (!stream) return undefined;
    this.#writers.set(name, { stream, close: this.#proc.hold(stream), pid: undefined });
    return stream;
  }

  *close(name: string): Co<number> {
    const writer = this.#writers.get(name);
    const reader = this.#readers.get(name);
    this.#writers.delete(name);
    this.#readers.delete(name);
    writer?.close();
    reader?.records.close();
    const pid = writer?.pid ?? reader?.pid;
    if (pid !== undefined) return yield* this.#proc.wait(pid);
    return writer || reader ? 0 : -1;
  }

  *closeAll(): Co<void> {
    for (const name of [...this.#writers.keys(), ...this.#readers.keys()]) yield* this.close(name);
  }

  *system(command: string): Co<number> {
    const started = this.#proc.spawn(['sh', '-c', textOf(command)]);
    return started.ok ? yield* this.#proc.wait(started.value) : 127;
  }

  #shell(command: string, [fd, end]: readonly [number, Stream]): number | undefined {
    const fds = new Map([...this.#proc.fds, [fd, end] as const]);
    const started = this.#proc.spawn(['sh', '-c', textOf(command)], { fds });
    return started.ok ? started.value : undefined;
  }

  #open(name: string, mode: 'read' | 'write' | 'append'): Stream | undefined {
    const opened = this.#proc.open(textOf(name), mode);
    return opened.ok ? opened.value : undefined;
  }
}
