// awk's values: numbers, strings, and text from outside that looks like a number and compares as one.

export interface NumericText {
  readonly text: string;
  readonly number: number;
}
/** undefined: never assigned, both '' and 0. */
export type Value = number | string | NumericText | undefined;

const NUMBER =
  /^[ \t\n\r\f\v]*([+-]?(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|inf(?:inity)?|nan))/i;

export function toNumber(value: Value): number {
  if (typeof value === 'number') return value;
  if (value === undefined) return 0;
  return typeof value === 'string' ? leadingNumber(value) : value.number;
}

/** strtod(3). */
function leadingNumber(text: string): number {
  const match = NUMBER.exec(text)?.[1];
  if (match === undefined) return 0;
  const plain = match.replace(/^[+-]/, '').toLowerCase();
  const size = plain.startsWith('inf') ? Number.POSITIVE_INFINITY : Number(plain);
  return match.startsWith('-') ? -size : size;
}

export function fromInput(text: string): Value {
  const match = NUMBER.exec(text);
  if (!match || text.slice(match[0].length).trim() !== '') return text;
  return { text, number: leadingNumber(text) };
}

export function isTrue(value: Value): boolean {
  if (value === undefined) return false;
  if (typeof value === 'string') return value !== '';
  return toNumber(value) !== 0;
}

export function isNumeric(value: Value): boolean {
  return typeof value !== 'string';
}
