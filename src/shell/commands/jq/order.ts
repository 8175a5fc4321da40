// jq's order of values: null, false, true, numbers, strings, arrays, objects.

import type { Json } from './tree.ts';
import { byCodePoint, keysOf, typeOf } from './text.ts';

const RANKS = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];

function rankOf(value: Json): number {
  return RANKS.indexOf(typeof value === 'boolean' ? String(value) : typeOf(value));
}

export function compare(a: Json, b: Json): number {
  const difference = rankOf(a) - rankOf(b);
  if (difference !== 0) return difference;
  if (typeof a === 'number') return a < (b as number) ? -1 : a === b ? 0 : 1;
  if (typeof a === 'string') return byCodePoint(a, b as string);
  if (Array.isArray(a)) return compareLists(a, b as readonly Json[]);
  if (a !== null && typeof a === 'object') {
    const [one, other] = [a, b] as { readonly [key: string]: Json }[];
    if (!one || !other) return 0;
    const keys = keysOf(one);
    return (
      compareLists(keys, keysOf(other)) ||
      compareLists(
        keys.map((key) => one[key] as Json),
        keys.map((key) => other[key] as Json),
      )
    );
  }
  return 0;
}

function compareLists(a: readonly Json[], b: readonly Json[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = compare(a[i] as Json, b[i] as Json);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
