// printf(1)'s format: escapes, conversions, and the format again as long as there are arguments.

import { octetLength } from '../../octets.ts';
import { unescape } from './backslash.ts';
import { octetsOf, textOf } from './octet-text.ts';
import { padText, printfInteger, printfNumber } from './printf-number.ts';
import { quote, quoteName } from './quote.ts';

export interface Printed {
  readonly text: string;
  /** Without the program's name. */
  readonly errors: readonly string[];
  /** A conversion that makes no sense ends it at once. */
  readonly isOver: boolean;
  /** Arguments that the format has no use for. */
  readonly unused: number;
}

const DIRECTIVE = /^%([-+ #0']*)(\*|\d+)?(?:\.(\*|-?\d*))?(?:hh|h|ll|l|L|j|z|t)?([^])?/;

export function formatPrintf(format: string, args: readonly string[]): Printed {
  const run = new Printing(args);
  do {
    const before = run.taken;
    run.once(format);
    if (run.isOver || run.taken === before) break;
  } while (run.taken < args.length);
  return {
    text: run.text,
    errors: run.errors,
    isOver: run.failed,
    unused: Math.max(0, args.length - run.taken),
  };
}

class Printing {
  text = '';
  readonly errors: string[] = [];
  taken = 0;
  /** \c, or a conversion that isn't one. */
  isOver = false;
  failed = false;
  readonly #args: readonly string[];

  constructor(args: readonly string[]) {
    this.#args = args;
  }

  once(format: string): void {
    for (let i = 0; i < format.length && !this.isOver; ) {
      const at = format.indexOf('%', i);
      const end = at < 0 ? format.length : at;
      this.#escape(format.slice(i, end), 'plain');
      i = end;
      if (at < 0 || this.isOver) continue;
      if (format[i + 1] === '%') {
        this.text += '%';
        i += 2;
        continue;
      }
      i += this.#directive(format.slice(i));
    }
  }

  #escape(text: string, octal: 'plain' | 'both'): string {
    const shown = unescape(text, octal);
    if (octal === 'plain') this.text += shown.text;
    if (shown.stops) this.isOver = true;
    return shown.text;
  }

  #directive(rest: string): number {
    const match = DIRECTIVE.exec(rest) as RegExpExecArray;
    const [whole, flags = '', width, precision, letter] = match;
    const columns = this.#number(width);
    const format = {
      flags: columns < 0 ? `${flags}-` : flags,
      width: Math.abs(columns),
      precision: precision === undefined ? undefined : this.#precision(precision),
    };
    if (letter === undefined || !/[diouxXeEfFgGaAcsbq]/.test(letter)) {
      this.errors.push(`${whole}: invalid conversion specification`);
      this.isOver = true;
      this.failed = true;
      return whole.length;
    }
    const argument = this.#take();
    if (/[diouxX]/.test(letter)) this.text += printfInteger(letter, this.#integer(argument), format);
    else if (/[eEfFgGaA]/.test(letter)) this.text += printfNumber(letter, this.#float(argument), format);
    else this.text += this.#string(letter, argument ?? '', format);
    return whole.length;
  }

  #string(
    letter: string,
    argument: string,
    format: { flags: string; width: number; precision: number | undefined },
  ): string {
    const text =
      letter === 'b' ? this.#escape(argument, 'both') : letter === 'q' ? quoteName(argument) : argument;
    const limit = letter === 'c' ? 1 : format.precision;
    const shown = limit === undefined ? text : textOf(octetsOf(text).slice(0, limit));
    return padText(shown, format, octetLength(shown));
  }

  #take(): string | undefined {
    return this.#args[this.taken++];
  }

  #number(text: string | undefined): number {
    return text === '*' ? Number(this.#integer(this.#take())) : Number(text ?? 0);
  }

  #precision(text: string): number | undefined {
    const number = this.#number(text);
    return number < 0 ? undefined : number;
  }

  #integer(text: string | undefined): bigint {
    if (text === undefined) return 0n;
    const quoted = /^['"](.)/su.exec(text);
    if (quoted) return BigInt((quoted[1] as string).codePointAt(0) as number);
    const match = /^\s*([-+]?)(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)/i.exec(text);
    this.#complain(text, match?.[0]);
    if (!match) return 0n;
    const digits = match[2] as string;
    const octal = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
    return match[1] === '-' ? -octal : octal;
  }

  #float(text: string | undefined): number {
    if (text === undefined) return 0;
    const quoted = /^['"](.)/su.exec(text);
    if (quoted) return (quoted[1] as string).codePointAt(0) as number;
    const match = /^\s*([-+]?)(0x[0-9a-f]+|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf(?:inity)?|nan)/i.exec(text);
    this.#complain(text, match?.[0]);
    if (!match) return 0;
    const word = (match[2] as string).toLowerCase();
    const value = word.startsWith('inf') ? Infinity : word === 'nan' ? Number.NaN : Number(word);
    return match[1] === '-' ? -value : value;
  }

  #complain(text: string, read: string | undefined): void {
    if (read === text) return;
    if (read === undefined) this.errors.push(`${quote(text)}: expected a numeric value`);
    else this.errors.push(`${quote(text)}: value not completely converted`);
  }
}
