// The filters that are functions of their input and their arguments' values.

import { splitText } from './arithmetic.ts';
import { parseJson } from './documents.ts';
import { plain } from './formats.ts';
import { NUMBERS } from './native-numbers.ts';
import { compare } from './order.ts';
import { deleteAll, described, indicesOf, JqError, type Path, setPath } from './paths.ts';
import { matchAll, splitRegex } from './regex.ts';
import { TIMES } from './time.ts';
import { isList, isObject, type Json } from './tree.ts';
import { compact, keysOf, typeOf } from './text.ts';

export type Native = (input: Json, ...args: readonly Json[]) => Json;

function listOf(value: Json, what: string): readonly Json[] {
  if (!isList(value)) throw new JqError(`${described(value)} cannot be ${what}, as it is not an array`);
  return value;
}

function sortedBy(value: Json, keys: Json, what: string): { readonly key: Json; readonly item: Json }[] {
  const list = listOf(value, what);
  const by = isList(keys) ? keys : [];
  return list.map((item, i) => ({ key: by[i] ?? null, item })).sort((a, b) => compare(a.key, b.key));
}

function groups(value: Json, keys: Json): Json[][] {
  const made: Json[][] = [];
  let last: Json | undefined;
  for (const { key, item } of sortedBy(value, keys, 'grouped')) {
    if (last !== undefined && compare(last, key) === 0) made.at(-1)?.push(item);
    else made.push([item]);
    last = key;
  }
  return made;
}

function extreme(value: Json, keys: Json, sign: 1 | -1): Json {
  const list = listOf(value, 'iterated over');
  const by = isList(keys) ? keys : [];
  let best = -1;
  list.forEach((_, i) => {
    const order = best < 0 ? 1 : compare(by[i] ?? null, by[best] ?? null) * sign;
    if (best < 0 || order > 0 || (order === 0 && sign > 0)) best = i;
  });
  return list[best] ?? null;
}

function contains(a: Json, b: Json): boolean {
  if (typeOf(a) !== typeOf(b))
    throw new JqError(`${described(a)} and ${described(b)} cannot have their containment checked`);
  if (typeof a === 'string') return a.includes(b as string);
  const within = (one: Json, other: Json): boolean => typeOf(one) === typeOf(other) && contains(one, other);
  if (isList(a)) return (b as readonly Json[]).every((item) => a.some((own) => within(own, item)));
  if (isObject(a) && isObject(b))
    return [...b].every(([key, item]) => a.has(key) && within(a.get(key) ?? null, item));
  return compare(a, b) === 0;
}

function textFor(name: string, value: Json, other: Json): [string, string] {
  if (typeof value !== 'string' || typeof other !== 'string')
    throw new JqError(`${name}() requires string inputs`);
  return [value, other];
}

function keysFor(value: Json): readonly Json[] | undefined {
  return isList(value) ? value.map((_, i) => i) : undefined;
}

function lengthOf(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return Array.from(value).length;
  if (isList(value)) return value.length;
  if (isObject(value)) return value.size;
  throw new JqError(`${described(value)} has no length`);
}

function flattened(items: readonly Json[], depth: number): Json[] {
  return items.flatMap((item) =>
    isList(item) ? (depth > 0 ? flattened(item, depth - 1) : [...item]) : [item],
  );
}

function has(value: Json, key: Json): boolean {
  if (isObject(value) && typeof key === 'string') return value.has(key);
  if (isList(value) && typeof key === 'number') return key >= 0 && key < value.length;
  throw new JqError(`Cannot check whether ${typeOf(value)} has a ${typeOf(key)} key`);
}

function keys(value: Json, sorted: boolean): Json {
  const found =
    keysFor(value) ?? (isObject(value) ? (sorted ? keysOf(value) : [...value.keys()]) : undefined);
  if (!found) throw new JqError(`${described(value)} has no keys`);
  return found;
}

function indices(value: Json, wanted: Json): Json {
  if (value === null) return null;
  if (typeof value === 'string' && typeof wanted === 'string') {
    const found: number[] = [];
    const octets = (end: number) => new TextEncoder().encode(value.slice(0, end)).length;
    if (wanted !== '')
      for (let at = value.indexOf(wanted); at >= 0; at = value.indexOf(wanted, at + 1))
        found.push(octets(at));
    return found;
  }
  if (isList(value))
    return isList(wanted)
      ? indicesOf(value, wanted)
      : value.flatMap((item, i) => (compare(item, wanted) === 0 ? [i] : []));
  throw new JqError(`Cannot determine indices of ${typeOf(value)}`);
}

function ends(name: 'startswith' | 'endswith'): Native {
  return (value, other = null) => {
    const [text, part] = textFor(name, value, other);
    return name === 'startswith' ? text.startsWith(part) : text.endsWith(part);
  };
}

function letters(change: (letter: string) => string, pattern: RegExp): Native {
  return (value) => {
    if (typeof value !== 'string') throw new JqError('explode input must be a string');
    return value.replace(pattern, change);
  };
}

const VALUES: Readonly<Record<string, Native>> = {
  'length/0': lengthOf,
  'not/0': (value) => value === null || value === false,
  'keys/0': (value) => keys(value, true),
  'keys_unsorted/0': (value) => keys(value, false),
  'reverse/0': (value) => {
    if (value === null) return [];
    if (typeof value === 'string') return Array.from(value).reverse();
    return [...listOf(value, 'reversed')].reverse();
  },
  'has/1': (value, key = null) => has(value, key),
  'contains/1': (value, other = null) => contains(value, other),
  'type/0': typeOf,
  'setpath/2': (value, path = null, item = null) => setPath(value, path as Path, item),
  'delpaths/1': (value, paths = null) => deleteAll(value, paths as readonly Path[]),
  'flatten/1': (value, depth = null) => {
    if ((depth as number) < 0) throw new JqError('flatten depth must not be negative');
    return flattened(
      isObject(value) ? [...value.values()] : listOf(value, 'iterated over'),
      (depth as number) - 1,
    );
  },
  'indices/1': (value, wanted = null) => indices(value, wanted),
  'sort/0': (value) => sortedBy(value, value, 'sorted').map(({ item }) => item),
  '_sort_by/1': (value, by = null) => sortedBy(value, by, 'sorted').map(({ item }) => item),
  '_group_by/1': (value, by = null) => groups(value, by),
  '_unique_by/1': (value, by = null) => groups(value, by).map(([first = null]) => first),
  '_min_by/1': (value, by = null) => extreme(value, by, -1),
  '_max_by/1': (value, by = null) => extreme(value, by, 1),
  'min/0': (value) => extreme(value, value, -1),
  'max/0': (value) => extreme(value, value, 1),
};

const STRINGS: Readonly<Record<string, Native>> = {
  'tostring/0': plain,
  'tojson/0': compact,
  'fromjson/0': (value) => parseJson(plain(value)),
  'utf8bytelength/0': (value) => {
    if (typeof value !== 'string')
      throw new JqError(`${described(value)} only strings have UTF-8 byte length`);
    return new TextEncoder().encode(value).length;
  },
  'startswith/1': ends('startswith'),
  'endswith/1': ends('endswith'),
  'ltrimstr/1': (value, part = null) =>
    typeof value === 'string' && typeof part === 'string' && value.startsWith(part)
      ? value.slice(part.length)
      : value,
  'rtrimstr/1': (value, part = null) =>
    typeof value === 'string' && typeof part === 'string' && part !== '' && value.endsWith(part)
      ? value.slice(0, -part.length)
      : value,
  'explode/0': (value) => {
    if (typeof value !== 'string') throw new JqError('explode input must be a string');
    return Array.from(value, (char) => char.codePointAt(0) as number);
  },
  'implode/0': (value) => {
    if (!isList(value)) throw new JqError('implode input must be an array');
    return value.map((code) => String.fromCodePoint(code as number)).join('');
  },
  'ascii_downcase/0': letters((letter) => letter.toLowerCase(), /[A-Z]/g),
  'ascii_upcase/0': letters((letter) => letter.toUpperCase(), /[a-z]/g),
  'split/1': (value, separator = null) => {
    if (typeof value !== 'string' || typeof separator !== 'string')
      throw new JqError('split input and separator must be strings');
    return splitText(value, separator);
  },
  'split/2': (value, regex = null, flags = null) => splitRegex(value, regex, flags),
  '_match/2': (value, regex = null, flags = null) => matchAll(value, regex, flags),
};

export const NATIVE: ReadonlyMap<string, Native> = new Map([
  ...Object.entries(VALUES),
  ...Object.entries(STRINGS),
  ...Object.entries(NUMBERS),
  ...Object.entries(TIMES),
]);
