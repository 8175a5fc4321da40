// `/…/`: the text between delimiters, and the escapes that stand for characters.

import type { ScriptReader } from './reader.ts';

const LETTERS: Readonly<Record<string, string>> = {
  a: '\u0007',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const NUMBER = /^(?:d\d{3}|o[0-7]{1,3}|x[0-9a-fA-F]{1,2})/;

/**
 * Up to the delimiter, which is taken, too; undefined if there is none. `\DELIMITER` is the delimiter itself. In a regular
 * expression brackets protect it, and a newline ends the search.
 */
export function readDelimited(reader: ScriptReader, delimiter: string, isRegex: boolean): string | undefined {
  let text = '';
  for (;;) {
    const char = reader.next();
    if (char === undefined) return undefined;
    if (char === delimiter) return text;
    if (char === '\n' && isRegex) return undefined;
    if (char === '[' && isRegex) text += char + readBracket(reader);
    else if (char !== '\\') text += char;
    else {
      const quoted = reader.next();
      if (quoted === undefined) return undefined;
      text += quoted === delimiter ? quoted : `\\${quoted}`;
    }
  }
}

/** The rest of a bracket expression, if it is one; otherwise nothing. */
function readBracket(reader: ScriptReader): string {
  const match = /^\^?\]?(?:\[[:.=][^\n]*?[:.=]\]|[^\]\n])*\]/.exec(reader.text.slice(reader.at));
  if (!match) return '';
  reader.at += match[0].length;
  return match[0];
}

/** `\n`, `\t`, `\x41` in a regular expression become characters; what they make has no special meaning. */
export function plainRegex(text: string): string {
  return text.replace(/\\([^])([^]{0,3})/gu, (whole: string, letter: string, rest: string) => {
    const code = codeOf(letter + rest);
    if (code) return quoted(code.char) + plainRegex((letter + rest).slice(code.length));
    const plain = letter === 'b' ? undefined : LETTERS[letter];
    return plain === undefined ? `\\${letter}${plainRegex(rest)}` : plain + plainRegex(whole.slice(2));
  });
}

function quoted(char: string): string {
  return /[$*.[\\\]^]/.test(char) ? `\\${char}` : char;
}

/** The character of `d065`, `o101`, `x41`, and how long that is. */
export function codeOf(text: string): { readonly char: string; readonly length: number } | undefined {
  const match = NUMBER.exec(text)?.[0];
  if (match === undefined) return undefined;
  const base = match[0] === 'd' ? 10 : match[0] === 'o' ? 8 : 16;
  const octet = Number.parseInt(match.slice(1), base) & 0xff;
  return { char: String.fromCharCode(octet < 0x80 ? octet : 0xdc00 + octet), length: match.length };
}

/** What `\LETTER` is in text. */
export function letterOf(letter: string): string | undefined {
  return LETTERS[letter];
}
