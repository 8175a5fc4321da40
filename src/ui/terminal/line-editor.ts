// Line editing as bash's readline does it: keys go in, what the terminal has to be sent comes out.

import { type Cell, placeAfter, plain } from './cells.ts';
import { deleteNext, EDITS, EMPTY_LINE, insert, type Line, lineOf, replace } from './line-edits.ts';
import type { LineHistory } from './line-history.ts';
import { columnsOf, commonStart } from './word-list.ts';

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

interface Search {
  readonly text: string;
  readonly skip: number;
  readonly failed: boolean;
  /** What Ctrl-G goes back to. */
  readonly before: Line;
}

const KEYS = new RegExp(
  String.raw`\x1b\[[0-9;]*[~A-Za-z]|\x1bO[A-Z]|[\x16\x18][\s\S]|\x1b[\s\S]|[\s\S]`,
  'gu',
);
/** Alt-#: the line isn't run, but remembered. */
const COMMENT = '\x1b#';
/** Ctrl-V: the key after it is what it says. */
export const QUOTED = '\x16';
/** More candidates than this, and readline asks first (`completion-query-items`). */
const MANY = 100;

export class LineEditor {
  readonly #host: LineEditorHost;
  readonly #history: LineHistory;
  #line: Line = EMPTY_LINE;
  /** Where the cursor is below the prompt's first row. */
  #row = 0;
  #search: Search | undefined;
  #lastKey = '';
  /** Did the last Tab complete something? The next one doesn't list then. */
  #completed = false;
  /** A long list waits for a y. */
  #asked: readonly string[] | undefined;

  constructor(host: LineEditorHost, history: LineHistory) {
    this.#host = host;
    this.#history = history;
  }

  get isEmpty(): boolean {
    return this.#line.text === '';
  }

  get isSearching(): boolean {
    return this.#search !== undefined;
  }

  /** Another shell: nothing is typed yet. */
  reset(): void {
    this.#search = undefined;
    this.#asked = undefined;
    this.#forget();
  }

  /** Takes keys up to and including the first Enter; the rest is given back. */
  feed(data: string): string {
    let taken = 0;
    for (const [key] of data.matchAll(KEYS)) {
      taken += key.length;
      if (this.#asked) this.#answer(key);
      else if (key === '\r' || key === '\n' || key === COMMENT) {
        if (key === COMMENT) this.#line = { ...this.#line, text: `#${this.#line.text}` };
        this.#enter();
        return data.slice(taken);
      } else this.#press(key);
      this.#lastKey = key;
    }
    if (!this.#asked) this.draw();
    return '';
  }

  /** Ends the search, if there is one; was there one? */
  cancelSearch(): boolean {
    const searching = this.#search !== undefined;
    this.#leaveSearch();
    return searching;
  }

  /** The line is given up (Ctrl-C): what comes next stands after it. */
  abandon(): void {
    this.#line = { ...this.#line, at: this.#line.text.length };
    this.#search = undefined;
    this.#asked = undefined;
    this.draw();
    this.#forget();
  }

  /** Writes the line anew after its prompt. */
  draw(): void {
    const host = this.#host;
    const columns = host.columns();
    const search = this.#search && searchWords(this.#search);
    const start = search === undefined ? placeAfter(plain(host.prompt()), ORIGIN, columns).column : 0;
    const up = this.#row > 0 ? `\x1b[${this.#row}A` : '';
    const text = (search ?? '') + this.#line.text;
    const from = { row: 0, column: start };
    const end = placeAfter(text, from, columns);
    // A terminal wraps only when the next character comes.
    const wrapped = end.column === 0 && text !== '' ? ' \b' : '';
    const cursor = placeAfter((search ?? '') + this.#line.text.slice(0, this.#line.at), from, columns);
    const shown = text.replaceAll('\n', '\r\n');
    host.write(`${up}${toColumn(start)}\x1b[J${shown}${wrapped}${moveTo(end, cursor)}`);
    this.#row = cursor.row;
  }

  /** Writes prompt and line anew where the cursor is: the terminal has another width, or was cleared. */
  redraw(): void {
    const up = this.#row > 0 ? `\x1b[${this.#row}A` : '';
    this.#row = 0;
    this.#host.write(`${up}\r\x1b[J${this.#host.prompt()}`);
    this.draw();
  }

  #enter(): void {
    this.#leaveSearch();
    const { text } = this.#line;
    this.#line = { ...this.#line, at: text.length };
    this.draw();
    this.#host.write('\r\n');
    this.#forget();
    this.#host.submit(text);
  }

  #forget(): void {
    this.#line = { ...EMPTY_LINE, ring: this.#line.ring };
    this.#row = 0;
    this.#history.rest();
  }

  #press(key: string): void {
    if (key === '\x12') return this.#searchOn();
    if (this.#search && this.#searchFor(key)) return;
    const edit = EDITS[key];
    const verb = this.#verbs[key];
    if (edit) this.#line = edit(this.#line);
    else if (verb) verb();
    else if (key.startsWith(QUOTED)) this.#line = insert(this.#line, key.slice(1));
    else if (key >= ' ' && !key.startsWith('\x1b')) this.#line = insert(this.#line, key);
  }

  readonly #verbs: Readonly<Record<string, () => void>> = {
    '\x1b[A': () => this.#walk(-1),
    '\x1bOA': () => this.#walk(-1),
    '\x10': () => this.#walk(-1),
    '\x1b[B': () => this.#walk(1),
    '\x1bOB': () => this.#walk(1),
    '\x0e': () => this.#walk(1),
    '\x1b<': () => this.#walk(Number.NEGATIVE_INFINITY),
    '\x1b>': () => this.#walk(Number.POSITIVE_INFINITY),
    '\x1b.': () => this.#lastWord(),
    '\x1b_': () => this.#lastWord(),
    '\t': () => this.#complete(),
    '\x1b?': () => this.#list(this.#candidates()),
    '\x04': () => this.#endOrDelete(),
    '\x0c': () => this.#clear(),
  };

  #clear(): void {
    this.#row = 0;
    this.#host.clear();
    this.redraw();
  }

  #endOrDelete(): void {
    if (this.isEmpty) this.#host.endInput();
    else this.#line = deleteNext(this.#line);
  }

  #walk(by: number): void {
    const text = this.#history.walk(by, this.#line.text);
    if (text !== undefined) this.#line = lineOf(text, this.#line.ring);
  }

  #lastWord(): void {
    const again = this.#lastKey === '\x1b.' || this.#lastKey === '\x1b_';
    const from = again ? this.#line.undo.at(-1)?.at : undefined;
    const word = this.#history.lastWord(again);
    if (word === undefined) return this.#host.write('\x07');
    const undone = again ? (EDITS['\x1f']?.(this.#line) ?? this.#line) : this.#line;
    this.#line = replace(undone, from ?? undone.at, word);
  }

  #searchOn(): void {
    const search = this.#search;
    this.#search = search
      ? { ...search, skip: search.skip + 1 }
      : { text: '', skip: 0, failed: false, before: this.#line };
    this.#showFound();
  }

  /** Keys within the search; any other ends it and is what it always is. */
  #searchFor(key: string): boolean {
    const search = this.#search as Search;
    if (key === '\x07') {
      this.#line = search.before;
      this.#leaveSearch();
      return true;
    }
    const rubsOut = key === '\x7f' || key === '\x08';
    if (rubsOut || (key >= ' ' && !key.startsWith('\x1b'))) {
      this.#search = { ...search, text: rubsOut ? search.text.slice(0, -1) : search.text + key, skip: 0 };
      this.#showFound();
      return true;
    }
    this.#leaveSearch();
    return false;
  }

  #leaveSearch(): void {
    if (!this.#search) return;
    this.#search = undefined;
    this.redraw();
  }

  #showFound(): void {
    const search = this.#search as Search;
    const found = search.text === '' ? undefined : this.#history.find(search.text, search.skip);
    this.#search = { ...search, failed: search.text !== '' && found === undefined };
    if (found === undefined) return;
    this.#line = { ...lineOf(found, this.#line.ring), at: found.indexOf(search.text) };
  }

  #candidates(): readonly string[] {
    return this.#host.complete(this.#line.text.slice(0, this.#line.at))?.candidates ?? [];
  }

  #complete(): void {
    const completion = this.#host.complete(this.#line.text.slice(0, this.#line.at));
    if (!completion || completion.candidates.length === 0) return this.#host.write('\x07');
    const { from, candidates } = completion;
    const common = commonStart(candidates);
    const typed = this.#line.text.slice(from, this.#line.at);
    const only = candidates.length === 1;
    const done = only && !common.endsWith('/') ? `${common} ` : common;
    const isSecond = this.#lastKey === '\t' && !this.#completed;
    this.#completed = done.length > typed.length;
    if (this.#completed) this.#line = replace(this.#line, from, done);
    else if (isSecond) this.#list(candidates);
    else this.#host.write('\x07');
  }

  /** Shows what there is, and asks again below. */
  #list(candidates: readonly string[]): void {
    if (candidates.length === 0) return;
    this.#line = { ...this.#line, did: 'move' };
    if (candidates.length > MANY) {
      this.#asked = candidates;
      this.#host.write(`\r\nDisplay all ${candidates.length} possibilities? (y or n)`);
    } else this.#show(candidates);
  }

  #answer(key: string): void {
    const candidates = this.#asked ?? [];
    const says = 'yY \t'.includes(key) ? 'yes' : 'nN\x7f\x07'.includes(key) ? 'no' : 'what';
    if (says === 'what') return this.#host.write('\x07');
    this.#asked = undefined;
    this.#show(says === 'yes' ? candidates : []);
  }

  #show(candidates: readonly string[]): void {
    const rows = columnsOf(candidates, this.#host.columns());
    this.#host.write(`\r\n${rows.map((row) => `${row}\r\n`).join('')}${this.#host.prompt()}`);
    this.#row = 0;
  }
}

const ORIGIN: Cell = { row: 0, column: 0 };

function searchWords({ text, failed }: Search): string {
  return `(${failed ? 'failed ' : ''}reverse-i-search)\`${text}': `;
}

function toColumn(column: number): string {
  return column > 0 ? `\r\x1b[${column}C` : '\r';
}

function moveTo(from: Cell, to: Cell): string {
  const up = from.row > to.row ? `\x1b[${from.row - to.row}A` : '';
  return from.row === to.row && from.column === to.column ? '' : `${up}${toColumn(to.column)}`;
}
