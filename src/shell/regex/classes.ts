// The character classes of a bracket expression, in the C.UTF-8 locale and among octets (where only ASCII has classes).

const ASCII: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t-\\r',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  print: ' -~',
  graph: '!-~',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
};

const UNICODE: Readonly<Record<string, string>> = {
  ...ASCII,
  alpha: '\\p{Alphabetic}',
  alnum: '\\p{Alphabetic}\\p{Nd}',
  upper: '\\p{Uppercase}',
  lower: '\\p{Lowercase}',
  // No-break spaces aren't spaces to glibc.
  space: ' \\t-\\r\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000',
  blank: ' \\t\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u205f\\u3000',
  punct: '\\p{P}\\p{S}',
  print: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}\\p{Cf}\\p{Co}',
  graph: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}',
  cntrl: '\\p{Cc}\\u2028\\u2029',
};

/** What stands inside JavaScript's brackets for `[:name:]`. */
export function classBody(name: string, octets: boolean): string | undefined {
  return (octets ? ASCII : UNICODE)[name];
}

/** `\w`, as a set's body. */
export function wordBody(octets: boolean): string {
  return octets ? 'A-Za-z0-9_' : '_\\p{Alphabetic}\\p{Nd}';
}

/** A character inside JavaScript's brackets, or outside of them. */
export function escapeChar(char: string): string {
  if (/^[A-Za-z0-9]$/.test(char)) return char;
  const code = char.codePointAt(0) as number;
  if (code > 0xffff) return `\\u{${code.toString(16)}}`;
  return code > 0x7f && (code < 0xd800 || code > 0xdfff) ? char : `\\u${code.toString(16).padStart(4, '0')}`;
}
