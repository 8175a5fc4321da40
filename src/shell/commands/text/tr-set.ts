// The sets of tr(1): characters, escapes, ranges, [:class:], [=c=] and [c*n]. tr works on octets.

const CLASSES: Readonly<Record<string, (code: number) => boolean>> = {
  alnum: (c) => isDigit(c) || isUpper(c) || isLower(c),
  alpha: (c) => isUpper(c) || isLower(c),
  blank: (c) => c === 32 || c === 9,
  cntrl: (c) => c < 32 || c === 127,
  digit: isDigit,
  graph: (c) => c > 32 && c < 127,
  lower: isLower,
  print: (c) => c >= 32 && c < 127,
  punct: (c) => c > 32 && c < 127 && !isDigit(c) && !isUpper(c) && !isLower(c),
  space: (c) => c === 32 || (c >= 9 && c <= 13),
  upper: isUpper,
  xdigit: (c) => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102),
};

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

export interface TrSet {
  readonly octets: string;
  /** Where `[c*]` stands: it is as long as the other set wants. */
  readonly fill?: { readonly at: number; readonly octet: string };
  /** Has it a class other than upper and lower? */
  readonly hasClass: boolean;
  /** The octets that came from [:upper:] or [:lower:], by position. */
  readonly caseAt: ReadonlyMap<number, 'upper' | 'lower'>;
}

type Item = { readonly octet: string; readonly escaped: boolean };

/** The set, or what is wrong with it. `quote` words the message. */
export function parseSet(text: string, quote: (text: string) => string): TrSet | string {
  const items = unescape(text);
  let octets = '';
  let fill: TrSet['fill'];
  let hasClass = false;
  const caseAt = new Map<number, 'upper' | 'lower'>();
  for (let i = 0; i < items.length; ) {
    const rest = items
      .slice(i)
      .map(({ octet, escaped }) => (escaped ? '\uFFFF' : octet))
      .join('');
    const named = /^\[:(\w*):\]/.exec(rest);
    const repeat = /^\[([^])\*(\d*)\]/.exec(rest);
    const equal = /^\[=([^])=\]/.exec(rest);
    const octet = items[i]?.octet ?? '';
    if (named) {
      const name = named[1] ?? '';
      const test = CLASSES[name];
      if (!test) return `invalid character class ${quote(name)}`;
      if (name === 'upper' || name === 'lower') caseAt.set(octets.length, name);
      else hasClass = true;
      octets += octetsWhere(test);
      i += named[0].length;
    } else if (repeat) {
      const repeated = items[i + 1]?.octet ?? '';
      const count = repeat[2] ?? '';
      const times = count.startsWith('0') ? Number.parseInt(count, 8) : Number(count);
      if (times === 0) fill = { at: octets.length, octet: repeated };
      octets += repeated.repeat(times);
      i += repeat[0].length;
    } else if (equal) {
      octets += items[i + 2]?.octet ?? '';
      i += equal[0].length;
    } else if (rest[1] === '-' && items[i + 2]) {
      const last = items[i + 2]?.octet ?? '';
      if (last < octet) {
        return `range-endpoints of '${octet}-${last}' are in reverse collating sequence order`;
      }
      for (let code = octet.charCodeAt(0); code <= last.charCodeAt(0); code++)
        octets += String.fromCharCode(code);
      i += 3;
    } else {
      octets += octet;
      i++;
    }
  }
  return { octets, hasClass, caseAt, ...(fill && { fill }) };
}

export function complementOf(octets: string): string {
  const set = new Set(octets);
  return octetsWhere((code) => !set.has(String.fromCharCode(code)));
}

function octetsWhere(test: (code: number) => boolean): string {
  let octets = '';
  for (let code = 0; code < 256; code++) if (test(code)) octets += String.fromCharCode(code);
  return octets;
}

function unescape(text: string): Item[] {
  const items: Item[] = [];
  for (let i = 0; i < text.length; ) {
    const match = /^\\([0-7]{1,3}|[^])/.exec(text.slice(i));
    if (!match) {
      items.push({ octet: text[i++] as string, escaped: false });
      continue;
    }
    const [whole, body = ''] = match;
    i += whole.length;
    const octet = /^[0-7]/.test(body)
      ? String.fromCharCode(Number.parseInt(body, 8) & 0xff)
      : (ESCAPES[body] ?? body);
    items.push({ octet, escaped: true });
  }
  return items;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}
