// `-t` and `-ts`: when a message came (print_timestamp, lib/utils.c). The wall clock of virtual time, in UTC.

import { MICROSECOND } from '../../../engine/ids.ts';
import { unixTime } from '../../wall-clock.ts';
import type { Session } from './session.ts';

const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400;

export function timestamp(s: Session): string {
  const { timestamp: kind } = s.options;
  if (kind === '') return '';
  const micros = Math.trunc(unixTime(s.world.now).nanoseconds / MICROSECOND);
  const { year, month, day, weekday, clock } = civil(unixTime(s.world.now).seconds);
  if (kind === 'short')
    return `[${year}-${two(month + 1)}-${two(day)}T${clock}.${String(micros).padStart(6, '0')}] `;
  return `Timestamp: ${weekday} ${MONTHS[month]} ${String(day).padStart(2)} ${clock} ${year} ${micros} usec\n`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function civil(seconds: number) {
  let days = Math.trunc(seconds / DAY);
  const weekday = DAYS[days % 7] as string;
  let year = 1970;
  for (; days >= daysIn(year); year++) days -= daysIn(year);
  let month = 0;
  for (; days >= monthLength(year, month); month++) days -= monthLength(year, month);
  const rest = seconds % DAY;
  const clock = [Math.trunc(rest / 3600), Math.trunc(rest / 60) % 60, rest % 60].map(two).join(':');
  return { year, month, day: days + 1, weekday, clock };
}

function daysIn(year: number): number {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365;
}

function monthLength(year: number, month: number): number {
  if (month === 1) return daysIn(year) - 337;
  return [3, 5, 8, 10].includes(month) ? 30 : 31;
}
