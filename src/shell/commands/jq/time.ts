// Times: seconds since 1970, and "broken down" ones as a list [year, month from 0, day, hours, minutes, seconds, weekday, day
// of the year]. The time zone is UTC.

import { formatTime } from '../../bash/time-format.ts';
import { civilTime, secondsOf } from '../text/calendar.ts';
import { JqError } from './paths.ts';
import { isList, type Json } from './tree.ts';
import type { Native } from './native.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function brokenDown(time: number): Json[] {
  const at = civilTime(time);
  const second = at.second + (time - Math.floor(time));
  return [at.year, at.month - 1, at.day, at.hour, at.minute, second, at.weekday, at.yearday - 1];
}

function seconds(value: Json, name: string): number {
  if (!isList(value) || value.length < 6 || value.some((item) => typeof item !== 'number'))
    throw new JqError(`${name} requires array of 6 numbers`);
  const [year = 0, month = 0, day = 1, hours = 0, minutes = 0, second = 0] = value as readonly number[];
  return secondsOf(year, month + 1, day, hours, minutes, Math.floor(second));
}

function format(value: Json, pattern: Json, name: string): Json {
  const at = typeof value === 'number' ? brokenDown(value) : value;
  if (!isList(at)) throw new JqError(`${name}/1 requires parsed datetime inputs`);
  if (typeof pattern !== 'string') throw new JqError(`${name}/1 requires a string format`);
  return formatTime(pattern, seconds(at, name));
}

const FIELDS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  e: ' ?(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  b: '(?<b>[A-Za-z]{3,9})',
  B: '(?<b>[A-Za-z]{3,9})',
  a: '[A-Za-z]{3,9}',
  A: '[A-Za-z]{3,9}',
  Z: '[A-Za-z]+',
  z: '[-+]\\d{2}:?\\d{2}',
  s: '(?<s>\\d+)',
};

function parseTime(value: Json, pattern: Json): Json {
  if (typeof value !== 'string') throw new JqError(`strptime/1 requires string inputs and arguments`);
  if (typeof pattern !== 'string') throw new JqError(`strptime/1 requires string inputs and arguments`);
  const whole = pattern.replaceAll('%T', '%H:%M:%S').replaceAll('%F', '%Y-%m-%d');
  const source = whole.replaceAll(
    /%(.)|([^%])/gs,
    (_, letter: string | undefined, char: string | undefined) =>
      letter === undefined
        ? (char as string).replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
        : (FIELDS[letter] ?? letter),
  );
  const found = new RegExp(`^${source}$`).exec(value)?.groups;
  if (!found) throw new JqError(`date "${value}" does not match format "${pattern}"`);
  if (found['s'] !== undefined) return brokenDown(Number(found['s']));
  const number = (letter: string, usual: number) =>
    found[letter] === undefined ? usual : Number(found[letter]);
  const month = found['b'] ? MONTHS.indexOf(found['b'].slice(0, 3).toLowerCase()) : number('m', 1) - 1;
  const hasDay = found['d'] !== undefined;
  const date = secondsOf(
    number('Y', 1900),
    month + 1,
    number('d', 1),
    number('H', 0),
    number('M', 0),
    number('S', 0),
  );
  const full = brokenDown(date);
  return hasDay ? full : [...full.slice(0, 2), 0, ...full.slice(3, 6), (full[6] as number) - 1, -1];
}

export const TIMES: Readonly<Record<string, Native>> = {
  'gmtime/0': (value) => {
    if (typeof value !== 'number') throw new JqError('gmtime() requires a number');
    return brokenDown(value);
  },
  'localtime/0': (value) => {
    if (typeof value !== 'number') throw new JqError('localtime() requires a number');
    return brokenDown(value);
  },
  'mktime/0': (value) => {
    if (!isList(value)) throw new JqError('mktime requires array of 6 numbers');
    return seconds(value, 'mktime');
  },
  'strftime/1': (value, pattern = null) => format(value, pattern, 'strftime'),
  'strflocaltime/1': (value, pattern = null) => format(value, pattern, 'strflocaltime'),
  'strptime/1': (value, pattern = null) => parseTime(value, pattern),
};
