// strftime(3) with GNU's flags, in the C locale and UTC.

import type { UnixTime } from '../../wall-clock.ts';
import { civilTime, type CivilTime, daysFromCivil } from './calendar.ts';

export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Numbers: how wide, what they are padded with, and what they are. */
const NUMBERS: Readonly<
  Record<string, readonly [width: number, pad: '0' | ' ', of: (t: CivilTime) => number]>
> = {
  C: [2, '0', (t) => Math.floor(t.year / 100)],
  d: [2, '0', (t) => t.day],
  e: [2, ' ', (t) => t.day],
  G: [4, '0', (t) => isoWeek(t).year],
  g: [2, '0', (t) => isoWeek(t).year % 100],
  H: [2, '0', (t) => t.hour],
  I: [2, '0', (t) => t.hour % 12 || 12],
  j: [3, '0', (t) => t.yearday],
  k: [2, ' ', (t) => t.hour],
  l: [2, ' ', (t) => t.hour % 12 || 12],
  M: [2, '0', (t) => t.minute],
  m: [2, '0', (t) => t.month],
  q: [1, '0', (t) => Math.ceil(t.month / 3)],
  S: [2, '0', (t) => t.second],
  U: [2, '0', (t) => Math.floor((t.yearday + 6 - t.weekday) / 7)],
  u: [1, '0', (t) => t.weekday || 7],
  V: [2, '0', (t) => isoWeek(t).week],
  W: [2, '0', (t) => Math.floor((t.yearday + 6 - ((t.weekday + 6) % 7)) / 7)],
  w: [1, '0', (t) => t.weekday],
  Y: [4, '0', (t) => t.year],
  y: [2, '0', (t) => t.year % 100],
};

const COMPOSED: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
  X: '%H:%M:%S',
  x: '%m/%d/%y',
};

const TEXTS: Readonly<Record<string, (t: CivilTime) => string>> = {
  a: (t) => (DAYS[t.weekday] ?? '').slice(0, 3),
  A: (t) => DAYS[t.weekday] ?? '',
  b: (t) => (MONTHS[t.month - 1] ?? '').slice(0, 3),
  B: (t) => MONTHS[t.month - 1] ?? '',
  h: (t) => (MONTHS[t.month - 1] ?? '').slice(0, 3),
  n: () => '\n',
  P: (t) => (t.hour < 12 ? 'am' : 'pm'),
  p: (t) => (t.hour < 12 ? 'AM' : 'PM'),
  t: () => '\t',
  Z: () => 'UTC',
  '%': () => '%',
};

const ZONES: Readonly<Record<number, string>> = { 0: '+0000', 1: '+00:00', 2: '+00:00:00', 3: '+00' };

export function formatDate(format: string, { seconds, nanoseconds }: UnixTime): string {
  const time = civilTime(seconds);
  return format.replace(
    /%([-_0^#]*)(\d*)(:{0,3})([a-zA-Z%])/g,
    (all, flags: string, width: string, colons: string, letter: string) => {
      if (letter === 'z') return ZONES[colons.length] ?? all;
      const text = TEXTS[letter]?.(time);
      const composed = COMPOSED[letter];
      if (text !== undefined || composed !== undefined) {
        const shown = text ?? formatDate(composed as string, { seconds, nanoseconds });
        const cased = flags.includes('^')
          ? shown.toUpperCase()
          : flags.includes('#')
            ? shown.toLowerCase()
            : shown;
        return cased.padStart(Number(width), flags.includes('0') ? '0' : ' ');
      }
      if (letter === 's') return String(seconds);
      if (letter === 'N')
        return String(nanoseconds)
          .padStart(9, '0')
          .slice(0, Number(width) || 9);
      const number = NUMBERS[letter];
      if (!number) return all;
      const [usual, pad, of] = number;
      const digits = String(of(time));
      if (flags.includes('-')) return digits;
      const filler = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : pad;
      return digits.padStart(Number(width) || usual, filler);
    },
  );
}

/** ISO 8601: the week that has the year's first Thursday is the first. */
function isoWeek({ year, month, day, weekday }: CivilTime): { year: number; week: number } {
  const thursday = daysFromCivil(year, month, day) + 4 - (weekday || 7);
  const its = civilTime(thursday * 86_400);
  return { year: its.year, week: Math.floor((its.yearday - 1) / 7) + 1 };
}
