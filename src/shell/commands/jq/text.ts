// JSON as jq 1.6 prints it.

import { isList, isObject, type Json, type JsonObject } from './tree.ts';

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
  if (isList(value)) return 'array';
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

export function keysOf(value: JsonObject): string[] {
  return [...value.keys()].sort(byCodePoint);
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
  if (isList(value))
    return printAll(
      value,
      value.map((item) => print(item, options, depth + 1)),
      options,
      depth,
    );
  if (isObject(value)) {
    const keys = options.sort ? keysOf(value) : [...value.keys()];
    const fields = keys.map((key) => field(key, print(value.get(key) ?? null, options, depth + 1), options));
    return printAll(value, fields, options, depth);
  }
  const text =
    typeof value === 'number'
      ? numberText(value)
      : typeof value === 'string'
        ? stringText(value, options.ascii)
        : String(value);
  return options.colour ? `${colourOf(value)}${text}${RESET}` : text;
}

const RESET = '\x1b[0m';

function colourOf(value: Json): string {
  const type = typeof value === 'boolean' ? (value ? 'true' : 'false') : typeOf(value);
  return `\x1b[${COLOURS[type as keyof typeof COLOURS]}m`;
}

function field(key: string, text: string, options: PrintOptions): string {
  const name = stringText(key, options.ascii);
  const gap = options.indent === undefined ? '' : ' ';
  if (!options.colour) return `${name}:${gap}${text}`;
  const start = `\x1b[${COLOURS.object}m`;
  return `${RESET}\x1b[34;1m${name}${RESET}${start}:${gap}${RESET}${text}`;
}

/** A list or an object of texts that are printed already. */
function printAll(value: Json, items: readonly string[], options: PrintOptions, depth: number): string {
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  const line = (level: number) => (options.indent === undefined ? '' : `\n${options.indent.repeat(level)}`);
  const start = options.colour ? colourOf(value) : '';
  const end = options.colour ? RESET : '';
  if (items.length === 0) return `${start}${open}${close}${end}`;
  const inside = items.join(`${start},${line(depth + 1)}`);
  return `${start}${open}${line(depth + 1)}${inside}${start}${line(depth)}${start}${close}${end}`;
}
