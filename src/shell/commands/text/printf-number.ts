// printf(3)'s conversions of numbers: flags, width, precision.

export interface NumberFormat {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

/** A floating-point conversion: f, e, g and their capitals. */
export function printfNumber(letter: string, value: number, format: NumberFormat): string {
  const lower = letter.toLowerCase();
  const magnitude = Math.abs(value);
  const precision = format.precision ?? 6;
  let digits: string;
  if (!Number.isFinite(value)) digits = Number.isNaN(value) ? 'nan' : 'inf';
  else if (lower === 'f') digits = fixedPoint(magnitude, precision);
  else if (lower === 'e') digits = exponential(magnitude, precision);
  else if (lower === 'a') digits = hexadecimal(magnitude);
  else digits = general(magnitude, precision === 0 ? 1 : precision, format.flags.includes('#'));
  const text = letter === lower ? digits : digits.toUpperCase();
  const isNegative = value < 0 || Object.is(value, -0);
  return padNumber(signOf(isNegative, format.flags), text, format, Number.isFinite(value));
}

/** An integer conversion: d, i, u, o, x, X. */
export function printfInteger(letter: string, value: bigint, format: NumberFormat): string {
  const { flags, precision } = format;
  const isSigned = letter === 'd' || letter === 'i';
  const number = isSigned ? value : BigInt.asUintN(64, value);
  const magnitude = number < 0n ? -number : number;
  const base = letter === 'o' ? 8 : letter === 'x' || letter === 'X' ? 16 : 10;
  let digits = magnitude.toString(base);
  if (letter === 'X') digits = digits.toUpperCase();
  if (precision !== undefined)
    digits = precision === 0 && magnitude === 0n ? '' : digits.padStart(precision, '0');
  let prefix = isSigned ? signOf(number < 0n, flags) : '';
  if (flags.includes('#') && magnitude !== 0n) {
    if (base === 16) prefix = `0${letter}`;
    else if (base === 8 && !digits.startsWith('0')) digits = `0${digits}`;
  }
  return padNumber(prefix, digits, format, precision === undefined);
}

export function padText(
  text: string,
  { flags, width }: Pick<NumberFormat, 'flags' | 'width'>,
  length = text.length,
): string {
  const padding = ' '.repeat(Math.max(0, width - length));
  return flags.includes('-') ? text + padding : padding + text;
}

function padNumber(prefix: string, digits: string, format: NumberFormat, mayZero: boolean): string {
  const { flags, width } = format;
  if (flags.includes('0') && !flags.includes('-') && mayZero) {
    return prefix + digits.padStart(width - prefix.length, '0');
  }
  return padText(prefix + digits, format);
}

function signOf(isNegative: boolean, flags: string): string {
  return isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

function fixedPoint(value: number, precision: number): string {
  if (value < 1e21) return value.toFixed(Math.min(100, precision));
  const whole = BigInt(value).toString();
  return precision > 0 ? `${whole}.${'0'.repeat(precision)}` : whole;
}

function exponential(value: number, precision: number): string {
  return value.toExponential(Math.min(100, precision)).replace(/e([-+])(\d)$/, 'e$10$2');
}

function general(value: number, precision: number, keepsZeros: boolean): string {
  const exponent = value === 0 ? 0 : Number(value.toExponential(precision - 1).split('e')[1]);
  const isPlain = exponent >= -4 && exponent < precision;
  const text = isPlain ? fixedPoint(value, precision - 1 - exponent) : exponential(value, precision - 1);
  if (keepsZeros) return text;
  return isPlain
    ? text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
    : text.replace(/(\.\d*?)0+e/, '$1e').replace(/\.e/, 'e');
}

function hexadecimal(value: number): string {
  if (value === 0) return '0x0p+0';
  const exponent = Math.floor(Math.log2(value));
  const mantissa = (value / 2 ** exponent).toString(16);
  return `0x${mantissa}p${exponent < 0 ? '' : '+'}${exponent}`;
}
