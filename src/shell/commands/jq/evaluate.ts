// Evaluates a filter: every result in turn, with the path that it was found at.

import { compare } from './order.ts';
import { applyBuiltin, combine } from './builtins.ts';
import type { Json, Node, Pattern } from './tree.ts';
import { JqSyntaxError } from './parse.ts';
import { deletePath, described, getKey, getPath, JqError, type Path, setPath } from './paths.ts';
import { compact, typeOf } from './text.ts';
import { formatText } from './formats.ts';

export interface Result {
  readonly value: Json;
  readonly path: Path;
}

interface Closure {
  readonly parameters: readonly string[];
  readonly body: Node;
  readonly scope: Scope;
}

export interface Scope {
  readonly variables: ReadonlyMap<string, Json>;
  readonly functions: ReadonlyMap<string, Closure | { readonly node: Node; scope: Scope }>;
  readonly input: () => Json;
  readonly environment: Json;
  /** What debug says, until it is written. */
  readonly debugged: Json[];
}

type Results = Generator<Result>;

export function isTrue(value: Json): boolean {
  return value !== null && value !== false;
}

export function* values(node: Node, input: Json, scope: Scope): Generator<Json> {
  for (const { value } of evaluate(node, { value: input, path: [] }, scope)) yield value;
}

export function* evaluate(node: Node, at: Result, scope: Scope): Results {
  const { value: input, path } = at;
  const made = (value: Json): Result => ({ value, path: [] });
  switch (node.kind) {
    case 'identity':
      yield at;
      return;
    case 'recurse':
      yield* recurse(at);
      return;
    case 'literal':
      yield made(node.value);
      return;
    case 'string': {
      for (const text of joined(node, 0, input, scope)) yield made(text);
      return;
    }
    case 'format':
      yield made(formatText(node.name, input));
      return;
    case 'index':
      for (const key of values(node.key, input, scope))
        for (const of of evaluate(node.of, at, scope))
          yield { value: getKey(of.value, key), path: [...of.path, key] };
      return;
    case 'slice':
      for (const end of node.to ? values(node.to, input, scope) : [null])
        for (const start of node.from ? values(node.from, input, scope) : [null])
          for (const of of evaluate(node.of, at, scope)) {
            if (of.value !== null && typeof of.value !== 'string' && !Array.isArray(of.value))
              throw new JqError(`Cannot index ${typeOf(of.value)} with object`);
            yield { value: getKey(of.value, { start, end }), path: [...of.path, { start, end }] };
          }
      return;
    case 'iterate':
      for (const of of evaluate(node.of, at, scope)) yield* iterate(of);
      return;
    case 'array':
      yield made(node.of ? [...values(node.of, input, scope)] : []);
      return;
    case 'object':
      for (const value of objects(node.entries, 0, input, scope)) yield made(value);
      return;
    case 'pipe':
      for (const left of evaluate(node.left, at, scope)) yield* evaluate(node.right, left, scope);
      return;
    case 'comma':
      yield* evaluate(node.left, at, scope);
      yield* evaluate(node.right, at, scope);
      return;
    case 'and':
    case 'or':
      for (const left of values(node.left, input, scope)) {
        if (isTrue(left) === (node.kind === 'or')) yield made(node.kind === 'or');
        else for (const right of values(node.right, input, scope)) yield made(isTrue(right));
      }
      return;
    case 'alternative': {
      let any = false;
      try {
        for (const left of evaluate(node.left, at, scope)) {
          if (!isTrue(left.value)) continue;
          any = true;
          yield left;
        }
      } catch (problem) {
        if (!(problem instanceof JqError)) throw problem;
      }
      if (!any) yield* evaluate(node.right, at, scope);
      return;
    }
    case 'binary':
      for (const right of values(node.right, input, scope))
        for (const left of values(node.left, input, scope)) yield made(combine(node.operator, left, right));
      return;
    case 'update':
      yield* update(node, input, scope);
      return;
    case 'negate':
      for (const of of values(node.of, input, scope)) {
        if (typeof of !== 'number') throw new JqError(`${described(of)} cannot be negated`);
        yield made(-of);
      }
      return;
    case 'if':
      for (const test of values(node.test, input, scope))
        yield* evaluate(isTrue(test) ? node.yes : node.no, at, scope);
      return;
    case 'try':
      try {
        yield* evaluate(node.of, at, scope);
      } catch (problem) {
        if (!(problem instanceof JqError)) throw problem;
        if (compact(problem.value) === '"break"' && !node.handler) throw problem;
        if (node.handler) yield* evaluate(node.handler, made(problem.value), scope);
      }
      return;
    case 'reduce':
    case 'foreach':
      yield* fold(node, at, scope);
      return;
    case 'bind':
      for (const of of values(node.of, input, scope))
        for (const inner of bind(node.pattern, of, scope)) yield* evaluate(node.body, at, inner);
      return;
    case 'define': {
      const functions = new Map(scope.functions);
      const inner: Scope = { ...scope, functions };
      functions.set(`${node.name}/${node.parameters.length}`, {
        parameters: node.parameters,
        body: node.body,
        scope: inner,
      });
      yield* evaluate(node.rest, at, inner);
      return;
    }
    case 'variable':
      if (node.name === 'ENV') yield made(scope.environment);
      else yield made(variable(node.name, scope));
      return;
    default:
      yield* call(node, { value: input, path }, scope);
  }
}

function variable(name: string, { variables }: Scope): Json {
  const value = variables.get(name);
  if (value === undefined) throw new JqSyntaxError(`$${name} is not defined`);
  return value;
}

function* recurse(at: Result): Results {
  yield at;
  if (at.value !== null && typeof at.value === 'object')
    for (const inner of iterate(at)) yield* recurse(inner);
}

function* iterate({ value, path }: Result): Results {
  if (Array.isArray(value))
    for (let i = 0; i < value.length; i++) yield { value: value[i] as Json, path: [...path, i] };
  else if (value !== null && typeof value === 'object')
    for (const key of Object.keys(value)) yield { value: getKey(value, key), path: [...path, key] };
  else throw new JqError(`Cannot iterate over ${value === null ? 'null' : described(value)}`);
}

function* joined(
  node: Extract<Node, { kind: 'string' }>,
  i: number,
  input: Json,
  scope: Scope,
): Generator<string> {
  const part = node.parts[i];
  if (part === undefined) yield '';
  else
    for (const rest of joined(node, i + 1, input, scope)) {
      if (typeof part === 'string') yield part + rest;
      else
        for (const value of values(part, input, scope))
          yield formatText(node.format ?? '@text', value) + rest;
    }
}

function* objects(
  entries: readonly (readonly [Node, Node])[],
  i: number,
  input: Json,
  scope: Scope,
): Generator<{ readonly [key: string]: Json }> {
  const entry = entries[i];
  if (!entry) {
    yield {};
    return;
  }
  for (const key of values(entry[0], input, scope)) {
    if (typeof key !== 'string') throw new JqError(`Object keys must be strings`);
    for (const value of values(entry[1], input, scope))
      for (const rest of objects(entries, i + 1, input, scope)) yield { [key]: value, ...rest };
  }
}

function* fold(node: Extract<Node, { kind: 'reduce' | 'foreach' }>, at: Result, scope: Scope): Results {
  for (const start of values(node.start, at.value, scope)) {
    let state = start;
    for (const item of values(node.of, at.value, scope))
      for (const inner of bind(node.pattern, item, scope)) {
        let last: Json = null;
        for (const next of values(node.step, state, inner)) {
          last = next;
          if (node.kind === 'foreach') yield* evaluate(node.show, { value: next, path: [] }, inner);
        }
        state = last;
      }
    if (node.kind === 'reduce') yield { value: state, path: [] };
  }
}

function* bind(pattern: Pattern, value: Json, scope: Scope): Generator<Scope> {
  if (pattern.kind === 'name')
    yield { ...scope, variables: new Map(scope.variables).set(pattern.name, value) };
  else if (pattern.kind === 'array') {
    let inner = scope;
    pattern.items.forEach((item, i) => {
      for (const next of bind(item, getKey(value, i), inner)) inner = next;
    });
    yield inner;
  } else {
    let inner = scope;
    for (const entry of pattern.entries)
      for (const key of values(entry.key, value, inner)) {
        const item = getKey(value, key);
        if (entry.name !== undefined)
          inner = { ...inner, variables: new Map(inner.variables).set(entry.name, item) };
        if (entry.value) for (const next of bind(entry.value, item, inner)) inner = next;
      }
    yield inner;
  }
}

function* update(
  { operator, left, right }: Extract<Node, { kind: 'update' }>,
  input: Json,
  scope: Scope,
): Results {
  const paths = () => [...evaluate(left, { value: input, path: [] }, scope)].map(({ path }) => path);
  if (operator === '|=') {
    let value = input;
    const gone: Path[] = [];
    for (const path of paths()) {
      const next = values(right, getPath(value, path), scope).next();
      if (next.done) gone.push(path);
      else value = setPath(value, path, () => next.value);
    }
    yield { value: deleteAll(value, gone), path: [] };
    return;
  }
  for (const operand of values(right, input, scope)) {
    let value = input;
    for (const path of paths())
      value = setPath(value, path, (old) => {
        if (operator === '=') return operand;
        return operator === '//='
          ? isTrue(old)
            ? old
            : operand
          : combine(operator.slice(0, -1), old, operand);
      });
    yield { value, path: [] };
  }
}

export function deleteAll(value: Json, paths: readonly Path[]): Json {
  return [...paths].sort((a, b) => compare(b, a)).reduce((rest: Json, path) => deletePath(rest, path), value);
}

function* call(node: Extract<Node, { kind: 'call' }>, at: Result, scope: Scope): Results {
  const found = scope.functions.get(`${node.name}/${node.args.length}`);
  if (!found) {
    yield* applyBuiltin(node.name, node.args, at, scope);
    return;
  }
  if ('node' in found) {
    yield* evaluate(found.node, at, found.scope);
    return;
  }
  const functions = new Map(found.scope.functions);
  let scopes: Scope[] = [{ ...found.scope, functions }];
  found.parameters.forEach((parameter, i) => {
    const arg = node.args[i] as Node;
    if (!parameter.startsWith('$')) functions.set(`${parameter}/0`, { node: arg, scope });
    else {
      const name = parameter.slice(1);
      const all = [...values(arg, at.value, scope)];
      scopes = scopes.flatMap((one) =>
        all.map((value) => ({ ...one, variables: new Map(one.variables).set(name, value) })),
      );
    }
  });
  for (const inner of scopes) yield* evaluate(found.body, at, inner);
}
