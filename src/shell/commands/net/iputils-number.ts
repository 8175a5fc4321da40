// The numbers on iputils' command lines (strtol_or_err of iputils_common.c): base 0, and its words for what isn't one.

import { err, ok, type Result } from '../../../base/result.ts';

export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** How the bounds are printed, where a double can't hold them. */
  readonly maxText?: string;
}

/** LONG_MAX, as ping's -c has it. */
export const ANY_COUNT: NumberRange = {
  min: 1,
  max: Number.MAX_SAFE_INTEGER,
  maxText: '9223372036854775807',
};

export function parseNumber(text: string, { min, max, maxText }: NumberRange): Result<number> {
  const match = /^\s*([+-]?)(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)$/i.exec(text);
  if (!match) return err(`invalid argument: '${text}'`);
  const digits = match[2] as string;
  const magnitude = /^0\d/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  const value = match[1] === '-' ? -magnitude : magnitude;
  if (value >= min && value <= max) return ok(value);
  return err(`invalid argument: '${text}': out of range: ${min} <= value <= ${maxText ?? max}`);
}
