// join(1): the lines of two sorted files that have the same join field, side by side.

import { byText } from '../../../base/order.ts';
import type { Co } from '../../co.ts';
import { parseInteger } from './counts.ts';
import { readOperand, splitLines, withoutEnd } from './input.ts';
import { type Field, parseFormat } from './join-format.ts';
import { octetsOf } from './octet-text.ts';
import { quote, quoteAlways } from './quote.ts';
import { type Call, complain, misuse, opt, say, tool } from './tool.ts';

interface Row {
  readonly text: string;
  readonly fields: readonly string[];
  readonly key: string;
}

interface Settings {
  /** The join field of each file, from 0. */
  readonly keys: readonly [number, number];
  readonly separator: string | undefined;
  readonly ignoresCase: boolean;
  readonly empty: string;
  readonly format: readonly Field[] | undefined;
  readonly pairs: boolean;
  /** Which file's unpairable lines are shown. */
  readonly alone: readonly [boolean, boolean];
}

export const join = tool({
  name: 'join',
  about: 'join lines of two files on a common field',
  operands: 'FILE1 FILE2',
  options: [
    opt('a', '=FILENUM', 'also print unpairable lines from file FILENUM'),
    opt('e', '=STRING', 'replace missing (empty) input fields with STRING'),
    opt('i', 'ignore-case', 'ignore differences in case when comparing fields'),
    opt('j', '=FIELD', "equivalent to '-1 FIELD -2 FIELD'"),
    opt('o', '=FORMAT', 'obey FORMAT while constructing output line'),
    opt('t', '=CHAR', 'use CHAR as input and output field separator'),
    opt('v', '=FILENUM', 'like -a FILENUM, but suppress joined output lines'),
    opt('1', '=FIELD', 'join on this FIELD of file 1'),
    opt('2', '=FIELD', 'join on this FIELD of file 2'),
    opt('', 'check-order', 'check that the input is correctly sorted'),
    opt('', 'nocheck-order', 'do not check that the input is correctly sorted'),
    opt('', 'header', 'treat the first line in each file as field headers'),
  ],
  *run(call) {
    const { operands } = call;
    const settings = settingsOf(call);
    if (typeof settings === 'string') return yield* complain(call, settings);
    if (operands.length === 0) return yield* misuse(call, 'missing operand');
    if (operands.length === 1)
      return yield* misuse(call, `missing operand after ${quote(operands[0] ?? '')}`);
    if (operands.length > 2) return yield* misuse(call, `extra operand ${quoteAlways(operands[2] ?? '')}`);
    if (operands[0] === '-' && operands[1] === '-')
      return yield* complain(call, 'both files cannot be standard input');
    const files: Row[][] = [];
    for (const [which, path] of operands.entries()) {
      const text = yield* readOperand(call, path);
      if (text === undefined) return 1;
      files.push(splitLines(text).map((line) => rowOf(withoutEnd(line), settings, which)));
    }
    return yield* joined(call, files as [Row[], Row[]], settings);
  },
});

function settingsOf({ args }: Call): Settings | string {
  const all = (name: string) =>
    args.given.filter(({ spec }) => spec.short === name).map(({ value }) => value);
  const keys: [number, number] = [0, 0];
  for (const { spec, value = '' } of args.given) {
    if (!['1', '2', 'j'].includes(spec.short ?? '')) continue;
    const field = parseInteger(value);
    if (!field) return `invalid field number: ${quote(value)}`;
    if (spec.short !== '2') keys[0] = field - 1;
    if (spec.short !== '1') keys[1] = field - 1;
  }
  const shown = [...all('a'), ...all('v')];
  const wrong = shown.find((value) => value !== '1' && value !== '2');
  if (wrong !== undefined) return `invalid field number: ${quote(wrong)}`;
  const separator = args.value('t');
  if (separator !== undefined && Array.from(separator).length > 1 && separator !== '\\0')
    return `multi-character tab ${quote(separator)}`;
  const format = parseFormat(all('o').join(' '));
  if (typeof format === 'string') return format;
  return {
    keys,
    separator: separator === '\\0' ? '\0' : separator,
    ignoresCase: args.has('i'),
    empty: args.value('e') ?? '',
    format,
    pairs: !args.has('v'),
    alone: [shown.includes('1'), shown.includes('2')],
  };
}

function rowOf(text: string, { keys, separator, ignoresCase }: Settings, which: number): Row {
  const blanks = text.replace(/^[ \t]+/, '');
  const fields =
    separator === undefined
      ? blanks === ''
        ? []
        : blanks.split(/[ \t]+/)
      : separator === ''
        ? [text]
        : text.split(separator);
  const key = octetsOf(fields[keys[which] ?? 0] ?? '');
  return { text, fields, key: ignoresCase ? key.toUpperCase() : key };
}

function* joined(call: Call, [left, right]: [Row[], Row[]], settings: Settings): Co<number> {
  const rows: string[] = [];
  const hasHeader = call.args.has('header') && (left.length > 0 || right.length > 0);
  const order = new OrderCheck(call, [left, right], hasHeader ? 1 : 0);
  const show = (a: Row | undefined, b: Row | undefined): void => {
    if (!order.isFatal) rows.push(`${outputLine(a, b, settings)}\n`);
  };
  let [i, j] = [0, 0];
  if (hasHeader) {
    show(left[0], right[0]);
    [i, j] = [1, 1];
  }
  while (i < left.length && j < right.length) {
    const [a, b] = [left[i] as Row, right[j] as Row];
    const which = byText(a.key, b.key);
    if (which !== 0) {
      order.seesUnpairable();
      if (settings.alone[which < 0 ? 0 : 1]) show(which < 0 ? a : undefined, which < 0 ? undefined : b);
      if (which < 0) order.reads(0, ++i);
      else order.reads(1, ++j);
      continue;
    }
    const [endA, endB] = [order.group(0, i), order.group(1, j)];
    if (settings.pairs)
      for (const one of left.slice(i, endA)) for (const two of right.slice(j, endB)) show(one, two);
    [i, j] = [endA, endB];
  }
  if (i < left.length && j >= right.length) order.tail(0, i);
  if (j < right.length && i >= left.length) order.tail(1, j);
  if (settings.alone[0]) for (const row of left.slice(i)) show(row, undefined);
  if (settings.alone[1]) for (const row of right.slice(j)) show(undefined, row);
  yield* say(call, rows.join(''));
  return yield* order.report();
}

/** Lines out of order are an error only if a line stayed without a partner. */
class OrderCheck {
  readonly #call: Call;
  readonly #files: readonly [readonly Row[], readonly Row[]];
  readonly #first: number;
  #unpairable = false;
  readonly #disorder: (string | undefined)[] = [undefined, undefined];

  constructor(call: Call, files: readonly [readonly Row[], readonly Row[]], first: number) {
    this.#call = call;
    this.#files = files;
    this.#first = first;
    this.#unpairable = call.args.has('check-order');
  }

  /** With --check-order nothing comes after the first of them. */
  get isFatal(): boolean {
    return this.#call.args.has('check-order') && this.#disorder.some((text) => text !== undefined);
  }

  seesUnpairable(): void {
    this.#unpairable = true;
  }

  reads(which: 0 | 1, at: number): void {
    const [before, row] = [this.#files[which][at - 1], this.#files[which][at]];
    if (!this.#unpairable || !before || !row || at <= this.#first || byText(before.key, row.key) <= 0) return;
    const path = this.#call.operands[which] ?? '';
    this.#disorder[which] ??= `${path}:${at + 1}: is not sorted: ${row.text}`;
  }

  /** Where the lines end that have the key of the one at `from`. */
  group(which: 0 | 1, from: number): number {
    const rows = this.#files[which];
    let end = from + 1;
    for (this.reads(which, end); rows[end]?.key === rows[from]?.key && end < rows.length; )
      this.reads(which, ++end);
    return end;
  }

  /** What is left of one file when the other one has ended. */
  tail(which: 0 | 1, from: number): void {
    for (let at = from + 1; at < this.#files[which].length; at++) this.reads(which, at);
  }

  *report(): Co<number> {
    if (this.#call.args.has('nocheck-order')) return 0;
    const found = this.#disorder.filter((text) => text !== undefined);
    for (const text of found) {
      yield* complain(this.#call, text);
      if (this.#call.args.has('check-order')) return 1;
    }
    return found.length > 0 ? yield* complain(this.#call, 'input is not in sorted order') : 0;
  }
}

function outputLine(a: Row | undefined, b: Row | undefined, settings: Settings): string {
  const { keys, format, empty, separator } = settings;
  const filled = (field: string | undefined): string => (field === undefined || field === '' ? empty : field);
  const key = a ? a.fields[keys[0]] : b?.fields[keys[1]];
  const others = (row: Row | undefined, at: number) => row?.fields.filter((_, i) => i !== at) ?? [];
  const fields =
    format === undefined
      ? [key, ...others(a, keys[0]), ...others(b, keys[1])]
      : format.map(({ file, field }) => (file === 0 ? key : (file === 1 ? a : b)?.fields[field]));
  return fields.map(filled).join(separator || ' ');
}
