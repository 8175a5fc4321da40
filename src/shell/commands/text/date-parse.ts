// What `date -d` and `touch -d` understand: @seconds, ISO dates and times, today and the like, `2 days ago`.

import type { Nanos } from '../../../engine/ids.ts';
import { unixTime, virtualTime } from '../../wall-clock.ts';
import { civilTime, secondsOf } from './calendar.ts';
import { MONTHS } from './date-format.ts';

const UNITS: Readonly<Record<string, number>> = {
  sec: 1,
  second: 1,
  min: 60,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  fortnight: 1_209_600,
};

interface Parsed {
  year: number;
  month: number;
  day: number;
  seconds: number;
  /** What is added after all: by calendar, and in seconds. */
  months: number;
  offset: number;
  hasTime: boolean;
}

type Rule = readonly [RegExp, (parsed: Parsed, match: RegExpExecArray) => void];

const RULES: readonly Rule[] = [
  [
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](?=\d))?/,
    (p, [, y, m, d]) => setDate(p, Number(y), Number(m), Number(d)),
  ],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})/, (p, [, m, d, y]) => setDate(p, Number(y), Number(m), Number(d))],
  [
    /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?(?:\s*(am|pm))?/i,
    (p, [, h, m, s = '0', fraction = '0', half]) => {
      const hour = half ? (Number(h) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(h);
      setTime(p, hour * 3600 + Number(m) * 60 + Number(s) + Number(fraction));
    },
  ],
  [/^(?:utc|gmt|z)\b/i, () => undefined],
  [
    /^([-+])(\d{2}):?(\d{2})\b(?!\s*[a-z])/i,
    (p, [, sign, h, m]) => (p.offset -= (sign === '-' ? -1 : 1) * (Number(h) * 3600 + Number(m) * 60)),
  ],
  [/^now\b/i, () => undefined],
  [/^today\b/i, () => undefined],
  [/^yesterday\b/i, (p) => (p.offset -= 86_400)],
  [/^tomorrow\b/i, (p) => (p.offset += 86_400)],
  [
    /^(?:([-+]?\s*\d+)|(next|last|this))?\s*(sec|second|min|minute|hour|day|week|fortnight|month|year)s?\b(\s+ago\b)?/i,
    (p, [, number, word, unit = '', ago]) => {
      const given =
        number === undefined
          ? word?.toLowerCase() === 'last'
            ? -1
            : word?.toLowerCase() === 'this'
              ? 0
              : 1
          : Number(number.replace(/\s/g, ''));
      const count = ago ? -given : given;
      const name = unit.toLowerCase();
      if (name === 'month' || name === 'year') p.months += count * (name === 'year' ? 12 : 1);
      else p.offset += count * (UNITS[name] ?? 0);
    },
  ],
  [
    /^(?:(\d{1,2})\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+(\d{1,2})\b(?!:))?(?:,?\s+(\d{4}))?/i,
    (p, [, before, name = '', after, year]) => {
      const month = MONTHS.findIndex((one) => one.toLowerCase().startsWith(name.toLowerCase())) + 1;
      setDate(p, Number(year ?? p.year), month, Number(before ?? after ?? 1));
    },
  ],
  [/^(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*,?/i, () => undefined],
];

/** Virtual time, or undefined for what isn't a date. */
export function parseDate(text: string, now: Nanos): Nanos | undefined {
  const epoch = /^\s*@(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (epoch) return virtualTime(Number(epoch[1]));
  const { seconds, nanoseconds } = unixTime(now);
  const today = civilTime(seconds);
  const start = { year: today.year, month: today.month, day: today.day };
  const parsed: Parsed = {
    ...start,
    seconds: (seconds % 86_400) + nanoseconds / 1e9,
    months: 0,
    offset: 0,
    hasTime: false,
  };
  for (let rest = text.trim(); rest !== ''; ) {
    const length = applyRule(parsed, rest);
    if (length === 0) return undefined;
    rest = rest.slice(length).trim();
  }
  if (text.trim() === '') parsed.seconds = 0;
  const { year, month, day, months, offset } = parsed;
  if (month < 1 || month > 12 || day < 1 || day > 31 || parsed.seconds >= 86_400) return undefined;
  return virtualTime(secondsOf(year, month + months, day) + parsed.seconds + offset);
}

function applyRule(parsed: Parsed, rest: string): number {
  for (const [pattern, act] of RULES) {
    const match = pattern.exec(rest);
    if (!match || match[0] === '') continue;
    act(parsed, match);
    return match[0].length;
  }
  return 0;
}

function setDate(parsed: Parsed, year: number, month: number, day: number): void {
  parsed.year = year;
  parsed.month = month;
  parsed.day = day;
  if (!parsed.hasTime) parsed.seconds = 0;
}

function setTime(parsed: Parsed, seconds: number): void {
  parsed.seconds = seconds;
  parsed.hasTime = true;
}
