// Line editing as bash's readline does it: keys go in, what the terminal has to be sent comes out.

import { type Cell, placeAfter, plain } from './cells.ts';
import { deleteNext, EDITS, EMPTY_LINE, insert, type Line, lineOf } from './line-edits.ts';
import type { LineHistory } from './line-history.ts';

export interface LineEditorHost {
  write(text: string): void;
  columns(): number;
  /** What stands on the line before what is typed: the prompt. */
  prompt(): string;
  /** Enter; the line without its end. */
  submit(line: string): void;
  /** Ctrl-D on an empty line. */
  endInput(): void;
  /** What could stand in place of the word that ends at the cursor; undefined: no completion here. */
  complete(before: string): Completion | undefined;
  /** Ctrl-L. */
  clear(): void;
}

export interface Completion {
  /** Where the word begins. */
  readonly from: number;
  readonly candidates: readonly string[];
}

const KEYS = new RegExp(String.raw`\x1b\[[0-9;]*[~A-Za-z]|\x1bO[A-Z]|\x1b[\s\S]|[\s\S]`, 'gu');

export class LineEditor {
  readonly #host: LineEditorHost;
  readonly #history: LineHistory;
  #line: Line = EMPTY_LINE;
  /** Where the cursor is below the prompt's first row. */
  #row = 0;
  #search: { readonly text: string; readonly skip: number } | undefined;
  #tabs = 0;

  constructor(host: LineEditorHost, history: LineHistory) {
    this.#host = host;
    this.#history = history;
  }

  get isEmpty(): boolean {
    return this.#line.text === '';
  }

  /** Takes keys up to and including the first Enter; the rest is given back. */
  feed(data: string): string {
    let taken = 0;
    for (const [key] of data.matchAll(KEYS)) {
      taken += key.length;
      if (key === '\r' || key === '\n') {
        this.#enter();
        return data.slice(taken);
      }
      this.#press(key);
    }
    this.draw();
    return '';
  }

  /** Ends the search, if there is one; was there one? */
  cancelSearch(): boolean {
    const searching = this.#search !== undefined;
    this.#search = undefined;
    if (searching) this.draw();
    return searching;
  }

  /** The line is given up (Ctrl-C): what comes next stands after it. */
  abandon(): void {
    this.#line = { ...this.#line, at: this.#line.text.length };
    this.#search = undefined;
    this.draw();
    this.#forget();
  }

  /** Writes the line anew after its prompt. */
  draw(): void {
    const host = this.#host;
    const columns = host.columns();
    const start = placeAfter(plain(host.prompt()), ORIGIN, columns);
    const up = this.#row > 0 ? `\x1b[${this.#row}A` : '';
    const text = this.#shown();
    const end = placeAfter(text, { row: 0, column: start.column }, columns);
    // A terminal wraps only when the next character comes.
    const wrapped = end.column === 0 && text !== '' ? ' \b' : '';
    const cursor = placeAfter(this.#beforeCursor(), { row: 0, column: start.column }, columns);
    host.write(`${up}${toColumn(start.column)}\x1b[J${text}${wrapped}${moveTo(end, cursor)}`);
    this.#row = cursor.row;
  }

  #shown(): string {
    return this.#search ? `${searchWords(this.#search.text)}${this.#line.text}` : this.#line.text;
  }

  #beforeCursor(): string {
    return this.#search ? this.#shown() : this.#line.text.slice(0, this.#line.at);
  }

  #enter(): void {
    this.#search = undefined;
    const { text } = this.#line;
    this.#line = { ...this.#line, at: text.length };
    this.draw();
    this.#host.write('\r\n');
    this.#history.remember(text);
    this.#forget();
    this.#host.submit(text);
  }

  #forget(): void {
    this.#line = { ...EMPTY_LINE, killed: this.#line.killed };
    this.#row = 0;
  }

  #press(key: string): void {
    this.#tabs = key === '\t' ? this.#tabs + 1 : 0;
    if (key === '\x12') return this.#searchOn();
    if (this.#search && this.#searchFor(key)) return;
    const edit = EDITS[key];
    if (edit) this.#line = edit(this.#line);
    else if (key === '\x1b[A' || key === '\x10') this.#walk(-1);
    else if (key === '\x1b[B' || key === '\x0e') this.#walk(1);
    else if (key === '\t') this.#complete();
    else if (key === '\x04') this.#endOrDelete();
    else if (key === '\x0c') this.#host.clear();
    else if (key >= ' ' && !key.startsWith('\x1b')) this.#line = insert(this.#line, key);
  }

  #endOrDelete(): void {
    if (this.isEmpty) this.#host.endInput();
    else this.#line = deleteNext(this.#line);
  }

  #walk(direction: -1 | 1): void {
    const text = this.#history.walk(direction, this.#line.text);
    if (text !== undefined) this.#line = lineOf(text, this.#line.killed);
  }

  #searchOn(): void {
    this.#search = this.#search ? { ...this.#search, skip: this.#search.skip + 1 } : { text: '', skip: 0 };
    this.#showFound();
  }

  /** Keys within the search; any other ends it and is what it always is. */
  #searchFor(key: string): boolean {
    const search = this.#search;
    if (search && (key === '\x7f' || (key >= ' ' && !key.startsWith('\x1b') && key !== '\x7f'))) {
      this.#search = { text: key === '\x7f' ? search.text.slice(0, -1) : search.text + key, skip: 0 };
      this.#showFound();
      return true;
    }
    this.#search = undefined;
    return false;
  }

  #showFound(): void {
    const { text, skip } = this.#search ?? { text: '', skip: 0 };
    const found = text === '' ? undefined : this.#history.find(text, skip);
    if (found !== undefined) this.#line = lineOf(found, this.#line.killed);
  }

  #complete(): void {
    const completion = this.#host.complete(this.#line.text.slice(0, this.#line.at));
    if (!completion || completion.candidates.length === 0) return this.#host.write('\x07');
    const { from, candidates } = completion;
    const common = commonStart(candidates);
    const typed = this.#line.text.slice(from, this.#line.at);
    const only = candidates.length === 1;
    const done = only && !common.endsWith('/') ? `${common} ` : common;
    if (done.length > typed.length) {
      this.#line = insert({ ...this.#line, text: this.#without(from), at: from }, done);
    } else if (this.#tabs > 1) this.#list(candidates);
  }

  #without(from: number): string {
    return this.#line.text.slice(0, from) + this.#line.text.slice(this.#line.at);
  }

  /** The second Tab shows what there is, and asks again below. */
  #list(candidates: readonly string[]): void {
    const names = candidates.map((name) => name.replace(/^.*\/(?=.)/, ''));
    const width = Math.max(...names.map((name) => name.length)) + 2;
    const perRow = Math.max(1, Math.floor(this.#host.columns() / width));
    const rows: string[] = [];
    for (let i = 0; i < names.length; i += perRow)
      rows.push(
        names
          .slice(i, i + perRow)
          .map((name) => name.padEnd(width))
          .join('')
          .trimEnd(),
      );
    this.#host.write(`\r\n${rows.join('\r\n')}\r\n${this.#host.prompt()}`);
    this.#row = 0;
  }
}

const ORIGIN: Cell = { row: 0, column: 0 };

function searchWords(text: string): string {
  return `(reverse-i-search)\`${text}': `;
}

function toColumn(column: number): string {
  return column > 0 ? `\r\x1b[${column}C` : '\r';
}

function moveTo(from: Cell, to: Cell): string {
  const up = from.row > to.row ? `\x1b[${from.row - to.row}A` : '';
  return from.row === to.row && from.column === to.column ? '' : `${up}${toColumn(to.column)}`;
}

function commonStart(words: readonly string[]): string {
  let common = words[0] ?? '';
  for (const word of words) while (!word.startsWith(common)) common = common.slice(0, -1);
  return common;
}
