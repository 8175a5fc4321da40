// ${x@Q} and its sisters.

import type { Co } from '../../co.ts';
import { unescapeAnsiC } from '../ansi-c.ts';
import { followNameref, lookUp, readVariable } from '../assign.ts';
import { expandPrompt } from '../prompt.ts';
import { quoteDouble, quoteSingle } from '../quote.ts';
import type { Shell } from '../shell.ts';
import type { Variable } from '../variables.ts';
import { Discard, Exit } from '../unwind.ts';
import { firstOfIfs, listOf, type Subject, type Value } from './parameter.ts';

export function* transform(shell: Shell, subject: Subject, value: Value, letter: string): Co<Value> {
  const { name } = followNameref(shell, subject.name);
  if (!'aAKkQEPULu'.includes(letter)) {
    yield* shell.report(`\${${subject.shown}@${letter}}: bad substitution`);
    throw shell.interactive ? new Discard(1) : new Exit(shell.commandString ? 127 : 1);
  }
  const variable = lookUp(shell, name);
  switch (letter) {
    case 'a':
      return value.kind === 'list'
        ? { ...value, items: value.items.map(() => variable?.letters ?? '') }
        : { kind: 'text', text: variable?.letters ?? '' };
    case 'A':
      return assignmentOf(shell, name, value);
    case 'K':
    case 'k': {
      if (value.kind === 'text' || !variable?.isArray) return yield* transformEach(shell, value, 'Q');
      const values = variable.values();
      const pairs = variable.keys().flatMap((key, i) => [key, values[i] as string]);
      if (letter === 'k') return listOf(pairs, value.star);
      return {
        kind: 'text',
        text: pairs.map((text, i) => (i % 2 === 0 ? text : quoteDouble(text))).join(' '),
      };
    }
    default:
      return yield* transformEach(shell, value, letter);
  }
}

function* transformEach(shell: Shell, value: Value, letter: string): Co<Value> {
  if (value.kind === 'text') {
    return {
      kind: 'text',
      text: value.text === undefined ? undefined : yield* transformText(shell, value.text, letter),
    };
  }
  const items: string[] = [];
  for (const item of value.items) items.push(yield* transformText(shell, item, letter));
  return { ...value, items };
}

function* transformText(shell: Shell, text: string, letter: string): Co<string> {
  switch (letter) {
    case 'Q':
      return quoteSingle(text);
    case 'E':
      return unescapeAnsiC(text);
    case 'P':
      return yield* expandPrompt(shell, text);
    case 'U':
      return text.toUpperCase();
    case 'L':
      return text.toLowerCase();
    case 'u': {
      const [first = '', ...rest] = text;
      return first.toUpperCase() + rest.join('');
    }
    default:
      return text;
  }
}

/** What has no value is declared without one. A list's assignment is split where IFS says, but not within its quotes. */
function assignmentOf(shell: Shell, name: string, value: Value): Value {
  const variable = lookUp(shell, name);
  const letters = variable?.letters ?? '';
  const declaration = letters === '' ? '' : `declare -${letters} `;
  if (value.kind === 'text') {
    const text = value.text === undefined ? undefined : `${name}=${quoteSingle(value.text)}`;
    return { kind: 'text', text: letters === '' ? text : declaration + (text ?? name) };
  }
  const isPositional = name === '@' || name === '*';
  if (!isPositional && variable?.isArray === false)
    return listOf([declaration + arrayText(name, variable)], value.star);
  const text = isPositional ? positionalText(shell, value.items) : declaration + arrayText(name, variable);
  return listOf(value.star ? [text] : splitOutsideQuotes(text, readVariable(shell, 'IFS')), value.star);
}

function positionalText(shell: Shell, items: readonly string[]): string {
  return items.length === 0 ? '' : `set -- ${items.map(quoteSingle).join(firstOfIfs(shell))}`;
}

function arrayText(name: string, variable: Variable | undefined): string {
  if (!variable) return '';
  if (!variable.isArray)
    return variable.value === undefined ? name : `${name}=${quoteSingle(variable.value)}`;
  if (variable.bare && variable.keys().length === 0) return name;
  const values = variable.values();
  const elements = variable.keys().map((key, i) => `[${key}]=${quoteDouble(values[i] as string)}`);
  return `${name}=(${elements.join(' ')}${variable.assoc && elements.length > 0 ? ' ' : ''})`;
}

function splitOutsideQuotes(text: string, ifs = ' \t\n'): string[] {
  const separators = ifs === '' ? ' ' : ifs;
  const fields: string[] = [];
  let field = '';
  for (const [piece] of text.matchAll(/\([\s\S]*\)$|"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\[\s\S]|[\s\S]/g)) {
    if (piece.length > 1 || !separators.includes(piece)) field += piece;
    else fields.push(...(field === '' ? [] : [field]));
    if (piece.length === 1 && separators.includes(piece)) field = '';
  }
  return field === '' ? fields : [...fields, field];
}
