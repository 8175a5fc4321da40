// `2026-01-01` and `12:34:56` of seconds since 1970, UTC.

import { civilTime } from '../text/calendar.ts';

export function dateText(seconds: number): string {
  const { year, month, day } = civilTime(seconds);
  return `${year}-${two(month)}-${two(day)}`;
}

export function clockText(seconds: number): string {
  return [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
