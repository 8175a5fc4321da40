// What a file below /proc/sys accepts, and what it says afterwards (proc_dointvec, proc_douintvec_minmax, proc_dou8vec_minmax,
// proc_dointvec_ms_jiffies and proc_do_large_bitmap in kernel/sysctl.c).

import { byNumber } from '../base/order.ts';

/** `jiffies` counts milliseconds in ticks of 4 (HZ=250), rounded up; `pair` and `sizes` are two and three numbers. */
export type SysctlKind =
  | { readonly kind: 'int' | 'pair' | 'sizes'; readonly min: number; readonly max: number }
  | { readonly kind: 'jiffies' | 'ports' | 'read-only' }
  | { readonly kind: 'words'; readonly words: readonly string[] };

const INT_MIN = -2_147_483_648;
const INT_MAX = 2_147_483_647;
const HZ = 250;

const NAMED: Readonly<Record<string, SysctlKind>> = {
  int: { kind: 'int', min: INT_MIN, max: INT_MAX },
  natural: { kind: 'int', min: 0, max: INT_MAX },
  positive: { kind: 'int', min: 1, max: INT_MAX },
  unsigned: { kind: 'int', min: 0, max: 4_294_967_295 },
  long: { kind: 'int', min: 0, max: Number.MAX_SAFE_INTEGER },
  octet: { kind: 'int', min: 0, max: 255 },
  bool: { kind: 'int', min: 0, max: 1 },
  // Kept in ticks, in an int.
  seconds: { kind: 'int', min: -Math.floor(INT_MAX / HZ), max: Math.floor(INT_MAX / HZ) },
  sizes: { kind: 'sizes', min: 1, max: INT_MAX },
  ms: { kind: 'jiffies' },
  ports: { kind: 'ports' },
  'read-only': { kind: 'read-only' },
  secret: { kind: 'read-only' },
};

/** A name above, `MIN..MAX`, `MIN..`, `pair:MIN..MAX`, or words: `reno|cubic`. */
export function parseKind(text: string): SysctlKind {
  const named = NAMED[text];
  if (named) return named;
  const [, pair, min, max] = /^(pair:)?(-?\d+)\.\.(\d*)$/.exec(text) ?? [];
  if (min === undefined) return { kind: 'words', words: text.split('|') };
  return { kind: pair ? 'pair' : 'int', min: Number(min), max: max ? Number(max) : INT_MAX };
}

/** What the file says after `value` was written to it, or undefined if it doesn't take that. */
export function readValue(kind: SysctlKind, value: string, old: string): string | undefined {
  const words = value.trim().split(/\s+/);
  const [first = ''] = words;
  switch (kind.kind) {
    case 'pair':
      return readNumbers(kind, words, old);
    case 'sizes':
      return readNumbers(kind, words, old);
    case 'words':
      return kind.words.includes(first) ? first : undefined;
    case 'ports':
      return readPorts(value.trim());
    case 'read-only':
      return undefined;
    case 'jiffies':
      return readMilliseconds(first);
    default:
      return inRange(kind, readNumber(first));
  }
}

function readMilliseconds(word: string): string | undefined {
  const number = readNumber(word);
  if (number === undefined || number < 0 || number > INT_MAX) return undefined;
  return String(Math.ceil(number / (1000 / HZ)) * (1000 / HZ));
}

function inRange({ min, max }: { min: number; max: number }, number: number | undefined): string | undefined {
  return number === undefined || number < min || number > max ? undefined : String(number);
}

/** Fewer numbers than there are leave the others as they were. The second of a pair is not below the first. */
function readNumbers(
  { kind, min, max }: Extract<SysctlKind, { min: number }>,
  words: readonly string[],
  old: string,
): string | undefined {
  const numbers = old.split('\t').map(Number);
  for (const [i, word] of words.slice(0, numbers.length).entries()) {
    const number = readNumber(word);
    if (number === undefined || number < min || number > max) return undefined;
    numbers[i] = number;
  }
  if (kind === 'pair' && (numbers[1] as number) < (numbers[0] as number)) return undefined;
  return numbers.join('\t');
}

/** Ports and ranges of them by commas: they come back sorted, neighbours as one range. */
function readPorts(text: string): string | undefined {
  const ports = new Set<number>();
  for (const part of text === '' ? [] : text.split(',')) {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (from === undefined || Number(to) > 65_535 || Number(to) < Number(from)) return undefined;
    for (let port = Number(from); port <= Number(to); port++) ports.add(port);
  }
  const parts: string[] = [];
  for (const port of [...ports].sort(byNumber)) {
    if (ports.has(port - 1)) continue;
    let last = port;
    while (ports.has(last + 1)) last++;
    parts.push(last === port ? `${port}` : `${port}-${last}`);
  }
  return parts.join(',');
}

/** As strtoul reads it with base 0: decimal, 0x hexadecimal or 0 octal. */
function readNumber(word: string): number | undefined {
  const match = /^(-?)(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i.exec(word);
  if (!match) return undefined;
  const digits = match[2] as string;
  const magnitude = /^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return (match[1] === '-' ? -magnitude : magnitude) + 0;
}
