// jq's order of values: null, false, true, numbers, strings, arrays, objects.

import { isList, isObject, type Json } from './tree.ts';
import { byCodePoint, keysOf } from './text.ts';

function rankOf(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'boolean') return value ? 2 : 1;
  if (typeof value === 'number') return 3;
  return typeof value === 'string' ? 4 : isList(value) ? 5 : 6;
}

export function compare(a: Json, b: Json): number {
  const difference = rankOf(a) - rankOf(b);
  if (difference !== 0) return difference;
  if (typeof a === 'number') return a < (b as number) ? -1 : a === b ? 0 : Number.isNaN(a) ? -1 : 1;
  if (typeof a === 'string') return byCodePoint(a, b as string);
  if (isList(a)) return compareLists(a, b as readonly Json[]);
  if (isObject(a) && isObject(b)) {
    const keys = keysOf(a);
    return (
      compareLists(keys, keysOf(b)) ||
      compareLists(
        keys.map((key) => a.get(key) ?? null),
        keys.map((key) => b.get(key) ?? null),
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
