// The keys of sort(1): `-k 2.3n,4` and how two values compare.

import { byText, type Comparator } from '../../../base/order.ts';
import { octetsOf } from './octet-text.ts';
import { quote } from './quote.ts';

export interface KeyOrder {
  readonly numeric: boolean;
  readonly general: boolean;
  readonly human: boolean;
  readonly version: boolean;
  readonly month: boolean;
  readonly dictionary: boolean;
  readonly fold: boolean;
  readonly reverse: boolean;
  readonly blanks: boolean;
}

interface Position {
  readonly field: number;
  /** 0 at the end of a key: the field's end. */
  readonly character: number;
  readonly skipsBlanks: boolean;
}

export interface SortKey {
  readonly from: Position;
  readonly to: Position | undefined;
  readonly order: KeyOrder;
}

export function orderOf(letters: string): KeyOrder {
  return {
    numeric: letters.includes('n'),
    general: letters.includes('g'),
    human: letters.includes('h'),
    version: letters.includes('V'),
    month: letters.includes('M'),
    dictionary: letters.includes('d'),
    fold: letters.includes('f'),
    reverse: letters.includes('r'),
    blanks: letters.includes('b'),
  };
}

/** A key without an order of its own has `inherited`. The string is what is wrong. */
export function parseKey(text: string, inherited: string): SortKey | string {
  const match = /^(\d*)(?:\.(\d+))?([bdfghiMnRrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnRrV]*))?$/.exec(text);
  if (!match || match[1] === '') {
    return /^\d/.test(text)
      ? `stray character in field spec: invalid field specification ${quote(text)}`
      : `invalid number at field start: invalid count at start of ${quote(text)}`;
  }
  const [, field = '', character = '1', letters = '', endField, endCharacter = '0', endLetters = ''] = match;
  if (Number(field) === 0) return `field number is zero: invalid field specification ${quote(text)}`;
  if (Number(character) === 0) return `character offset is zero: invalid field specification ${quote(text)}`;
  const own = letters + endLetters;
  const order = orderOf(own === '' ? inherited : own);
  const inheritsBlanks = own === '' && order.blanks;
  return {
    from: {
      field: Number(field),
      character: Number(character),
      skipsBlanks: inheritsBlanks || letters.includes('b'),
    },
    to:
      endField === undefined
        ? undefined
        : {
            field: Number(endField),
            character: Number(endCharacter),
            skipsBlanks: inheritsBlanks || endLetters.includes('b'),
          },
    order,
  };
}

/** The part of a line that a key names. */
export function keyText(line: string, key: SortKey, separator: string | undefined): string {
  const starts = fieldStarts(line, separator);
  const from = startOf(line, starts, key.from);
  if (!key.to) return line.slice(from);
  return line.slice(from, Math.max(from, endOf(line, starts, key.to, separator)));
}

/** Where each field begins; without a separator a field begins with the blanks before it. */
function fieldStarts(line: string, separator: string | undefined): number[] {
  const starts = [0];
  if (separator !== undefined) {
    for (let at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let i = 1; i < line.length; i++) if (isBlank(line[i]) && !isBlank(line[i - 1])) starts.push(i);
  return starts;
}

function startOf(
  line: string,
  starts: readonly number[],
  { field, character, skipsBlanks }: Position,
): number {
  let at = starts[field - 1] ?? line.length;
  if (skipsBlanks) while (isBlank(line[at])) at++;
  return Math.min(line.length, at + character - 1);
}

function endOf(
  line: string,
  starts: readonly number[],
  position: Position,
  separator: string | undefined,
): number {
  const { field, character, skipsBlanks } = position;
  if (character === 0) {
    const next = starts[field];
    return next === undefined ? line.length : separator === undefined ? next : next - 1;
  }
  let at = starts[field - 1] ?? line.length;
  if (skipsBlanks) while (isBlank(line[at])) at++;
  return Math.min(line.length, at + character);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

export function comparatorOf(order: KeyOrder): Comparator<string> {
  const compare = plainComparator(order);
  return order.reverse ? (a, b) => compare(b, a) : compare;
}

function plainComparator(order: KeyOrder): Comparator<string> {
  if (order.numeric) return (a, b) => numberOf(a) - numberOf(b);
  if (order.human) return (a, b) => humanOf(a) - humanOf(b);
  if (order.general) return (a, b) => compareGeneral(a, b);
  if (order.month) return (a, b) => monthOf(a) - monthOf(b);
  if (order.version) return compareVersions;
  return (a, b) => byText(octetsOf(prepared(a, order)), octetsOf(prepared(b, order)));
}

function prepared(text: string, order: KeyOrder): string {
  const trimmed = order.blanks ? text.replace(/^[ \t]+/, '') : text;
  const plain = order.dictionary ? trimmed.replace(/[^A-Za-z0-9 \t]/g, '') : trimmed;
  return order.fold ? plain.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : plain;
}

function numberOf(text: string): number {
  return Number(/^[ \t]*(-?\d*(?:\.\d*)?)/.exec(text)?.[1]?.replace(/^(-?)\.?$/, '0') ?? 0) || 0;
}

const SUFFIXES = 'KMGTPEZY';

/** First by the suffix, then by the number, as sort -h does. */
function humanOf(text: string): number {
  const match = /^[ \t]*(-?)(\d*\.?\d*)([KkMGTPEZY]?)/.exec(text);
  const value = Number(match?.[2] === '.' ? 0 : match?.[2]) || 0;
  if (value === 0) return 0;
  const power = SUFFIXES.indexOf((match?.[3] ?? '').toUpperCase() || '?') + 1;
  const size = value + power * 1e15;
  return match?.[1] === '-' ? -size : size;
}

function compareGeneral(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => Number.parseFloat(text.trim()));
  const isLeft = !Number.isNaN(left);
  const isRight = !Number.isNaN(right);
  if (!isLeft || !isRight) return Number(isLeft) - Number(isRight);
  return (left as number) - (right as number);
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function monthOf(text: string): number {
  return MONTHS.indexOf(text.trim().slice(0, 3).toUpperCase()) + 1;
}

/** filevercmp: runs of digits by their value, the rest by characters, letters before others, `~` before all. */
export function compareVersions(a: string, b: string): number {
  const parts = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];
  const left = /^\d/.test(a) ? ['', ...parts(a)] : parts(a);
  const right = /^\d/.test(b) ? ['', ...parts(b)] : parts(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    const order = i % 2 === 1 ? Number(x) - Number(y) : compareLetters(x, y);
    if (order !== 0) return order;
  }
  return byText(a, b);
}

function compareLetters(a: string, b: string): number {
  const rank = (letter: string | undefined): number => {
    if (letter === undefined) return 0;
    if (letter === '~') return -1;
    return /[A-Za-z]/.test(letter) ? letter.charCodeAt(0) : letter.charCodeAt(0) + 256;
  };
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const order = rank(a[i]) - rank(b[i]);
    if (order !== 0) return order;
  }
  return 0;
}
