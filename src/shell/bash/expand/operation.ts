// What ${name…} can do with a value: defaults, removal, replacement, slices, case, and the @ transformations.

import type { ParameterDefaultOperation, ParameterOperation, ParameterSliceOperation } from 'unbash';
import { assertNever } from '../../../base/assert.ts';
import type { Co } from '../../co.ts';
import { assign, lookUp } from '../assign.ts';
import type { Shell } from '../shell.ts';
import { Discard, Exit } from '../unwind.ts';
import { evaluateText } from './arithmetic-expansion.ts';
import type { Fields } from './fields.ts';
import { emit, type Subject, type Value } from './parameter.ts';
import { compilePattern, type Pattern } from './pattern.ts';
import { transform } from './transform.ts';
import { expandInto, expandPattern, expandReplacement, expandText, type Place } from './word.ts';

/** `- := ? +`, with a colon also if the value is empty. */
export function* useDefault(
  shell: Shell,
  fields: Fields,
  subject: Subject,
  value: Value,
  operation: ParameterDefaultOperation,
  place: Place,
): Co<void> {
  const { operator, operand } = operation;
  const isMissing = isUnset(value) || (operator.startsWith(':') && isEmpty(value));
  switch (operator.at(-1)) {
    case '+':
      if (!isMissing)
        yield* expandInto(shell, fields, operand, { ...place, splitsLiterals: true, inBraces: true });
      else if (place.quoted) fields.quoted('');
      return;
    case '-':
      if (!isMissing) return emit(shell, fields, value, place);
      return yield* expandInto(shell, fields, operand, { ...place, splitsLiterals: true, inBraces: true });
    case '=': {
      if (!isMissing) return emit(shell, fields, value, place);
      const text = yield* expandText(shell, operand);
      if (/^[^A-Za-z_]/.test(subject.name)) {
        yield* shell.report(`$${subject.name}: cannot assign in this way`);
        throw new Discard(1);
      }
      assign(shell, subject.name, text, subject.subscript);
      return emit(shell, fields, { kind: 'text', text }, place);
    }
    default: {
      if (!isMissing) return emit(shell, fields, value, place);
      const text = yield* expandText(shell, operand);
      const usual = operator.startsWith(':') ? 'parameter null or not set' : 'parameter not set';
      yield* shell.report(`${subject.shown}: ${text === '' ? usual : text}`);
      if (shell.interactive) throw new Discard(1);
      throw new Exit(shell.commandString && shell.subshellDepth === 0 ? 127 : 1);
    }
  }
}

function isUnset(value: Value): boolean {
  return value.kind === 'list' ? value.items.length === 0 : value.text === undefined;
}

function isEmpty(value: Value): boolean {
  return value.kind === 'list' ? value.items.join('') === '' && value.items.length < 2 : value.text === '';
}

export function* applyOperation(
  shell: Shell,
  subject: Subject,
  value: Value,
  operation: Exclude<ParameterOperation, ParameterDefaultOperation>,
): Co<Value> {
  switch (operation.type) {
    case 'Remove': {
      const pattern = yield* patternOf(shell, yield* expandPattern(shell, operation.operand));
      return map(value, (text) => remove(text, pattern, operation.operator));
    }
    case 'Replace': {
      const text = yield* expandPattern(shell, operation.pattern);
      if (text === '' && !/[#%]/.test(operation.operator)) return value;
      const pattern = yield* patternOf(shell, text);
      const replacement = yield* expandReplacement(shell, operation.replacement);
      return map(value, (text) => replace(text, pattern, operation.operator, replacement));
    }
    case 'CaseModification': {
      const given = operation.operand ? yield* expandPattern(shell, operation.operand) : '?';
      const pattern = yield* patternOf(shell, given === '' ? '?' : given);
      return map(value, (text) => changeCase(text, pattern, operation.operator));
    }
    case 'Slice':
      return yield* slice(shell, subject, value, operation);
    case 'Transform':
      return yield* transform(shell, subject, value, operation.operand.text);
    case 'Names':
      return value;
    case 'Unknown':
      return value;
    default:
      return assertNever(operation);
  }
}

// eslint-disable-next-line require-yield -- a coroutine like its siblings
function* patternOf(shell: Shell, pattern: string): Co<Pattern> {
  return compilePattern(pattern, {
    extglob: shell.shopts.has('extglob'),
    ignoreCase: shell.shopts.has('nocasematch'),
  });
}

function map(value: Value, change: (text: string) => string): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(change) };
  return { kind: 'text', text: value.text === undefined ? undefined : change(value.text) };
}

function remove(text: string, pattern: Pattern, operator: '#' | '##' | '%' | '%%'): string {
  const longest = operator.length === 2;
  if (operator.startsWith('#')) return text.slice(Math.max(pattern.prefix(text, longest), 0));
  const length = pattern.suffix(text, longest);
  return length > 0 ? text.slice(0, -length) : text;
}

export type Replacement = (match: string) => string;

function replace(
  text: string,
  pattern: Pattern,
  operator: '/' | '//' | '/#' | '/%',
  by: Replacement,
): string {
  if (operator === '/#') {
    const length = pattern.prefix(text, true);
    return length < 0 ? text : by(text.slice(0, length)) + text.slice(length);
  }
  if (operator === '/%') {
    const length = pattern.suffix(text, true);
    return length < 0 ? text : text.slice(0, text.length - length) + by(text.slice(text.length - length));
  }
  let result = '';
  let at = 0;
  while (at <= text.length) {
    const found = pattern.find(text, at);
    if (!found || (found.length === 0 && operator === '//')) break;
    result += text.slice(at, found.at) + by(text.slice(found.at, found.at + found.length));
    at = found.at + found.length;
    if (operator === '/' || at >= text.length) break;
  }
  return result + text.slice(at);
}

function changeCase(text: string, pattern: Pattern, operator: '^' | '^^' | ',' | ',,'): string {
  const all = operator.length === 2;
  return Array.from(text)
    .map((char, i) => {
      if ((!all && i > 0) || !pattern.matches(char)) return char;
      return operator.startsWith('^') ? char.toUpperCase() : char.toLowerCase();
    })
    .join('');
}

function* slice(shell: Shell, subject: Subject, value: Value, operation: ParameterSliceOperation): Co<Value> {
  if (value.kind === 'text' && value.text === undefined) return value;
  const offset = Number(yield* evaluateText(shell, operation.offset.text));
  const length = operation.length ? Number(yield* evaluateText(shell, operation.length.text)) : undefined;
  if (value.kind === 'text') {
    const chars = Array.from(value.text ?? '');
    const from = offset < 0 ? chars.length + offset : offset;
    if (from < 0 || from > chars.length) return { kind: 'text', text: '' };
    const to = length === undefined ? chars.length : length < 0 ? chars.length + length : from + length;
    if (to < from) return yield* negative(shell, operation);
    return { kind: 'text', text: chars.slice(from, to).join('') };
  }
  const rest = sliceList(shell, subject, value.items, offset, undefined);
  if (rest.length > 0 && length !== undefined && length < 0) return yield* negative(shell, operation);
  return { ...value, items: length === undefined ? rest : rest.slice(0, length) };
}

/** `$@` counts from 1 with $0 before it; an array's offset is an index, holes not counted. */
function sliceList(
  shell: Shell,
  subject: Subject,
  items: readonly string[],
  offset: number,
  length: number | undefined,
): readonly string[] {
  const isPositional = subject.name === '@' || subject.name === '*';
  const indexed = isPositional ? [shell.arg0, ...items] : lookUp(shell, subject.name)?.indexed;
  const end = indexed ? indexed.length : items.length;
  const from = offset < 0 ? end + offset : offset;
  if (from < 0) return [];
  const rest: string[] = [];
  (indexed ?? items).forEach((item, index) => {
    if (index >= from) rest.push(item);
  });
  return length === undefined ? rest : rest.slice(0, length);
}

function* negative(shell: Shell, operation: ParameterSliceOperation): Co<never> {
  yield* shell.complain(`${operation.length?.text ?? ''}: substring expression < 0`);
  throw new Discard(1);
}
