// Durations as sleep(1) and timeout(1) take them: `1.5`, `2m`, `1h`, `infinity`.

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Nanoseconds; undefined if it isn't one. */
export function parseDuration(text: string): number | undefined {
  if (/^inf(inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  const match = /^(\d+\.?\d*|\.\d+)(?:[eE]([-+]?\d+))?([smhd]?)$/.exec(text);
  if (!match) return undefined;
  const [, number = '0', exponent = '0', unit = ''] = match;
  return Math.round(Number(`${number}e${exponent}`) * (UNITS[unit === '' ? 's' : unit] ?? 1) * 1e9);
}
