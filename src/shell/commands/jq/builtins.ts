// jq's filters that aren't written in jq (prelude.ts has those).

import { compileRegex } from '../../regex/compile.ts';
import { deleteAll, evaluate, isTrue, type Result, type Scope, values } from './evaluate.ts';
import { plain } from './formats.ts';
import { compare } from './order.ts';
import { JqSyntaxError } from './parse.ts';
import type { Json, Node } from './tree.ts';
import { described, getPath, JqError, type Path, setPath } from './paths.ts';
import { compact, keysOf, typeOf } from './text.ts';

type Fields = { readonly [key: string]: Json };
type Plain = (input: Json, ...args: readonly Json[]) => Json;

const WORDS: Readonly<Record<string, string>> = {
  '+': 'added',
  '-': 'subtracted',
  '*': 'multiplied',
  '/': 'divided',
  '%': 'divided',
};

export function combine(operator: string, left: Json, right: Json): Json {
  const order = () => compare(left, right);
  if (operator === '==' || operator === '!=') return (order() === 0) === (operator === '==');
  if (operator === '<' || operator === '<=') return operator === '<' ? order() < 0 : order() <= 0;
  if (operator === '>' || operator === '>=') return operator === '>' ? order() > 0 : order() >= 0;
  if (typeof left === 'number' && typeof right === 'number') return arithmetic(operator, left, right);
  if (operator === '+') {
    if (left === null) return right;
    if (right === null) return left;
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    if (Array.isArray(left) && Array.isArray(right))
      return [...(left as readonly Json[]), ...(right as readonly Json[])];
    if (typeOf(left) === 'object' && typeOf(right) === 'object')
      return { ...(left as Fields), ...(right as Fields) };
  }
  if (operator === '-' && Array.isArray(left) && Array.isArray(right))
    return (left as readonly Json[]).filter(
      (item) => !(right as readonly Json[]).some((other) => compare(item, other) === 0),
    );
  if (operator === '*' && typeof left === 'string' && typeof right === 'number')
    return right <= 0 ? null : left.repeat(Math.max(1, Math.ceil(right)));
  if (operator === '*' && typeOf(left) === 'object' && typeOf(right) === 'object')
    return merge(left as Fields, right as Fields);
  if (operator === '/' && typeof left === 'string' && typeof right === 'string')
    return left === '' ? [] : left.split(right);
  throw new JqError(`${described(left)} and ${described(right)} cannot be ${WORDS[operator]}`);
}

function arithmetic(operator: string, a: number, b: number): number {
  if ((operator === '/' || operator === '%') && b === 0)
    throw new JqError(`${described(a)} and ${described(b)} cannot be divided because the divisor is zero`);
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      return Math.trunc(a) % Math.trunc(b);
  }
}

function merge(left: Fields, right: Fields): Fields {
  const merged: Record<string, Json> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const old = merged[key] ?? null;
    merged[key] =
      typeOf(old) === 'object' && typeOf(value) === 'object' ? merge(old as Fields, value as Fields) : value;
  }
  return merged;
}

function need(value: Json, type: string, message: string): void {
  if (typeOf(value) !== type) throw new JqError(`${described(value)} ${message}`);
}

function contains(a: Json, b: Json): boolean {
  if (typeOf(a) !== typeOf(b))
    throw new JqError(`${described(a)} and ${described(b)} cannot have their containment checked`);
  if (typeof a === 'string') return a.includes(b as string);
  if (Array.isArray(a))
    return (b as readonly Json[]).every((item) =>
      (a as readonly Json[]).some((own) => typeOf(own) === typeOf(item) && contains(own, item)),
    );
  if (a !== null && typeof a === 'object')
    return Object.entries(b as Fields).every(
      ([key, item]) => key in (a as Fields) && contains((a as Fields)[key] as Json, item),
    );
  return compare(a, b) === 0;
}

const PLAIN: Readonly<Record<string, Plain>> = {
  'length/0': (v) => {
    if (v === null) return 0;
    if (typeof v === 'boolean') throw new JqError(`${described(v)} has no length`);
    return typeof v === 'number'
      ? Math.abs(v)
      : typeof v === 'string'
        ? Array.from(v).length
        : Object.keys(v).length;
  },
  'utf8bytelength/0': (v) => new TextEncoder().encode(v as string).length,
  'keys/0': (v) => listKeys(v, true),
  'keys_unsorted/0': (v) => listKeys(v, false),
  'type/0': typeOf,
  'tostring/0': plain,
  'tojson/0': compact,
  'fromjson/0': (v) => parseText(v as string),
  'tonumber/0': (v) => {
    if (typeof v === 'number') return v;
    need(v, 'string', 'cannot be parsed as a number');
    const number = Number(v);
    if (v === '' || Number.isNaN(number))
      throw new JqError(
        `Invalid numeric literal at EOF at line 1, column ${(v as string).length} (while parsing '${v as string}')`,
      );
    return number;
  },
  'reverse/0': (v) =>
    v === null
      ? []
      : typeof v === 'string'
        ? Array.from(v).reverse().join('')
        : [...(v as readonly Json[])].reverse(),
  'floor/0': (v) => Math.floor(numeric(v)),
  'ceil/0': (v) => Math.ceil(numeric(v)),
  'round/0': (v) => Math.sign(numeric(v)) * Math.round(Math.abs(numeric(v))),
  'fabs/0': (v) => Math.abs(numeric(v)),
  'sqrt/0': (v) => Math.sqrt(numeric(v)),
  'pow/2': (_, a, b) => numeric(a) ** numeric(b),
  'log/0': (v) => Math.log(numeric(v)),
  'explode/0': (v) => {
    if (typeof v !== 'string') throw new JqError('explode input must be a string');
    return Array.from(v, (char) => char.codePointAt(0) as number);
  },
  'implode/0': (v) => (v as readonly number[]).map((code) => String.fromCodePoint(code)).join(''),
  'has/1': (v, key = null) => {
    if (typeOf(v) === 'object' && typeof key === 'string') return Object.hasOwn(v as object, key);
    if (Array.isArray(v) && typeof key === 'number') return key >= 0 && key < v.length;
    throw new JqError(
      `Cannot check whether ${typeOf(v)} has a ${typeof key === 'string' ? 'string' : typeOf(key)} key`,
    );
  },
  'contains/1': (v, b = null) => contains(v, b),
  'startswith/1': (v, b = null) => {
    if (typeof v !== 'string' || typeof b !== 'string')
      throw new JqError('startswith() requires string inputs');
    return v.startsWith(b);
  },
  'endswith/1': (v, b = null) => {
    if (typeof v !== 'string' || typeof b !== 'string')
      throw new JqError('endswith() requires string inputs');
    return v.endsWith(b);
  },
  'ltrimstr/1': (v, b = null) =>
    typeof v === 'string' && typeof b === 'string' && v.startsWith(b) ? v.slice(b.length) : v,
  'rtrimstr/1': (v, b = null) =>
    typeof v === 'string' && typeof b === 'string' && b !== '' && v.endsWith(b) ? v.slice(0, -b.length) : v,
  'split/1': (v, b = null) => {
    if (typeof v !== 'string' || typeof b !== 'string')
      throw new JqError('split input and separator must be strings');
    return v === '' ? [] : v.split(b);
  },
  'flatten/1': (v, depth = null) => flattened(v as readonly Json[], depth as number),
  'getpath/1': (v, path = null) => getPath(v, path as Path),
  'setpath/2': (v, path = null, item = null) => setPath(v, path as Path, () => item),
  'delpaths/1': (v, paths = null) => deleteAll(v, paths as readonly Path[]),
  'indices/1': (v, b = null) => {
    if (v === null) return null;
    if (typeof v === 'string')
      return [
        ...v.matchAll(new RegExp(`(?=${(b as string).replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')})`, 'g')),
      ].map((match) => match.index);
    return (v as readonly Json[]).flatMap((item, i) => (compare(item, b) === 0 ? [i] : []));
  },
  'infinite/0': () => Number.POSITIVE_INFINITY,
  'nan/0': () => Number.NaN,
};

function flattened(items: readonly Json[], depth: number): Json[] {
  return items.flatMap((item) =>
    Array.isArray(item) ? (depth > 0 ? flattened(item, depth - 1) : [item]) : [item],
  );
}

function numeric(value: Json): number {
  if (typeof value !== 'number') throw new JqError(`${described(value)} number required`);
  return value;
}

function listKeys(value: Json, sorted: boolean): Json {
  if (Array.isArray(value)) return value.map((_, i) => i);
  if (value === null || typeof value !== 'object') throw new JqError(`${described(value)} has no keys`);
  return sorted ? keysOf(value as Fields) : Object.keys(value);
}

function parseText(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new JqError(
      `Invalid numeric literal at EOF at line 1, column ${text.length} (while parsing '${text}')`,
    );
  }
}

export function* applyBuiltin(
  name: string,
  args: readonly Node[],
  at: Result,
  scope: Scope,
): Generator<Result> {
  const input = at.value;
  const [first, second, third] = args;
  const key = `${name}/${args.length}`;
  const builtin = PLAIN[key];
  if (builtin) {
    for (const given of product(args, input, scope)) {
      const value = builtin(input, ...given);
      yield { value, path: key === 'getpath/1' ? [...at.path, ...(given[0] as Path)] : [] };
    }
    return;
  }
  if (key === 'empty/0') return;
  if (key === 'error/0') throw new JqError(input);
  if (key === 'input/0') yield { value: scope.input(), path: [] };
  else if (key === 'debug/0') {
    scope.debugged.push(input);
    yield at;
  } else if (!first) throw new JqSyntaxError(`${key} is not defined`);
  else if (key === 'error/1') for (const message of values(first, input, scope)) throw new JqError(message);
  else if (key === 'path/1')
    for (const { path } of evaluate(first, { value: input, path: [] }, scope))
      yield { value: path, path: [] };
  else if (key === 'range/2' || key === 'range/3') {
    for (const [from, to, by = 1] of product(args, input, scope) as Iterable<number[]>)
      for (let n = from as number; by > 0 ? n < (to as number) : n > (to as number); n += by)
        yield { value: n, path: [] };
  } else if (key === 'first/1') {
    for (const result of evaluate(first, at, scope)) {
      yield result;
      return;
    }
  } else if (key === 'limit/2' && second) {
    for (const count of values(first, input, scope)) {
      let left = count as number;
      if (left <= 0) yield* evaluate(second, at, scope);
      else
        for (const result of evaluate(second, at, scope)) {
          yield result;
          if (--left <= 0) break;
        }
    }
  } else if (key === 'sort_by/1') {
    if (!Array.isArray(input))
      throw new JqError(`${described(input)} cannot be sorted, as it is not an array`);
    const keyed = (input as readonly Json[]).map((item) => [[...values(first, item, scope)], item] as const);
    yield { value: keyed.sort((a, b) => compare(a[0], b[0])).map(([, item]) => item), path: [] };
  } else if (key === 'match/2' && second) {
    for (const [re, flags] of product(args, input, scope)) yield* matches(input, re as Json, flags as Json);
  } else if (key === 'split/2' && third === undefined) {
    for (const [re] of product(args, input, scope))
      yield { value: textOf(input).split(new RegExp(re as string, 'u')), path: [] };
  } else throw new JqSyntaxError(`${key} is not defined`);
}

function textOf(value: Json): string {
  if (typeof value !== 'string')
    throw new JqError(`${described(value)} cannot be matched, as it is not a string`);
  return value;
}

function* product(args: readonly Node[], input: Json, scope: Scope): Generator<readonly Json[]> {
  const [first, ...rest] = args;
  if (!first) yield [];
  else
    for (const others of product(rest, input, scope))
      for (const value of values(first, input, scope)) yield [value, ...others];
}

function* matches(input: Json, pattern: Json, flags: Json): Generator<Result> {
  if (typeof input !== 'string')
    throw new JqError(`${described(input)} cannot be matched, as it is not a string`);
  const letters = typeof flags === 'string' ? flags : '';
  const compiled = compileRegex(plain(pattern), { syntax: 'pcre', ignoreCase: letters.includes('i') });
  if (!compiled.ok)
    throw new JqError(`${plain(pattern)} (at offset 0) is not a valid regex: ${compiled.error}`);
  const regex = new RegExp(compiled.value.source, letters.includes('i') ? 'dgiu' : 'dgu');
  const points = (units: number) => Array.from(input.slice(0, units)).length;
  for (const found of input.matchAll(regex)) {
    const names = Object.keys(found.groups ?? {});
    const ranges = found.indices as RegExpIndicesArray;
    const captures = found.slice(1).map((string, i): Json => {
      const range = ranges[i + 1];
      const name = names.find((one) => ranges.groups?.[one] === range && isTrue(true)) ?? null;
      return range
        ? {
            offset: points(range[0]),
            length: Array.from(string).length,
            string: string,
            name,
          }
        : { offset: -1, string: null, length: 0, name: names[i] ?? null };
    });
    yield {
      value: { offset: points(found.index), length: Array.from(found[0]).length, string: found[0], captures },
      path: [],
    };
    if (!letters.includes('g')) return;
  }
}
