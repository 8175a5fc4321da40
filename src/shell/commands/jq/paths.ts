// Reading and writing at paths.

import type { Json } from './tree.ts';
import { compact, typeOf } from './text.ts';

export class JqError extends Error {
  readonly value: Json;

  constructor(value: Json) {
    super(typeof value === 'string' ? value : compact(value));
    this.value = value;
  }
}

export type Path = readonly Json[];
type Slice = { readonly start: Json; readonly end: Json };

export function described(value: Json): string {
  const text = compact(value);
  return `${typeOf(value)} (${text.length > 10 ? `${text.slice(0, 7)}...` : text})`;
}

export function getKey(value: Json, key: Json): Json {
  if (typeof key === 'string' && (value === null || typeOf(value) === 'object'))
    return value === null
      ? null
      : Object.hasOwn(value as object, key)
        ? ((value as { readonly [k: string]: Json })[key] as Json)
        : null;
  if (typeof key === 'number' && (value === null || Array.isArray(value))) {
    const index = Math.floor(key);
    return value === null
      ? null
      : ((value as readonly Json[])[index < 0 ? index + (value as readonly Json[]).length : index] ?? null);
  }
  if (
    key !== null &&
    typeOf(key) === 'object' &&
    (value === null || typeof value === 'string' || Array.isArray(value))
  )
    return slice(value as never, key as never);
  throw new JqError(
    `Cannot index ${typeOf(value)} with ${typeof key === 'string' ? `string ${compact(key)}` : typeOf(key)}`.replace(
      'with string "',
      'with string "',
    ),
  );
}

function bounds(length: number, { start, end }: Slice): [number, number] {
  const place = (at: Json, fallback: number, round: (x: number) => number) => {
    const index = typeof at === 'number' ? round(at) : fallback;
    return Math.max(0, Math.min(length, index < 0 ? index + length : index));
  };
  const from = place(start, 0, Math.floor);
  return [from, Math.max(from, place(end, length, Math.ceil))];
}

function slice(value: null | string | readonly Json[], range: Slice): Json {
  if (value === null) return null;
  const items = typeof value === 'string' ? Array.from(value) : value;
  const [from, to] = bounds(items.length, range);
  const taken = items.slice(from, to);
  return typeof value === 'string' ? (taken as string[]).join('') : taken;
}

export function getPath(value: Json, path: Path): Json {
  let at = value;
  for (const key of path) at = at === null ? null : getKey(at, key);
  return at;
}

export function setPath(value: Json, path: Path, change: (old: Json) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  return setKey(value, key, setPath(getKey(value, key), rest, change));
}

function setKey(value: Json, key: Json, item: Json): Json {
  if (typeof key === 'string') return { ...(value as object | null), [key]: item };
  const list = [...((value as readonly Json[] | null) ?? [])];
  if (typeof key !== 'number') {
    const [from, to] = bounds(list.length, key as never);
    if (!Array.isArray(item)) throw new JqError('A slice of an array can only be assigned another array');
    list.splice(from, to - from, ...(item as readonly Json[]));
    return list;
  }
  const index = key < 0 ? key + list.length : key;
  if (index < 0) throw new JqError('Out of bounds negative array index');
  while (list.length < index) list.push(null);
  list[index] = item;
  return list;
}

export function deletePath(value: Json, path: Path): Json {
  const [key, ...rest] = path;
  if (key === undefined || value === null) return null;
  if (rest.length > 0) {
    const inner = getKey(value, key);
    return inner === null ? value : setKey(value, key, deletePath(inner, rest));
  }
  if (Array.isArray(value)) {
    const list = [...(value as readonly Json[])];
    if (typeof key === 'number')
      list.splice(key < 0 ? Math.max(key + list.length, 0) : key, key < -list.length ? 0 : 1);
    else if (typeOf(key) === 'object') {
      const [from, to] = bounds(list.length, key as never);
      list.splice(from, to - from);
    } else throw new JqError(`Cannot delete field at array index of array`);
    return list;
  }
  if (typeof key !== 'string' || typeOf(value) !== 'object')
    throw new JqError(`Cannot delete field at object index of ${typeOf(value)}`);
  const { [key]: _, ...others } = value as { readonly [k: string]: Json };
  return others;
}
