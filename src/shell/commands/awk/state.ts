// The variables of a running program: fields and $0 that follow each other, special ones, arrays, the locals of functions.

import { compileRegex, type Regex } from '../../regex/compile.ts';
import { format, general } from './format.ts';
import { AwkError } from './lexer.ts';
import { fromInput, toNumber, type Value } from './value.ts';

export type AwkArray = Map<string, Value>;
/** A variable; `origin`: the caller's, which becomes an array when this one does. */
export interface Cell {
  value: Value | AwkArray;
  readonly origin?: Cell;
}

/** mawk prints integers of this size as integers. */
const MOST = 2_147_483_647;

export class State {
  readonly globals = new Map<string, Cell>();
  frame: Map<string, Cell> | undefined;
  #record = '';
  #fields: Value[] = [];
  #isSplit = true;
  #isJoined = true;
  readonly #regexes = new Map<string, Regex>();

  constructor() {
    const start = {
      FS: ' ',
      OFS: ' ',
      ORS: '\n',
      RS: '\n',
      SUBSEP: '\x1c',
      CONVFMT: '%.6g',
      OFMT: '%.6g',
      FILENAME: '',
    };
    for (const [name, value] of Object.entries(start)) this.globals.set(name, { value });
    for (const name of ['NR', 'FNR', 'RSTART']) this.globals.set(name, { value: 0 });
    this.globals.set('RLENGTH', { value: -1 });
  }

  cell(name: string): Cell {
    const known = this.frame?.get(name) ?? this.globals.get(name);
    if (known) return known;
    const made: Cell = { value: undefined };
    this.globals.set(name, made);
    return made;
  }

  get(name: string): Value {
    if (name === 'NF' && !this.frame?.has(name)) {
      this.#split();
      return this.#fields.length;
    }
    const { value } = this.cell(name);
    if (value instanceof Map) throw new AwkError(`illegal reference to array ${name}`);
    return value;
  }

  set(name: string, value: Value): void {
    if (name === 'NF' && !this.frame?.has(name)) {
      this.#split();
      this.#resize(toNumber(value));
      this.#isJoined = false;
    } else this.cell(name).value = value;
  }

  array(name: string): AwkArray {
    return arrayIn(this.cell(name), name);
  }

  text(value: Value, conversion = 'CONVFMT'): string {
    if (typeof value === 'string') return value;
    if (value === undefined) return '';
    if (typeof value === 'object') return value.text;
    if (Number.isInteger(value) && Math.abs(value) <= MOST) return String(value === 0 ? 0 : value);
    if (Number.isNaN(value)) return Object.is(value, Number.NaN) ? '-nan' : 'nan';
    const template = this.text(this.globals.get(conversion)?.value as Value);
    if (template === '%.6g')
      return (value < 0 ? '-' : '') + (Number.isFinite(value) ? general(Math.abs(value), 6) : 'inf');
    return format(template, [value], String);
  }

  regex(source: string): Regex {
    const known = this.#regexes.get(source);
    if (known) return known;
    const compiled = compileRegex(source, { syntax: 'awk' });
    if (!compiled.ok) throw new AwkError(`regular expression compile failed (${compiled.error})\n${source}`);
    this.#regexes.set(source, compiled.value);
    return compiled.value;
  }

  setRecord(text: string): void {
    this.#record = text;
    this.#isSplit = false;
    this.#isJoined = true;
  }

  field(index: number): Value {
    if (index < 0) throw new AwkError(`negative field index $${index}`);
    if (index === 0) return fromInput(this.#whole());
    this.#split();
    return this.#fields[index - 1];
  }

  setField(index: number, value: Value): void {
    if (index === 0) {
      this.setRecord(this.text(value));
      return;
    }
    this.#split();
    if (index > this.#fields.length) this.#resize(index);
    this.#fields[index - 1] = value;
    this.#isJoined = false;
  }

  splitText(text: string, separator: string): string[] {
    if (separator === ' ') return text.split(/[ \t\n\f\r\v]+/).filter((field) => field !== '');
    if (text === '') return [];
    if (separator === '') return text.split('');
    const paragraphs = this.text(this.get('RS')) === '';
    if (separator.length === 1 && separator !== '\\' && !paragraphs && !/[.[\]()*+?^$|{}]/.test(separator))
      return text.split(separator);
    const source =
      separator.length === 1 && separator !== '|' ? `[${separator === '^' ? '\\^' : separator}]` : separator;
    return splitBy(text, this.regex(paragraphs ? `${source}|\n` : separator === '|' ? '[|]' : source));
  }

  #whole(): string {
    if (!this.#isJoined) {
      this.#record = this.#fields.map((field) => this.text(field)).join(this.text(this.get('OFS')));
      this.#isJoined = true;
    }
    return this.#record;
  }

  #split(): void {
    if (this.#isSplit) return;
    this.#fields = this.splitText(this.#record, this.text(this.get('FS'))).map(fromInput);
    this.#isSplit = true;
  }

  #resize(count: number): void {
    this.#fields.length = Math.min(this.#fields.length, count);
    while (this.#fields.length < count) this.#fields.push('');
  }
}

export function arrayIn(cell: Cell, name: string): AwkArray {
  if (cell.value instanceof Map) return cell.value;
  if (cell.value !== undefined) throw new AwkError(`can't use scalar ${name} as array`);
  cell.value = cell.origin ? arrayIn(cell.origin, name) : new Map();
  return cell.value;
}

function splitBy(text: string, regex: Regex): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at <= text.length; ) {
    const found = regex.exec(text, at);
    if (!found) break;
    if (found.end === found.start) at = found.end + 1;
    else {
      parts.push(text.slice(from, found.start));
      from = found.end;
      at = from;
    }
  }
  return [...parts, text.slice(from)];
}
