// =~: POSIX extended regular expressions. Quoted parts of the word are literal.

import type { Word } from 'unbash';
import type { Co } from '../co.ts';
import { compileRegex, type Regex } from '../regex/compile.ts';
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

/** Undefined: it isn't a regular expression (status 2). regcomp(3) with REG_EXTENDED. */
export function compileExtended(pattern: string, ignoreCase: boolean): Regex | undefined {
  const made = compileRegex(pattern, { syntax: 'regcomp', ignoreCase });
  return made.ok ? made.value : undefined;
}
