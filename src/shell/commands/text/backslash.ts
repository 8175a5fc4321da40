// Backslash escapes as echo -e, printf and `%b` read them.

import { textOf } from './octet-text.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

export interface Unescaped {
  readonly text: string;
  /** `\c`: nothing more is to be printed. */
  readonly stops: boolean;
}

/** `octal`: `\0NNN` as echo and %b have it, or `\NNN` as printf's format has it; %b takes both. */
export function unescape(text: string, octal: 'zero' | 'plain' | 'both'): Unescaped {
  if (!text.includes('\\')) return { text, stops: false };
  let result = '';
  for (let i = 0; i < text.length; ) {
    if (text[i] !== '\\' || i + 1 >= text.length) {
      result += text[i++];
      continue;
    }
    if (text[i + 1] === 'c') return { text: joined(result), stops: true };
    const [value, length] = escapeAt(text.slice(i + 1, i + 11), octal);
    result += value;
    i += 1 + length;
  }
  return { text: joined(result), stops: false };
}

/** What comes after a backslash, and how many characters it takes. */
function escapeAt(rest: string, octal: 'zero' | 'plain' | 'both'): [string, number] {
  const letter = rest[0] as string;
  const simple = SIMPLE[letter];
  if (simple !== undefined) return [simple, 1];
  if (letter === '"' && octal === 'plain') return ['"', 1];
  const digits =
    octal === 'plain'
      ? /^[0-7]{1,3}/.exec(rest)
      : octal === 'zero'
        ? /^0[0-7]{0,3}/.exec(rest)
        : /^(0[0-7]{0,3}|[1-7][0-7]{0,2})/.exec(rest);
  if (digits) return [octet(Number.parseInt(digits[0], 8)), digits[0].length];
  const hex = /^x([0-9a-f]{1,2})/i.exec(rest);
  if (hex) return [octet(Number.parseInt(hex[1] as string, 16)), hex[0].length];
  const point = /^(?:u([0-9a-f]{1,4})|U([0-9a-f]{1,8}))/i.exec(rest);
  if (point)
    return [String.fromCodePoint(Number.parseInt((point[1] ?? point[2]) as string, 16)), point[0].length];
  return [`\\${letter}`, 1];
}

function octet(value: number): string {
  const code = value & 0xff;
  return code < 0x80 ? String.fromCharCode(code) : String.fromCharCode(0xdc00 + code);
}

/** Octets that were escaped one by one may make a character together. */
function joined(text: string): string {
  return text.replace(/[\uDC80-\uDCFF]+/g, (octets) =>
    textOf(
      Array.from(octets)
        .map((one) => String.fromCharCode(one.charCodeAt(0) - 0xdc00))
        .join(''),
    ),
  );
}
