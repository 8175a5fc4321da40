// reduce, foreach, and the patterns that bind variables.

import { evaluate, value } from './evaluate.ts';
import type { Machine, Next, Step } from './machine.ts';
import { getKey, JqError } from './paths.ts';
import { type At, type Env, withVariable } from './scope.ts';
import { type Json, namesIn, type Node, type Pattern } from './tree.ts';
import { described } from './paths.ts';

type Reduce = Extract<Node, { kind: 'reduce' }>;
type Foreach = Extract<Node, { kind: 'foreach' }>;

/** The state is null while it is being computed: a step without a result leaves that. */
export function reduceFold(machine: Machine, node: Reduce, at: At, env: Env, next: Next): Step {
  return evaluate(machine, node.start, at, env, (start) => {
    let state: At = start;
    machine.choose({ resume: () => next(state) });
    return value(machine, node.of, at, env, (item) =>
      withPatterns(machine, node.patterns, item, env, (inner) => () => {
        const before = state;
        state = { value: null, trail: before.trail };
        return evaluate(machine, node.step, before, inner, (after) => {
          state = after;
          return machine.back;
        });
      }),
    );
  });
}

export function foreachFold(machine: Machine, node: Foreach, at: At, env: Env, next: Next): Step {
  return evaluate(machine, node.start, at, env, (start) => {
    let state: At = start;
    return value(machine, node.of, at, env, (item) =>
      withPatterns(machine, node.patterns, item, env, (inner) => () => {
        const before = state;
        state = { value: null, trail: before.trail };
        return evaluate(machine, node.step, before, inner, (after) => {
          state = after;
          return () => evaluate(machine, node.show, after, inner, next);
        });
      }),
    );
  });
}

/** `p ?// q`: with q if anything fails with p. All of them set the same variables, null where a pattern lacks one. */
export function withPatterns(
  machine: Machine,
  patterns: readonly Pattern[],
  item: Json,
  env: Env,
  body: (env: Env) => Step,
): Step {
  const [only] = patterns;
  if (only && patterns.length === 1) return bind(machine, only, item, env, body);
  const cleared = patterns.flatMap(namesIn).reduce((made, name) => withVariable(made, name, null), env);
  const attempt = (i: number): Step => {
    const pattern = patterns[i] as Pattern;
    if (i < patterns.length - 1) machine.choose({ handle: () => () => attempt(i + 1) });
    return bind(machine, pattern, item, cleared, body);
  };
  return attempt(0);
}

function bind(machine: Machine, pattern: Pattern, item: Json, env: Env, body: (env: Env) => Step): Step {
  if (pattern.kind === 'name') return body(withVariable(env, pattern.name, item));
  if (pattern.kind === 'array') {
    const from = (i: number, inner: Env): Step => {
      const one = pattern.items[i];
      return one ? bind(machine, one, getKey(item, i), inner, (more) => from(i + 1, more)) : body(inner);
    };
    return from(0, env);
  }
  const from = (i: number, outer: Env): Step => {
    const entry = pattern.entries[i];
    if (!entry) return body(outer);
    return value(machine, entry.key, { value: item, trail: undefined }, outer, (key) => {
      if (typeof key !== 'string')
        throw new JqError(`Cannot index ${described(item)} with ${described(key)}`);
      const found = getKey(item, key);
      const inner = entry.name === undefined ? outer : withVariable(outer, entry.name, found);
      return entry.value
        ? bind(machine, entry.value, found, inner, (more) => from(i + 1, more))
        : from(i + 1, inner);
    });
  };
  return from(0, env);
}
