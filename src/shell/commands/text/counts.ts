// Numbers as GNU tools take them on the command line: `10`, `1K` (1024), `2kB` (1000), `b` for blocks of 512.

const UNITS = 'KMGTPEZY';

/** Undefined if it isn't one. */
export function parseCount(text: string): number | undefined {
  const match = /^(\d+)(b|[kKmMGTPEZY](iB|B)?)?$/.exec(text);
  if (!match) return undefined;
  const [, digits = '', suffix = ''] = match;
  if (suffix === '') return Number(digits);
  if (suffix === 'b') return Number(digits) * 512;
  const power = UNITS.indexOf(suffix[0]?.toUpperCase() ?? 'K') + 1;
  const base = suffix.endsWith('B') && !suffix.endsWith('iB') ? 1000 : 1024;
  return Number(digits) * base ** power;
}

/** As dd takes sizes: `2x512` too, and `c`, `w` and `b` for 1, 2 and 512. */
export function parseBlocks(text: string): number | undefined {
  let product = 1;
  for (const factor of text.split('x')) {
    const small = /^(\d+)([cw])$/.exec(factor);
    const value = small ? Number(small[1]) * (small[2] === 'w' ? 2 : 1) : parseCount(factor);
    if (value === undefined) return undefined;
    product *= value;
  }
  return product;
}

export function parseInteger(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** As `ls -h` and `du -h` show a size: `4.0K`, `12M`, rounded up. */
export function humanSize(size: number): string {
  if (size < 1024) return String(size);
  let value = size;
  let unit = -1;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const tenths = Math.ceil(value * 10) / 10;
  return `${tenths < 10 ? tenths.toFixed(1) : Math.ceil(value)}${UNITS[unit]}`;
}
