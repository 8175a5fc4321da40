// What each kind of filter does with one input: it takes one step, and hands each of its results to `next`.

import { combine } from './arithmetic.ts';
import { call } from './call.ts';
import { formatText } from './formats.ts';
import { foreachFold, reduceFold, withPatterns } from './fold.ts';
import { Break, type Machine, type Next, type Step } from './machine.ts';
import { described, getKey, JqError, truncated } from './paths.ts';
import { type At, type Env, labelOf, variableOf, withDefinition, withLabel } from './scope.ts';
import { isList, isObject, type Json, type Node } from './tree.ts';
import { typeOf } from './text.ts';

export function isTrue(value: Json): boolean {
  return value !== null && value !== false;
}

/** Evaluates apart from the path: an operand, an index, a condition. */
export function value(machine: Machine, node: Node, at: At, env: Env, next: (value: Json) => Step): Step {
  return () => evaluate(machine, node, { value: at.value, trail: undefined }, env, (got) => next(got.value));
}

/** A computed value in the place of `at`: it has no path, unless it happens to be what is there. */
export function made(at: At, computed: Json): At {
  return { value: computed, trail: at.trail };
}

export function evaluate(machine: Machine, node: Node, at: At, env: Env, next: Next): Step {
  switch (node.kind) {
    case 'identity':
      return next(at);
    case 'literal':
      return next(made(at, node.value));
    case 'string':
      return joined(machine, node.parts, node.format ?? '@text', node.parts.length - 1, '', at, env, next);
    case 'format':
      return next(made(at, formatText(node.name, at.value)));
    case 'index':
      return value(
        machine,
        node.key,
        at,
        env,
        (key) => () =>
          evaluate(machine, node.of, at, env, (of) =>
            stepOr(machine, node.optional, next, () => step(of, key)),
          ),
      );
    case 'slice':
      return slice(machine, node, at, env, next);
    case 'iterate':
      return evaluate(machine, node.of, at, env, (of) => () => each(machine, of, node.optional, next));
    case 'array':
      return collect(machine, node.of, at, env, (items) => next(made(at, items)));
    case 'object':
      return object(machine, node.entries, 0, new Map(), at, env, next);
    case 'pipe':
      return evaluate(
        machine,
        node.left,
        at,
        env,
        (left) => () => evaluate(machine, node.right, left, env, next),
      );
    case 'comma':
      machine.choose({ resume: () => evaluate(machine, node.right, at, env, next) });
      return () => evaluate(machine, node.left, at, env, next);
    case 'and':
    case 'or': {
      const decides = node.kind === 'or';
      return value(machine, node.left, at, env, (left) =>
        isTrue(left) === decides
          ? next(made(at, decides))
          : value(machine, node.right, at, env, (right) => next(made(at, isTrue(right)))),
      );
    }
    case 'alternative':
      return alternative(machine, node.left, node.right, at, env, next);
    case 'binary':
      return value(machine, node.right, at, env, (right) =>
        value(machine, node.left, at, env, (left) => next(made(at, combine(node.operator, left, right)))),
      );
    case 'negate':
      return value(machine, node.of, at, env, (of) => {
        if (typeof of !== 'number') throw new JqError(`${described(of)} cannot be negated`);
        return next(made(at, -of));
      });
    case 'if':
      return value(
        machine,
        node.test,
        at,
        env,
        (test) => () => evaluate(machine, isTrue(test) ? node.yes : node.no, at, env, next),
      );
    case 'try':
      return attempt(machine, node.of, node.handler, at, env, next);
    case 'reduce':
      return reduceFold(machine, node, at, env, next);
    case 'foreach':
      return foreachFold(machine, node, at, env, next);
    case 'bind':
      return value(machine, node.of, at, env, (of) =>
        withPatterns(
          machine,
          node.patterns,
          of,
          env,
          (inner) => () => evaluate(machine, node.body, at, inner, next),
        ),
      );
    case 'label': {
      const label = {};
      machine.choose({ label });
      return () => evaluate(machine, node.body, at, withLabel(env, node.name, label), next);
    }
    case 'break':
      throw new Break(labelOf(env, node.name) ?? {});
    case 'define':
      return evaluate(machine, node.rest, at, withDefinition(env, node.definition), next);
    case 'variable':
      return next(made(at, variableOf(env, node.name)));
    default:
      return call(machine, node, at, env, next);
  }
}

/** `?` right behind it: a step that fails is none. */
function stepOr(machine: Machine, optional: true | undefined, next: Next, take: () => At): Step {
  if (!optional) return next(take());
  try {
    return next(take());
  } catch (thrown) {
    if (thrown instanceof JqError) return machine.back;
    throw thrown;
  }
}

/** One key further on. */
function step(of: At, key: Json): At {
  if (!of.trail) return { value: getKey(of.value, key), trail: undefined };
  if (!isThere(of))
    throw new JqError(
      `Invalid path expression near attempt to access element ${truncated(key, 15)} of ${truncated(of.value, 30)}`,
    );
  const found = getKey(of.value, key);
  return { value: found, trail: { up: of.trail, key, value: found } };
}

/** Is the value the one that its path leads to? */
export function isThere({ value: own, trail }: At): boolean {
  return trail === undefined || Object.is(own, trail.value);
}

function each(machine: Machine, of: At, optional: true | undefined, next: Next): Step {
  if (!isThere(of))
    throw new JqError(`Invalid path expression near attempt to iterate through ${truncated(of.value, 15)}`);
  const keys: readonly Json[] | undefined = isList(of.value)
    ? of.value.map((_, i) => i)
    : isObject(of.value)
      ? [...of.value.keys()]
      : undefined;
  if (!keys && optional) return machine.back;
  if (!keys) throw new JqError(`Cannot iterate over ${described(of.value)}`);
  const from = (i: number): Step => {
    if (i >= keys.length) return machine.back;
    if (i < keys.length - 1) machine.choose({ resume: () => from(i + 1) });
    return next(step(of, keys[i] as Json));
  };
  return from(0);
}

function slice(machine: Machine, node: Extract<Node, { kind: 'slice' }>, at: At, env: Env, next: Next): Step {
  const none: Node = { kind: 'literal', value: null };
  return value(machine, node.to ?? none, at, env, (end) =>
    value(
      machine,
      node.from ?? none,
      at,
      env,
      (start) => () =>
        evaluate(machine, node.of, at, env, (of) => {
          return stepOr(machine, node.optional, next, () => {
            if (of.value !== null && typeof of.value !== 'string' && !isList(of.value))
              throw new JqError(`Cannot index ${typeOf(of.value)} with object`);
            const range = [
              ['start', start],
              ['end', end],
            ] as const;
            return step(of, new Map<string, Json>(range));
          });
        }),
    ),
  );
}

/** All results of `node`, in a list. */
export function collect(
  machine: Machine,
  node: Node | undefined,
  at: At,
  env: Env,
  next: (items: readonly Json[]) => Step,
): Step {
  if (!node) return next([]);
  const items: Json[] = [];
  machine.choose({ resume: () => next(items) });
  return value(machine, node, at, env, (item) => {
    items.push(item);
    return machine.back;
  });
}

/** A string's parts from the last to the first: the first varies fastest. */
function joined(
  machine: Machine,
  parts: readonly (string | Node)[],
  format: string,
  i: number,
  rest: string,
  at: At,
  env: Env,
  next: Next,
): Step {
  const part = parts[i];
  if (part === undefined) return next(made(at, rest));
  const before =
    (text: string): Step =>
    () =>
      joined(machine, parts, format, i - 1, text + rest, at, env, next);
  if (typeof part === 'string') return before(part);
  return value(machine, part, at, env, (got) => before(formatText(format, got)));
}

function object(
  machine: Machine,
  entries: readonly (readonly [Node, Node])[],
  i: number,
  fields: ReadonlyMap<string, Json>,
  at: At,
  env: Env,
  next: Next,
): Step {
  const entry = entries[i];
  if (!entry) return next(made(at, fields));
  return value(machine, entry[0], at, env, (key) => {
    if (typeof key !== 'string') throw new JqError(`Cannot use ${described(key)} as object key`);
    return value(
      machine,
      entry[1],
      at,
      env,
      (item) => () => object(machine, entries, i + 1, new Map(fields).set(key, item), at, env, next),
    );
  });
}

/** `a // b`: what is true of a; if there is nothing, b. */
function alternative(machine: Machine, left: Node, right: Node, at: At, env: Env, next: Next): Step {
  let any = false;
  const otherwise = (): Step => (any ? machine.back : () => evaluate(machine, right, at, env, next));
  machine.choose({ resume: otherwise });
  return () =>
    evaluate(machine, left, at, env, (got) => {
      if (!isTrue(got.value)) return machine.back;
      any = true;
      return next(got);
    });
}

/** jq 1.6 also catches what fails after its body has given a result. */
function attempt(
  machine: Machine,
  body: Node,
  handler: Node | undefined,
  at: At,
  env: Env,
  next: Next,
): Step {
  machine.choose({
    handle: (error) => (handler ? evaluate(machine, handler, made(at, error), env, next) : machine.back),
  });
  return () => evaluate(machine, body, at, env, next);
}
