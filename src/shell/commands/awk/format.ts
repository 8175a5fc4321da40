// printf's conversions, as C has them.

import { AwkError } from './lexer.ts';
import { toNumber, type Value } from './value.ts';

const DIRECTIVE = /%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:hh|h|ll|l|L)?([^])?/g;

/** `toText` is how a number becomes %s. */
export function format(template: string, args: readonly Value[], toText: (value: Value) => string): string {
  let next = 0;
  const take = (): Value => {
    if (next >= args.length)
      throw new AwkError(`run time error: not enough arguments passed to printf("${template}")`);
    return args[next++];
  };
  return template.replace(
    DIRECTIVE,
    (whole: string, flags: string, width: string, precision: string, letter: string) => {
      if (letter === '%') return '%';
      const wide = width === '*' ? toNumber(take()) : Number(width ?? 0);
      const hasPoint = whole.includes('.');
      const exact = precision === '*' ? toNumber(take()) : hasPoint ? Number(precision ?? 0) : undefined;
      const left = flags.includes('-') || wide < 0;
      const value = take();
      const body = convert(letter, value, flags, exact, toText);
      const size = Math.abs(wide);
      if (left) return body.padEnd(size);
      const isZeroed =
        flags.includes('0') && 'diouxXeEfFgG'.includes(letter) && !('diouxX'.includes(letter) && hasPoint);
      if (!isZeroed || !/\d/.test(body)) return body.padStart(size);
      const sign = /^[-+ ]?(?:0[xX])?/.exec(body)?.[0] ?? '';
      return sign + body.slice(sign.length).padStart(size - sign.length, '0');
    },
  );
}

function convert(
  letter: string,
  value: Value,
  flags: string,
  precision: number | undefined,
  toText: (value: Value) => string,
): string {
  if (letter === 'c') {
    if (typeof value === 'string') return value.slice(0, 1);
    if (typeof value === 'object') return value.text.slice(0, 1);
    return String.fromCharCode(Math.trunc(toNumber(value)) & 0xff);
  }
  if (letter === 's') return toText(value).slice(0, precision);
  if ('diouxX'.includes(letter)) return integer(letter, toNumber(value), flags, precision);
  if ('eEfFgG'.includes(letter))
    return signed(floating(letter, Math.abs(toNumber(value)), flags, precision ?? 6), toNumber(value), flags);
  throw new AwkError(`run time error: improper conversion(number 1) in printf("%${letter}")`);
}

function signed(text: string, number: number, flags: string): string {
  if (number < 0 || Object.is(number, -0)) return `-${text}`;
  return flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
}

function integer(letter: string, number: number, flags: string, precision = 1): string {
  if (!Number.isFinite(number)) return signed(Number.isNaN(number) ? 'nan' : 'inf', number, flags);
  const whole = BigInt(Math.trunc(number));
  if (letter === 'd' || letter === 'i') {
    const digits = (whole < 0n ? -whole : whole).toString().padStart(precision, '0');
    return signed(digits, whole < 0n ? -1 : 1, flags);
  }
  const unsigned = BigInt.asUintN(64, whole);
  const base = letter === 'o' ? 8 : letter === 'u' ? 10 : 16;
  const digits = unsigned.toString(base).padStart(precision, '0');
  const prefix = flags.includes('#') && unsigned !== 0n ? (base === 16 ? '0x' : base === 8 ? '0' : '') : '';
  return letter === 'X' ? (prefix + digits).toUpperCase() : prefix + digits;
}

function floating(letter: string, size: number, flags: string, precision: number): string {
  if (!Number.isFinite(size)) return Number.isNaN(size) ? 'nan' : 'inf';
  const lower = letter.toLowerCase();
  let text =
    lower === 'f'
      ? fixed(size, precision)
      : lower === 'e'
        ? exponential(size, precision)
        : general(size, precision || 1, flags);
  if (letter !== lower) text = text.toUpperCase();
  return text;
}

function fixed(size: number, precision: number): string {
  if (size < 1e21) return size.toFixed(Math.min(precision, 100));
  return BigInt(size).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
}

function exponential(size: number, precision: number): string {
  return size.toExponential(Math.min(precision, 100)).replace(/e([+-])(\d)$/, 'e$10$2');
}

/** %g: the shorter of the two, without zeros at the end. */
export function general(size: number, precision: number, flags = ''): string {
  const exponent = size === 0 ? 0 : Number(size.toExponential(precision - 1).split('e')[1]);
  const isFixed = exponent >= -4 && exponent < precision;
  const text = isFixed ? fixed(size, precision - 1 - exponent) : exponential(size, precision - 1);
  if (flags.includes('#') || !text.includes('.')) return text;
  return isFixed ? text.replace(/\.?0+$/, '') : text.replace(/\.?0*e/, 'e');
}
