// $name and ${…}: finds the value, applies the operation, and hands the result to the fields.

import type { ParameterExpansionPart, Word } from 'unbash';
import type { Co } from '../../co.ts';
import { evaluateIn, followNameref, lookUp, readVariable, splitSubscript } from '../assign.ts';
import type { Shell } from '../shell.ts';
import { isSpecialParameter } from '../special.ts';
import { Discard, Exit } from '../unwind.ts';
import { expandArithmetic } from './arithmetic-expansion.ts';
import type { Fields } from './fields.ts';
import { applyOperation, useDefault } from './operation.ts';
import type { Place } from './word.ts';
import { expandText } from './word.ts';

/** One text (undefined: unset), or several: `$@` and `$*` with their array sisters. */
export type Value =
  | { readonly kind: 'text'; readonly text: string | undefined }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly star: boolean };

/** What a ${…} is about: a parameter, with the name it is called by in messages. */
export interface Subject {
  readonly name: string;
  readonly subscript: string | undefined;
  readonly shown: string;
}

export function* expandSimple(shell: Shell, fields: Fields, name: string, place: Place): Co<void> {
  const value = valueOf(shell, name, undefined);
  yield* requireSet(shell, value, isSpecialParameter(name) ? `$${name}` : name);
  emit(shell, fields, value, place);
}

export function* expandParameter(
  shell: Shell,
  fields: Fields,
  part: ParameterExpansionPart,
  place: Place,
): Co<void> {
  const { operation } = part;
  if (operation?.type === 'Unknown') return yield* badSubstitution(shell, part.text);
  if (part.prefix === '!' && operation?.type === 'Names') {
    const names = shell.scopes
      .visible()
      .filter(([name, { isSet }]) => isSet && name.startsWith(part.parameter));
    return emit(
      shell,
      fields,
      listOf(
        names.map(([name]) => name),
        operation.operator === '*',
      ),
      place,
    );
  }
  const subject = yield* subjectOf(shell, part);
  if (!subject) return;
  if (part.prefix === '#') yield* requireElement(shell, subject);
  const value = valueOf(shell, subject.name, subject.subscript, part.prefix === '#');
  if (part.prefix === '#') {
    yield* requireSet(shell, value, subject.shown);
    return emit(shell, fields, { kind: 'text', text: lengthOf(value) }, place);
  }
  if (part.prefix === '!' && part.index && isWhole(subject.subscript))
    return emit(shell, fields, keysOf(shell, subject), place);
  if (operation?.type === 'Default')
    return yield* useDefault(shell, fields, subject, value, operation, place);
  yield* requireSet(shell, value, subject.shown);
  emit(shell, fields, operation ? yield* applyOperation(shell, subject, value, operation) : value, place);
}

function isWhole(subscript: string | undefined): boolean {
  return subscript === '@' || subscript === '*';
}

/** `${!x}` is the parameter that x names. */
function* subjectOf(shell: Shell, part: ParameterExpansionPart): Co<Subject | undefined> {
  if (!/^([A-Za-z_]\w*|\d+|[-?#$!@*])$/.test(part.parameter)) return yield* badSubstitution(shell, part.text);
  if (part.index?.text === '') return yield* badSubstitution(shell, part.text);
  const subscript = part.index ? yield* expandSubscript(shell, part.parameter, part.index) : undefined;
  const shown = part.index ? `${part.parameter}[${part.index.text}]` : part.parameter;
  const direct: Subject = { name: part.parameter, subscript, shown };
  if (part.prefix !== '!' || isWhole(subscript)) return direct;
  const nameref = shell.scopes.find(part.parameter);
  if (nameref?.nameref) return { name: '__nameref', subscript: nameref.value ?? '', shown };
  const named = readVariable(shell, direct.name, subscript);
  if (named === undefined || named === '') {
    const isParameter = !/^[A-Za-z_]/.test(part.parameter) && named === undefined;
    if (part.operation?.type === 'Default' || isParameter) return { ...direct, name: '__unset' };
    yield* shell.report(named === '' ? ': invalid variable name' : `${shown}: invalid indirect expansion`);
    throw new Discard(1);
  }
  if (!/^([A-Za-z_]\w*(\[.+\])?|\d+|[-?#$!@*])$/s.test(named)) {
    yield* shell.report(`${named}: invalid variable name`);
    throw new Discard(1);
  }
  const target = splitSubscript(named);
  return { ...target, shown: named };
}

/** An index is arithmetic, a key is text; `@` and `*` are themselves. */
export function* expandSubscript(shell: Shell, name: string, index: Word): Co<string> {
  if (isWhole(index.text)) return index.text;
  const target = followNameref(shell, name);
  return shell.scopes.find(target.name)?.assoc
    ? yield* expandText(shell, index)
    : yield* expandArithmetic(shell, index.text);
}

export function valueOf(shell: Shell, name: string, subscript: string | undefined, quiet = false): Value {
  if (name === '@' || name === '*') return listOf(shell.positional, name === '*');
  if (name === '__nameref') return { kind: 'text', text: subscript };
  const target = followNameref(shell, name, subscript);
  if (!isWhole(target.subscript)) return { kind: 'text', text: readVariable(shell, name, subscript, quiet) };
  return listOf(lookUp(shell, target.name)?.values() ?? [], target.subscript === '*');
}

function keysOf(shell: Shell, subject: Subject): Value {
  const { name } = followNameref(shell, subject.name);
  return listOf(lookUp(shell, name)?.keys() ?? [], subject.subscript === '*');
}

export function listOf(items: readonly string[], star: boolean): Value {
  return { kind: 'list', items, star };
}

function lengthOf(value: Value): string {
  return String(value.kind === 'list' ? value.items.length : Array.from(value.text ?? '').length);
}

/** `${#a[-9]}` of a shorter list gives up the line, unlike `${a[-9]}` (array_length_reference in bash's arrayfunc.c). */
function* requireElement(shell: Shell, { name, subscript }: Subject): Co<void> {
  const variable = lookUp(shell, name);
  if (subscript === undefined || isWhole(subscript) || !variable || variable.assoc) return;
  const length = variable.indexed?.length ?? 0;
  if (length === 0 && variable.value === undefined) return;
  if (Number(evaluateIn(shell, subscript)) + length >= 0) return;
  yield* shell.report(`${subscript}]: bad array subscript`);
  throw new Discard(1);
}

/** set -u: an unset parameter ends the shell. */
function* requireSet(shell: Shell, value: Value, shown: string): Co<void> {
  if (value.kind === 'list' || value.text !== undefined || !shell.options.has('nounset')) return;
  yield* shell.report(`${shown}: unbound variable`);
  if (shell.interactive) throw new Discard(1);
  throw new Exit(shell.commandString && shell.subshellDepth === 0 ? 127 : 1);
}

export function* badSubstitution(shell: Shell, text: string): Co<never> {
  yield* shell.report(`${text}: bad substitution`);
  throw new Discard(1);
}

export function emit(shell: Shell, fields: Fields, value: Value, place: Place): void {
  if (value.kind === 'text') {
    if (place.quoted) fields.quoted(value.text ?? '');
    else if (value.text !== undefined) fields.expansion(value.text);
    return;
  }
  const { items, star } = value;
  if (place.quoted && (star || !fields.splits)) fields.quoted(items.join(star ? firstOfIfs(shell) : ' '));
  else if (place.quoted) fields.list(items);
  else if (!fields.splits) fields.expansion(items.join(star ? firstOfIfs(shell) : ' '));
  else fields.splitList(items);
}

/** What "$*" is joined with: the first character of IFS, a space if that is unset, nothing if it is empty. */
export function firstOfIfs(shell: Shell): string {
  const ifs = readVariable(shell, 'IFS');
  return ifs === undefined ? ' ' : (ifs[0] ?? '');
}
