// Backslash escapes: $'…', and those of echo -e and printf %b. Octets that they name may join to characters.

import { decodeOctets, encodeOctets } from '../octets.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
};

export function unescapeAnsiC(text: string): string {
  if (!text.includes('\\')) return text;
  let isOctets = false;
  const plain = text.replace(
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|x\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|c([\s\S])|([\s\S]))/g,
    (
      all,
      octal?: string,
      hex?: string,
      braced?: string,
      u?: string,
      U?: string,
      control?: string,
      other?: string,
    ) => {
      const code = u ?? U;
      if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
      if (control !== undefined) return String.fromCharCode(control.toUpperCase().charCodeAt(0) ^ 0x40);
      if (other !== undefined) return SIMPLE[other] ?? all;
      const octet =
        (octal === undefined ? Number.parseInt((hex ?? braced) as string, 16) : Number.parseInt(octal, 8)) &
        0xff;
      if (octet >= 0x80) isOctets = true;
      return octetText(octet);
    },
  );
  const end = plain.indexOf('\0');
  const whole = end < 0 ? plain : plain.slice(0, end);
  return isOctets ? decodeOctets(encodeOctets(whole)) : whole;
}

function octetText(octet: number): string {
  return String.fromCharCode(octet < 0x80 ? octet : 0xdc00 + octet);
}

/** `echo -e` and `%b`: `\0NNN` for octal, `\c` ends all output. */
export function unescapeEcho(text: string, zeroless = false): { text: string; stops: boolean } {
  const parts: string[] = [];
  let isOctets = false;
  for (let i = 0; i < text.length; ) {
    if (text[i] !== '\\') {
      const next = text.indexOf('\\', i);
      parts.push(text.slice(i, next < 0 ? text.length : next));
      i = next < 0 ? text.length : next;
      continue;
    }
    const rest = text.slice(i);
    if (rest.startsWith('\\c')) return { text: joined(parts, isOctets), stops: true };
    const match =
      /^\\0([0-7]{0,3})/.exec(rest) ??
      (zeroless ? /^\\([1-7][0-7]{0,2})/.exec(rest) : null) ??
      /^\\x([0-9a-fA-F]{1,2})/.exec(rest);
    const code = /^\\(?:u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/.exec(rest);
    if (match) {
      const octet = Number.parseInt(match[1] || '0', rest[1] === 'x' ? 16 : 8) & 0xff;
      if (octet >= 0x80) isOctets = true;
      parts.push(octetText(octet));
      i += match[0].length;
    } else if (code) {
      parts.push(String.fromCodePoint(Number.parseInt((code[1] ?? code[2]) as string, 16)));
      i += code[0].length;
    } else {
      const char = text[i + 1] ?? '';
      const isKnown = char !== "'" && char !== '"' && char !== '?' && SIMPLE[char] !== undefined;
      parts.push(isKnown ? (SIMPLE[char] as string) : `\\${char}`);
      i += 2;
    }
  }
  return { text: joined(parts, isOctets), stops: false };
}

function joined(parts: readonly string[], isOctets: boolean): string {
  const text = parts.join('');
  return isOctets ? decodeOctets(encodeOctets(text)) : text;
}
