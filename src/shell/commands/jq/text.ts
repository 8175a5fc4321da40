// JSON as jq 1.6 prints it.

import type { Json } from './tree.ts';

export interface PrintOptions {
  /** undefined: in one line. */
  readonly indent: string | undefined;
  readonly sort: boolean;
  readonly ascii: boolean;
  readonly colour: boolean;
}

const COLOURS = {
  null: '1;30',
  false: '0;39',
  true: '0;39',
  number: '0;39',
  string: '0;32',
  array: '1;39',
  object: '1;39',
} as const;

export function typeOf(value: Json): 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'boolean' | 'number' | 'string' | 'object';
}

export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (!Number.isFinite(value)) return value > 0 ? '1.7976931348623157e+308' : '-1.7976931348623157e+308';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', power = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(power) + 1;
  const sign = value < 0 ? '-' : '';
  if (value !== 0 && (point <= -5 + 1 || point > digits.length + 15)) {
    const size = String(Math.abs(point - 1)).padStart(2, '0');
    return `${sign}${mantissa}e${point - 1 < 0 ? '-' : '+'}${size}`;
  }
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (digits.length <= point) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

export function stringText(text: string, ascii = false): string {
  const json = JSON.stringify(text).replaceAll('\u007f', '\\u007f');
  if (!ascii) return json;
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function compact(value: Json): string {
  return print(value, { indent: undefined, sort: false, ascii: false, colour: false });
}

export function keysOf(value: { readonly [key: string]: Json }): string[] {
  return Object.keys(value).sort(byCodePoint);
}

export function byCodePoint(a: string, b: string): number {
  const one = Array.from(a);
  const other = Array.from(b);
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    const difference = (one[i]?.codePointAt(0) ?? 0) - (other[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

export function print(value: Json, options: PrintOptions, depth = 0): string {
  const type = value === false ? 'false' : value === true ? 'true' : (typeOf(value) as keyof typeof COLOURS);
  const paint = (text: string) => (options.colour ? `\x1b[${COLOURS[type]}m${text}\x1b[0m` : text);
  if (value === null || typeof value === 'boolean') return paint(String(value));
  if (typeof value === 'number') return paint(numberText(value));
  if (typeof value === 'string') return paint(stringText(value, options.ascii));
  const line = (level: number) => (options.indent === undefined ? '' : `\n${options.indent.repeat(level)}`);
  const isArray = Array.isArray(value);
  const record = value as { readonly [key: string]: Json };
  const keys = isArray ? [] : options.sort ? keysOf(record) : Object.keys(record);
  const start = options.colour ? `\x1b[${COLOURS[type]}m` : '';
  const end = options.colour ? '\x1b[0m' : '';
  const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
  const items = isArray
    ? (value as readonly Json[]).map((item) => print(item, options, depth + 1))
    : keys.map((key) => {
        const name = options.colour
          ? `${end}\x1b[34;1m${stringText(key, options.ascii)}${end}${start}:`
          : `${stringText(key, options.ascii)}:`;
        return `${name}${options.indent === undefined ? '' : ' '}${end}${print(record[key] as Json, options, depth + 1)}`;
      });
  if (items.length === 0)
    return `${start}${open}${options.colour ? `${end}${start}` : ''}${close}${end}`.replace(
      `${end}${start}${close}`,
      close,
    );
  const gap = `${start},${line(depth + 1)}${isArray ? '' : ''}`;
  const inside = items.join(isArray ? gap : gap);
  return `${start}${open}${line(depth + 1)}${inside}${start}${options.colour ? start : ''}${line(depth)}${options.colour ? start : ''}${close}${end}`;
}
