// ${x@Q} and its sisters.

import type { Co } from '../../co.ts';
import { unescapeAnsiC } from '../ansi-c.ts';
import { followNameref, lookUp } from '../assign.ts';
import { expandPrompt } from '../prompt.ts';
import { quoteDouble, quoteSingle } from '../quote.ts';
import type { Shell } from '../shell.ts';
import { Discard, Exit } from '../unwind.ts';
import { listOf, type Subject, type Value } from './parameter.ts';

export function* transform(shell: Shell, subject: Subject, value: Value, letter: string): Co<Value> {
  const { name } = followNameref(shell, subject.name);
  if (!'aAKkQEPULu'.includes(letter)) {
    yield* shell.complain(`\${${subject.shown}@${letter}}: bad substitution`);
    throw shell.interactive ? new Discard(1) : new Exit(shell.commandString ? 127 : 1);
  }
  const variable = lookUp(shell, name);
  switch (letter) {
    case 'a':
      return value.kind === 'list'
        ? { ...value, items: value.items.map(() => variable?.letters ?? '') }
        : { kind: 'text', text: variable?.letters ?? '' };
    case 'A':
      return {
        kind: 'text',
        text: assignmentOf(name, value, variable?.letters ?? '', variable?.keys() ?? []),
      };
    case 'K':
    case 'k': {
      if (value.kind === 'text')
        return { kind: 'text', text: value.text === undefined ? undefined : quoteSingle(value.text) };
      const values = variable?.values() ?? [];
      const pairs = (variable?.keys() ?? []).flatMap((key, i) => [key, values[i] as string]);
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

function assignmentOf(name: string, value: Value, letters: string, keys: readonly string[]): string {
  if (name === '@' || name === '*')
    return value.kind === 'list' ? `set -- ${value.items.map(quoteSingle).join(' ')}` : '';
  if (value.kind === 'text') {
    const assignment = value.text === undefined ? '' : `${name}=${quoteSingle(value.text)}`;
    return letters === '' ? assignment : `declare -${letters} ${assignment === '' ? name : assignment}`;
  }
  const elements = value.items.map((item, i) => `[${keys[i]}]=${quoteDouble(item)}`);
  return `declare -${letters === '' ? 'a' : letters} ${name}=(${elements.join(' ')}${letters.includes('A') ? ' ' : ''})`;
}
