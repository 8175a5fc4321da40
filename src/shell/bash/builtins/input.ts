// read, mapfile and readarray.

import type { Co } from '../../co.ts';
import type { Nanos } from '../../../engine/ids.ts';
import { FileStream } from '../../file-stream.ts';
import { err } from '../../say.ts';
import type { Stream } from '../../stream.ts';
import { assignArray } from '../arrays.ts';
import { assign, evaluateIn, readVariable, splitSubscript } from '../assign.ts';
import { readUntil } from '../read-line.ts';
import type { Shell } from '../shell.ts';
import { runText } from '../run-script.ts';
import { quoteBackslash } from '../quote.ts';
import { type Options, readOptions } from './getopt.ts';
import type { Builtins } from './table.ts';

const READ_USAGE =
  'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]';

interface Taken {
  /** Characters; an escaped one is kept apart from separators by `escaped`. */
  readonly chars: readonly string[];
  readonly escaped: readonly boolean[];
  readonly status: number;
}

function* read(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'read', args, 'ersa:d:i:n:N:p:t:u:', READ_USAGE);
  if (!options) return 2;
  const { letters, values, operands } = options;
  for (const name of operands)
    if (!/^[A-Za-z_]\w*(\[.*\])?$/.test(name))
      return yield* shell.fail('read', `\`${name}': not a valid identifier`);
  const fd = Number(values.get('u') ?? 0);
  const stream = shell.proc.fds.get(fd);
  if (!stream) return yield* shell.fail('read', `${fd}: invalid file descriptor: Bad file descriptor`);
  if (letters.has('t') && !/^\d*\.?\d*$/.test(values.get('t') as string))
    return yield* shell.fail('read', `${values.get('t')}: invalid timeout specification`);
  if (letters.has('p') && stream.tty) yield* err(shell.proc, values.get('p') as string);
  if (values.get('t') === '0') return stream.readable ? 0 : 1;
  const taken = yield* take(shell, stream, options);
  store(shell, options, taken);
  return taken.status;
}

function* take(shell: Shell, stream: Stream, { letters, values }: Options): Co<Taken> {
  const exact = values.get('N');
  const count = exact ?? values.get('n');
  const limit = count === undefined ? Number.POSITIVE_INFINITY : Number(count);
  const delimiter =
    exact === undefined ? (values.has('d') ? (values.get('d') as string)[0] || '\0' : '\n') : undefined;
  const until = values.has('t')
    ? ((shell.proc.world.now + Number(values.get('t')) * 1e9) as Nanos)
    : undefined;
  const chars: string[] = [];
  const escaped: boolean[] = [];
  const raw = letters.has('r');
  const source = new Characters(stream, until);
  try {
    while (chars.length < limit) {
      const char = yield* source.next();
      if (char === 'timeout') return { chars, escaped, status: 142 };
      if (char === undefined) return { chars, escaped, status: 1 };
      if (char === delimiter) return { chars, escaped, status: 0 };
      if (char === '\\' && !raw) {
        const next = yield* source.next();
        if (next === undefined || next === 'timeout') return { chars, escaped, status: 1 };
        if (next === '\n') continue;
        chars.push(next);
        escaped.push(true);
      } else if (char !== '\0') {
        chars.push(char);
        escaped.push(false);
      }
    }
    return { chars, escaped, status: 0 };
  } finally {
    source.giveBack();
  }
}

/** Characters one at a time: a file is read in blocks, and what was too much is given back. */
class Characters {
  readonly #stream: Stream;
  readonly #until: Nanos | undefined;
  #block = '';

  constructor(stream: Stream, until: Nanos | undefined) {
    this.#stream = stream;
    this.#until = until;
  }

  *next(): Co<string | undefined> {
    if (this.#block === '') {
      if (this.#until !== undefined && !this.#stream.readable) {
        yield { for: 'readable', stream: this.#stream, until: this.#until };
        if (!this.#stream.readable) return 'timeout';
      }
      this.#block = yield* this.#stream.read(this.#stream instanceof FileStream ? 1024 : 1);
      if (this.#block === '') return undefined;
    }
    const char = String.fromCodePoint(this.#block.codePointAt(0) as number);
    this.#block = this.#block.slice(char.length);
    return char;
  }

  giveBack(): void {
    if (this.#stream instanceof FileStream) this.#stream.unread(this.#block);
  }
}

function store(shell: Shell, { letters, values, operands }: Options, { chars, escaped }: Taken): void {
  const ifs = readVariable(shell, 'IFS') ?? ' \t\n';
  if (letters.has('a')) {
    const words = splitAll(chars, escaped, ifs);
    assignArray(
      shell,
      values.get('a') as string,
      words.map((value) => ({ key: undefined, append: false, value })),
      false,
    );
    return;
  }
  if (operands.length === 0) return assign(shell, 'REPLY', chars.join(''));
  if (letters.has('N')) {
    operands.forEach((name, i) => setNamed(shell, name, i === 0 ? chars.join('') : ''));
    return;
  }
  const rest = new Splitter(chars, escaped, ifs);
  operands.forEach((name, i) => setNamed(shell, name, i < operands.length - 1 ? rest.word() : rest.last()));
}

function setNamed(shell: Shell, text: string, value: string): void {
  const { name, subscript } = splitSubscript(text);
  assign(shell, name, value, subscript);
}

function splitAll(chars: readonly string[], escaped: readonly boolean[], ifs: string): string[] {
  const splitter = new Splitter(chars, escaped, ifs);
  const words: string[] = [];
  while (!splitter.isDone) words.push(splitter.word());
  return words;
}

/** Word splitting as `read` does it: one word for each name, the rest for the last. */
class Splitter {
  readonly #chars: readonly string[];
  readonly #escaped: readonly boolean[];
  readonly #ifs: string;
  #at = 0;

  constructor(chars: readonly string[], escaped: readonly boolean[], ifs: string) {
    this.#chars = chars;
    this.#escaped = escaped;
    this.#ifs = ifs;
    this.#skipSpace();
  }

  get isDone(): boolean {
    return this.#at >= this.#chars.length;
  }

  word(): string {
    const start = this.#at;
    while (!this.isDone && !this.#separates(this.#at)) this.#at++;
    const text = this.#chars.slice(start, this.#at).join('');
    this.#skipSpace();
    if (
      !this.isDone &&
      this.#separates(this.#at) &&
      !this.#isSpace(this.#at) &&
      text.length + start <= this.#at
    ) {
      this.#at++;
      this.#skipSpace();
    }
    return text;
  }

  /** All that is left, without white space at its end; a single word loses its delimiter, too. */
  last(): string {
    const start = this.#at;
    const word = this.word();
    if (this.isDone) return word;
    let end = this.#chars.length;
    while (end > start && this.#isSpace(end - 1)) end--;
    this.#at = this.#chars.length;
    return this.#chars.slice(start, end).join('');
  }

  #separates(i: number): boolean {
    return this.#escaped[i] === false && this.#ifs.includes(this.#chars[i] as string);
  }

  #isSpace(i: number): boolean {
    return this.#separates(i) && ' \t\n'.includes(this.#chars[i] as string);
  }

  #skipSpace(): void {
    while (!this.isDone && this.#isSpace(this.#at)) this.#at++;
  }
}

const MAPFILE_USAGE =
  'mapfile [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]';

function* mapfile(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'mapfile', args, 'd:n:O:s:tu:C:c:', MAPFILE_USAGE);
  if (!options) return 2;
  const { letters, values, operands } = options;
  for (const [letter, what] of [
    ['n', 'line count'],
    ['O', 'array origin'],
    ['s', 'line count'],
  ] as const) {
    const given = values.get(letter);
    if (given !== undefined && !/^\s*\+?\d+$/.test(given))
      return yield* shell.fail('mapfile', `${given}: invalid ${what}`);
  }
  const number = (letter: string) => Number(evaluateIn(shell, values.get(letter) ?? '0'));
  const fd = number('u');
  const stream = shell.proc.fds.get(fd);
  if (!stream) return yield* shell.fail('mapfile', `${fd}: invalid file descriptor: Bad file descriptor`);
  const name = operands[0] ?? 'MAPFILE';
  const delimiter = values.has('d') ? (values.get('d') as string)[0] || '\0' : '\n';
  const limit = number('n') || Number.POSITIVE_INFINITY;
  const lines: string[] = [];
  for (let read = 0; lines.length < limit; read++) {
    const { text, ended } = yield* readUntil(stream, delimiter);
    if (text === '' && ended) break;
    const line = letters.has('t') || ended ? text : text + delimiter;
    if (read >= number('s')) {
      lines.push(line);
      yield* callBack(shell, options, lines.length - 1, line);
    }
    if (ended) break;
  }
  const origin = number('O');
  const items = lines.map((value, i) => ({ key: String(origin + i), append: false, value }));
  assignArray(shell, name, items, letters.has('O'));
  return 0;
}

function* callBack(shell: Shell, { values }: Options, index: number, line: string): Co<void> {
  const callback = values.get('C');
  const quantum = Number(values.get('c') ?? 5000);
  if (callback !== undefined && (index + 1) % quantum === 0)
    yield* runText(shell, `${callback} ${index} ${quoteBackslash(line)}`);
}

export const INPUT_BUILTINS: Builtins = { read, mapfile, readarray: mapfile };
