// printf's formats, as bash has them: widths count octets, %q quotes, %b takes escapes, %(…)T is a time.

import { unixTime } from '../wall-clock.ts';
import type { Nanos } from '../../engine/ids.ts';
import { decodeOctets, encodeOctets, octetLength } from '../octets.ts';
import { unescapeEcho } from './ansi-c.ts';
import { quoteBackslash } from './quote.ts';
import { formatTime } from './time-format.ts';

export interface Printed {
  readonly text: string;
  /** What was wrong with the arguments, without `printf: `. */
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly text: string;
  /** How much had been printed then. */
  readonly at: number;
}

const DIRECTIVE =
  /%(?:%|([-+ #0']*)(\*|-?\d+)?(?:\.(\*|-?\d*))?(?:hh|h|ll|l|j|z|t|L)*(?:\(([^)]*)\)(T)|([\s\S]))?)/;

export function formatPrintf(format: string, args: readonly string[], now: Nanos): Printed {
  const printer = new Printer(args, now);
  const problems: Problem[] = [];
  let text = '';
  do {
    const before = printer.used;
    const said = printer.problems.length;
    const at = text.length;
    text += printer.once(format);
    for (const problem of printer.problems.slice(said)) problems.push({ text: problem, at });
    if (printer.isStopped || printer.used === before) break;
  } while (printer.used < args.length);
  return { text, problems };
}

class Printer {
  readonly problems: string[] = [];
  used = 0;
  isStopped = false;
  readonly #args: readonly string[];
  readonly #now: Nanos;

  constructor(args: readonly string[], now: Nanos) {
    this.#args = args;
    this.#now = now;
  }

  once(format: string): string {
    let text = '';
    for (let rest = format; rest !== '' && !this.isStopped; ) {
      const at = rest.search(/[%\\]/);
      if (at !== 0) {
        text += at < 0 ? rest : rest.slice(0, at);
        rest = at < 0 ? '' : rest.slice(at);
        continue;
      }
      if (rest[0] === '\\') {
        const escape =
          /^\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[\s\S]?)/.exec(rest)?.[0] ??
          '\\';
        text += escapeInFormat(escape);
        rest = rest.slice(escape.length);
        continue;
      }
      const directive = DIRECTIVE.exec(rest) as RegExpExecArray;
      text += this.#directive(directive);
      rest = rest.slice(directive[0].length);
    }
    return /[\udc80-\udcff]/.test(text) ? decodeOctets(encodeOctets(text)) : text;
  }

  #next(): string | undefined {
    return this.#args[this.used] === undefined ? (this.used++, undefined) : this.#args[this.used++];
  }

  #size(text: string | undefined): number | undefined {
    if (text === undefined) return undefined;
    return text === '*' ? Number(this.#integer(this.#next() ?? '0')) : Number(text === '' ? 0 : text);
  }

  #directive(match: RegExpExecArray): string {
    const [all, flagText = '', widthText, precisionText, timeFormat, isTime, letter] = match;
    if (all === '%%') return '%';
    const width = this.#size(widthText);
    const precision = this.#size(precisionText);
    const flags = (width ?? 0) < 0 ? `${flagText}-` : flagText;
    const fit = (text: string) => pad(text, Math.abs(width ?? 0), flags);
    if (isTime) return fit(this.#time(timeFormat ?? ''));
    if (letter === undefined || !'diouxXcsbqQeEfFgGaAn'.includes(letter)) {
      this.problems.push(
        letter === undefined
          ? `\`${all}': missing format character`
          : `\`${letter}': invalid format character`,
      );
      this.isStopped = true;
      return '';
    }
    const arg = this.#next();
    switch (letter) {
      case 's':
        return fit(cut(arg ?? '', precision));
      case 'c':
        return fit(Array.from(arg ?? '')[0] ?? '\0');
      case 'q':
      case 'Q':
        return fit(cut(quoteBackslash(arg ?? ''), precision));
      case 'b': {
        const { text, stops } = unescapeEcho(arg ?? '', true);
        if (stops) this.isStopped = true;
        return fit(cut(text, precision));
      }
      case 'n':
        return '';
      default:
        return 'diouxX'.includes(letter)
          ? formatInteger(this.#integer(arg ?? '0'), letter, flags, Math.abs(width ?? 0), precision)
          : formatFloat(this.#float(arg ?? '0'), letter, flags, Math.abs(width ?? 0), precision);
    }
  }

  #time(format: string): string {
    const arg = this.#next();
    const seconds =
      arg === undefined || arg === '-1' || arg === '-2' ? unixTime(this.#now).seconds : Number(arg);
    return formatTime(format === '' ? '%X' : format, Math.floor(seconds));
  }

  #integer(text: string): bigint {
    if (/^['"]/.test(text)) return BigInt(text.codePointAt(1) ?? 0);
    const match = /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text);
    if (!match || match[0].length < text.length)
      this.problems.push(`${text}: invalid ${/^\s*[-+]?0[0-9]/.test(text) ? 'octal ' : ''}number`);
    if (text === '') this.problems.pop();
    if (!match) return 0n;
    const digits = match[2] as string;
    const value = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
    return match[1] === '-' ? -value : value;
  }

  #float(text: string): number {
    if (/^['"]/.test(text)) return text.codePointAt(1) ?? 0;
    const match =
      /^\s*[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?|0[xX][0-9a-fA-F]+|inf(inity)?|nan)/i.exec(
        text,
      );
    if (text !== '' && (!match || match[0].length < text.length))
      this.problems.push(`${text}: invalid number`);
    if (!match) return 0;
    const plain = match[0].trim();
    if (/inf/i.test(plain))
      return plain.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    return Number(plain);
  }
}

/** In the format itself `\'` and `\"` are the quotes, and octal needs no zero. */
function escapeInFormat(escape: string): string {
  if (escape === '\\"' || escape === "\\'") return escape.slice(1);
  if (/^\\[0-7]/.test(escape)) {
    const octet = Number.parseInt(escape.slice(1), 8) & 0xff;
    return String.fromCharCode(octet < 0x80 ? octet : 0xdc00 + octet);
  }
  if (escape === '\\c') return escape;
  return unescapeEcho(escape).text;
}

/** The precision of %s counts octets, and may cut a character in two. */
function cut(text: string, precision: number | undefined): string {
  if (precision === undefined || precision < 0 || octetLength(text) <= precision) return text;
  return decodeOctets(encodeOctets(text).slice(0, precision));
}

function pad(text: string, width: number, flags: string): string {
  const missing = width - octetLength(text);
  if (missing <= 0) return text;
  return flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

/** Puts zeros after the sign or the 0x, if the flags want them and no precision forbids it. */
function padNumber(sign: string, digits: string, width: number, flags: string, mayZero: boolean): string {
  if (!mayZero || !flags.includes('0') || flags.includes('-')) return pad(sign + digits, width, flags);
  return sign + digits.padStart(width - sign.length, '0');
}

function formatInteger(
  value: bigint,
  letter: string,
  flags: string,
  width: number,
  precision: number | undefined,
): string {
  const isSigned = letter === 'd' || letter === 'i';
  const shown = isSigned ? (value < 0n ? -value : value) : BigInt.asUintN(64, value);
  const base = letter === 'o' ? 8 : letter === 'x' || letter === 'X' ? 16 : 10;
  let digits = shown.toString(base);
  if (letter === 'X') digits = digits.toUpperCase();
  if (precision !== undefined)
    digits = precision === 0 && shown === 0n ? '' : digits.padStart(precision, '0');
  const plus = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  let sign = isSigned ? (value < 0n ? '-' : plus) : '';
  if (flags.includes('#') && shown !== 0n) {
    if (base === 16) sign = `0${letter}`;
    if (base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
  }
  return padNumber(sign, digits, width, flags, precision === undefined);
}

function formatFloat(value: number, letter: string, flags: string, width: number, precision = 6): string {
  const lower = letter.toLowerCase();
  const size = Math.abs(value);
  let digits: string;
  if (!Number.isFinite(value)) digits = Number.isNaN(value) ? 'nan' : 'inf';
  else if (lower === 'f') digits = size.toFixed(precision);
  else if (lower === 'e') digits = exponent(size.toExponential(precision));
  else digits = general(size, precision === 0 ? 1 : precision, flags.includes('#'));
  if (letter !== lower) digits = digits.toUpperCase();
  const isNegative = value < 0 || Object.is(value, -0);
  const sign = isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return padNumber(sign, digits, width, flags, Number.isFinite(value));
}

function exponent(text: string): string {
  return text.replace(/e([-+])(\d)$/, 'e$10$2');
}

function general(size: number, precision: number, keepsZeros: boolean): string {
  const power = size === 0 ? 0 : Number(size.toExponential(precision - 1).split('e')[1]);
  const isPlain = power >= -4 && power < precision;
  const text = isPlain
    ? size.toFixed(Math.max(precision - 1 - power, 0))
    : exponent(size.toExponential(precision - 1));
  if (keepsZeros) return text;
  return text.replace(/(\.\d*?)0+(e|$)/, '$1$2').replace(/\.(e|$)/, '$1');
}
