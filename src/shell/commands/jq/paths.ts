// Reading and writing at paths.

import { isList, isObject, type Json } from './tree.ts';
import { compare } from './order.ts';
import { compact, typeOf } from './text.ts';

export class JqError extends Error {
  readonly value: Json;

  constructor(value: Json) {
    super(typeof value === 'string' ? value : compact(value));
    this.value = value;
  }
}

export type Path = readonly Json[];

/** At most `size` - 1 octets of a value's text, the last three as dots if there is more (jv_dump_string_trunc). */
export function truncated(value: Json, size: number): string {
  const text = compact(value);
  return text.length > size - 1 ? `${text.slice(0, size - 4)}...` : text;
}

export function described(value: Json): string {
  return `${typeOf(value)} (${truncated(value, 15)})`;
}

export function getKey(value: Json, key: Json): Json {
  if (typeof key === 'string' && (value === null || isObject(value))) return value?.get(key) ?? null;
  if (typeof key === 'number' && (value === null || isList(value))) {
    if (value === null) return null;
    const index = Math.floor(key);
    return value[index < 0 ? index + value.length : index] ?? null;
  }
  if (isObject(key) && (value === null || typeof value === 'string' || isList(value)))
    return slice(value, key.get('start') ?? null, key.get('end') ?? null);
  if (isList(key) && isList(value)) return indicesOf(value, key);
  throw new JqError(
    `Cannot index ${typeOf(value)} with ${typeof key === 'string' ? `string ${compact(key)}` : typeOf(key)}`,
  );
}

/** Where a list occurs in another. */
export function indicesOf(list: readonly Json[], wanted: readonly Json[]): number[] {
  if (wanted.length === 0) return [];
  return list.flatMap((_, i) =>
    wanted.every((item, j) => i + j < list.length && compare(list[i + j] as Json, item) === 0) ? [i] : [],
  );
}

function bounds(length: number, start: Json, end: Json): [number, number] {
  const place = (at: Json, fallback: number, round: (x: number) => number): number => {
    if (at !== null && typeof at !== 'number')
      throw new JqError('Start and end indices of an array slice must be numbers');
    const index = at === null ? fallback : round(at);
    return Math.max(0, Math.min(length, index < 0 ? index + length : index));
  };
  const from = place(start, 0, Math.floor);
  return [from, Math.max(from, place(end, length, Math.ceil))];
}

function slice(value: null | string | readonly Json[], start: Json, end: Json): Json {
  if (value === null) return null;
  const items: readonly Json[] = typeof value === 'string' ? Array.from(value) : value;
  const taken = items.slice(...bounds(items.length, start, end));
  return typeof value === 'string' ? (taken as readonly string[]).join('') : taken;
}

export function getPath(value: Json, path: Path): Json {
  let at = value;
  for (const key of path) {
    if (at === null) return null;
    at = getKey(at, key);
  }
  return at;
}

export function setPath(value: Json, path: Path, item: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return item;
  return setKey(value, key, setPath(getKey(value, key), rest, item));
}

function setKey(value: Json, key: Json, item: Json): Json {
  if (typeof key === 'string') return new Map(isObject(value) ? value : []).set(key, item);
  const list = [...(isList(value) ? value : [])];
  if (isObject(key)) {
    if (!isList(item)) throw new JqError('A slice of an array can only be assigned another array');
    const [from, to] = bounds(list.length, key.get('start') ?? null, key.get('end') ?? null);
    list.splice(from, to - from, ...item);
    return list;
  }
  if (typeof key !== 'number') throw new JqError(`Cannot update field at array index of array`);
  const index = Math.floor(key < 0 ? key + list.length : key);
  if (index < 0) throw new JqError('Out of bounds negative array index');
  while (list.length < index) list.push(null);
  list[index] = item;
  return list;
}

/** The longest and last paths first, so that what goes doesn't move what is still to go. */
export function deleteAll(value: Json, paths: readonly Path[]): Json {
  return [...paths].sort((a, b) => compare(b, a)).reduce((rest: Json, path) => deletePath(rest, path), value);
}

function deletePath(value: Json, path: Path): Json {
  const [key, ...rest] = path;
  if (key === undefined || value === null) return null;
  if (rest.length > 0) {
    const inner = getKey(value, key);
    return inner === null ? value : setKey(value, key, deletePath(inner, rest));
  }
  if (isList(value) && typeof key === 'number') {
    const index = key < 0 ? key + value.length : key;
    return value.filter((_, i) => i !== index);
  }
  if (isList(value) && isObject(key)) {
    const [from, to] = bounds(value.length, key.get('start') ?? null, key.get('end') ?? null);
    return [...value.slice(0, from), ...value.slice(to)];
  }
  if (isObject(value) && typeof key === 'string') {
    const fewer = new Map(value);
    fewer.delete(key);
    return fewer;
  }
  const field = typeof key === 'string' ? 'object' : typeof key === 'number' ? 'array' : typeOf(key);
  throw new JqError(`Cannot delete field at ${field} index of ${typeOf(value)}`);
}
