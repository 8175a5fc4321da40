// =~: POSIX extended regular expressions. Quoted parts of the word are literal.

import type { Word } from 'unbash';
import type { Co } from '../co.ts';
import { Fields } from './expand/fields.ts';
import { expandPart } from './expand/word.ts';
import type { Shell } from './shell.ts';

/** The word as a regular expression: what is quoted is escaped. */
export function* expandRegex(shell: Shell, word: Word): Co<string> {
  if (word.parts === undefined) return word.text;
  let regex = '';
  let at = word.pos;
  for (const part of word.parts) {
    regex += word.text.slice(at - word.pos, part.pos - word.pos);
    at = part.end;
    if (
      part.type === 'Literal' ||
      part.type === 'Glob' ||
      part.type === 'ExtendedGlob' ||
      part.type === 'BraceExpansion'
    ) {
      regex += part.text;
      continue;
    }
    const fields = new Fields(undefined, false);
    yield* expandPart(shell, fields, part, { quoted: false });
    const text = fields.end()[0]?.text ?? '';
    const isQuoted =
      part.type === 'SingleQuoted' || part.type === 'DoubleQuoted' || part.type === 'AnsiCQuoted';
    regex += isQuoted ? text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') : text;
  }
  return regex + word.text.slice(at - word.pos);
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  print: '\\x20-\\x7e\\u{a0}-\\u{10ffff}',
  graph: '\\x21-\\x7e\\u{a1}-\\u{10ffff}',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
};

/** Undefined: it isn't a regular expression (status 2). Simplified: JavaScript's leftmost match, not POSIX's longest. */
export function compileRegex(pattern: string, ignoreCase: boolean): RegExp | undefined {
  try {
    return new RegExp(translate(pattern), ignoreCase ? 'sui' : 'su');
  } catch {
    return undefined;
  }
}

function translate(pattern: string): string {
  let result = '';
  for (let i = 0; i < pattern.length; ) {
    const char = pattern[i] as string;
    if (char === '[') {
      const end = bracketEnd(pattern, i);
      result += bracket(pattern.slice(i, end));
      i = end;
    } else if (char === '\\') {
      result += escaped(pattern[i + 1] ?? '');
      i += 2;
    } else if (char === '{' && !/^\{\d*,?\d*\}/.test(pattern.slice(i))) {
      result += '\\{';
      i++;
    } else if (char === '{' && pattern[i + 1] === ',') {
      result += '{0';
      i++;
    } else if (char === '}' && !/\{\d*,?\d*$/.test(pattern.slice(0, i))) {
      result += '\\}';
      i++;
    } else {
      result += char === ']' || char === '/' ? `\\${char}` : char;
      i++;
    }
  }
  return result;
}

/** GNU's additions that JavaScript knows, too; any other character is itself. */
function escaped(char: string): string {
  if (/[wWsSbB1-9]/.test(char)) return `\\${char}`;
  if (char === '<') return '\\b(?=\\w)';
  if (char === '>') return '\\b(?<=\\w)';
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function bracketEnd(pattern: string, start: number): number {
  let i = start + 1;
  if (pattern[i] === '^') i++;
  if (pattern[i] === ']') i++;
  while (i < pattern.length && pattern[i] !== ']') {
    const named = /^\[[:.=].*?[:.=]\]/.exec(pattern.slice(i));
    i += named ? named[0].length : 1;
  }
  return i + 1;
}

function bracket(text: string): string {
  const negated = text[1] === '^';
  const body = text
    .slice(negated ? 2 : 1, -1)
    .split(/(\[:\w+:\])/)
    .map((part) => {
      const named = /^\[:(\w+):\]$/.exec(part);
      if (named) return CLASSES[named[1] as string] ?? '';
      return part.replace(/[\\\][&^~`]/g, '\\$&').replace(/\\([~`&])/g, '$1');
    })
    .join('')
    .replace(/^-|-$/g, '\\-');
  return `[${negated ? '^' : ''}${body}]`;
}
