// `1.5`, `2m`, `infinity`: how sleep and timeout are told a time.

import { SECOND } from '../../../engine/ids.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** In nanoseconds; undefined for what isn't a time. */
export function parseDuration(text: string): number | undefined {
  const match = /^\s*\+?(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+|inf(?:inity)?)([smhd]?)$/i.exec(text);
  if (!match) return undefined;
  const [, number = '', unit = ''] = match;
  if (/^inf/i.test(number)) return Number.MAX_SAFE_INTEGER;
  return Math.min(Number.MAX_SAFE_INTEGER, Math.round(Number(number) * (UNITS[unit] ?? 1) * SECOND));
}
