// Calls: functions of the filter, the definitions of prelude.ts, and what is written here in TypeScript.

import { evaluate, isThere, made, value } from './evaluate.ts';
import { NATIVE } from './native.ts';
import { Halt, type Machine, type Next, type Step } from './machine.ts';
import { getPath, JqError, type Path, truncated } from './paths.ts';
import { PRELUDE } from './prelude.ts';
import {
  type At,
  type Env,
  emptyEnv,
  functionOf,
  pathOf,
  rootOf,
  variableOf,
  type Trail,
  withArgument,
  withDefinition,
  withVariable,
} from './scope.ts';
import { compact } from './text.ts';
import type { Definition, Json, Node } from './tree.ts';

type Call = Extract<Node, { kind: 'call' }>;

export function call(machine: Machine, node: Call, at: At, env: Env, next: Next): Step {
  const key = `${node.name}/${node.args.length}`;
  const own = functionOf(env, key);
  if (own?.argument) {
    const { argument } = own;
    return () => evaluate(machine, argument, at, own.env ?? emptyEnv, next);
  }
  if (own?.definition) {
    const outer: Env = { ...env, functions: own };
    return apply(machine, own.definition, node.args, at, env, outer, next);
  }
  const special = SPECIAL[key];
  if (special) return special(machine, node.args, at, env, next);
  const defined = PRELUDE.get(key);
  if (defined)
    return apply(machine, defined, node.args, at, env, withDefinition(machine.outermost, defined), next);
  const native = NATIVE.get(key);
  if (!native) throw new JqError(`${key} is not defined`);
  return withValues(machine, node.args, at, env, (args) => next(made(at, native(at.value, ...args))));
}

/** `def f(g; $x)`: g is passed as it is, of $x each value in turn. */
function apply(
  machine: Machine,
  { parameters, body }: Definition,
  args: readonly Node[],
  at: At,
  env: Env,
  outer: Env,
  next: Next,
): Step {
  const from = (i: number, inner: Env): Step => {
    const parameter = parameters[i];
    const arg = args[i];
    if (parameter === undefined || arg === undefined) return () => evaluate(machine, body, at, inner, next);
    if (!parameter.startsWith('$')) return from(i + 1, withArgument(inner, parameter, arg, env));
    const name = parameter.slice(1);
    return value(machine, arg, at, env, (got) =>
      from(i + 1, withArgument(withVariable(inner, name, got), name, { kind: 'literal', value: got }, env)),
    );
  };
  return from(0, outer);
}

/** Every combination of the arguments' values; the last varies slowest. */
function withValues(
  machine: Machine,
  args: readonly Node[],
  at: At,
  env: Env,
  next: (values: readonly Json[]) => Step,
): Step {
  const from = (i: number, rest: readonly Json[]): Step => {
    const arg = args[i];
    return arg ? value(machine, arg, at, env, (got) => from(i - 1, [got, ...rest])) : next(rest);
  };
  return from(args.length - 1, []);
}

type Special = (machine: Machine, args: readonly Node[], at: At, env: Env, next: Next) => Step;

const SPECIAL: Readonly<Record<string, Special>> = {
  'empty/0': (machine) => machine.back,
  'error/0': (machine, _, at) => fail(machine, at.value),
  'error/1': (machine, [message], at, env) =>
    value(machine, message as Node, at, env, (got) => fail(machine, got)),
  'path/1':
    (machine, [of], at, env, next) =>
    () =>
      evaluate(machine, of as Node, { value: at.value, trail: rootOf(at.value) }, env, (found) => {
        if (!isThere(found) || !found.trail)
          throw new JqError(`Invalid path expression with result ${truncated(found.value, 30)}`);
        return next(made(at, pathOf(found.trail)));
      }),
  'getpath/1': (machine, [path], at, env, next) =>
    value(machine, path as Node, at, env, (got) => {
      if (!Array.isArray(got)) throw new JqError('Path must be specified as an array');
      const keys: Path = got;
      if (at.trail && !isThere(at))
        throw new JqError(`Invalid path expression with result ${truncated(at.value, 30)}`);
      let trail: Trail | undefined = at.trail;
      if (trail)
        for (const [i, key] of keys.entries())
          trail = { up: trail, key, value: getPath(at.value, keys.slice(0, i + 1)) };
      return next({ value: getPath(at.value, keys), trail });
    }),
  'range/2': (machine, [from, to], at, env, next) =>
    value(machine, from as Node, at, env, (start) =>
      value(machine, to as Node, at, env, (end) => {
        if (typeof start !== 'number' || typeof end !== 'number')
          throw new JqError('Range bounds must be numeric');
        return count(machine, start, end, at, next);
      }),
    ),
  'input/0': (machine, _, at, __, next) => {
    const again: Step = () => {
      const got = machine.around.input();
      if (got === 'wait') return machine.await(again);
      if (!got) throw new JqError('break');
      return next(made(at, got.value));
    };
    return again;
  },
  'debug/0': (machine, _, at, __, next) => {
    machine.around.say(`${compact(['DEBUG:', at.value])}\n`);
    return next(at);
  },
  'stderr/0': (machine, _, at, __, next) => {
    machine.around.say(compact(at.value));
    return next(at);
  },
  'input_line_number/0': (machine, _, at, __, next) => next(made(at, machine.around.line())),
  'input_filename/0': (machine, _, at, __, next) => next(made(at, machine.around.file())),
  'now/0': (machine, _, at, __, next) => next(made(at, machine.around.now())),
  'env/0': (_, __, at, env, next) => next(made(at, variableOf(env, 'ENV'))),
  'halt/0': () => {
    throw new Halt(0, '');
  },
  'halt_error/1': (machine, [status], at, env) =>
    value(machine, status as Node, at, env, (got) => {
      if (typeof got !== 'number') throw new JqError('halt_error/1: number required');
      const text =
        at.value === null ? '' : typeof at.value === 'string' ? at.value : `${compact(at.value)}\n`;
      throw new Halt(got, text);
    }),
};

/** `error(null)` is as good as nothing. */
function fail(machine: Machine, message: Json): Step {
  if (message === null) return machine.back;
  throw new JqError(message);
}

function count(machine: Machine, from: number, to: number, at: At, next: Next): Step {
  if (from >= to) return machine.back;
  machine.choose({ resume: () => count(machine, from + 1, to, at, next) });
  return next(made(at, from));
}

export function isBuiltin(key: string): boolean {
  return key in SPECIAL || PRELUDE.has(key) || NATIVE.has(key);
}
