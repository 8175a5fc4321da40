// What a filter's names mean where it stands, and where the value is that it works on.

import type { Definition, Json, Node } from './tree.ts';

/** How a value was reached from the input of `path(…)`, outermost key last. */
export interface Trail {
  readonly up: Trail | undefined;
  readonly key: Json;
  /** What is there: what a filter computed anew is not, and has no path. */
  readonly value: Json;
}

export interface At {
  readonly value: Json;
  /** Only within `path(…)`. */
  readonly trail: Trail | undefined;
}

interface Variable {
  readonly name: string;
  readonly value: Json;
  readonly next: Variable | undefined;
}

/** A function with the scope it was defined in, or a parameter with the one it was passed from. */
export interface FunctionScope {
  readonly key: string;
  readonly definition: Definition | undefined;
  readonly argument: Node | undefined;
  /** Of an argument: where it was passed. */
  readonly env: Env | undefined;
  readonly next: FunctionScope | undefined;
}

interface Label {
  readonly name: string;
  readonly label: object;
  readonly next: Label | undefined;
}

export interface Env {
  readonly variables: Variable | undefined;
  readonly functions: FunctionScope | undefined;
  readonly labels: Label | undefined;
}

export const emptyEnv: Env = { variables: undefined, functions: undefined, labels: undefined };

export function withVariable(env: Env, name: string, value: Json): Env {
  return { ...env, variables: { name, value, next: env.variables } };
}

export function variableOf(env: Env, name: string): Json {
  for (let one = env.variables; one; one = one.next) if (one.name === name) return one.value;
  return null;
}

export function withDefinition(env: Env, definition: Definition): Env {
  const key = `${definition.name}/${definition.parameters.length}`;
  const functions = { key, definition, argument: undefined, env: undefined, next: env.functions };
  return { ...env, functions };
}

export function withArgument(env: Env, name: string, argument: Node, from: Env): Env {
  const functions = { key: `${name}/0`, definition: undefined, argument, env: from, next: env.functions };
  return { ...env, functions };
}

export function functionOf(env: Env, key: string): FunctionScope | undefined {
  let one = env.functions;
  while (one && one.key !== key) one = one.next;
  return one;
}

export function withLabel(env: Env, name: string, label: object): Env {
  return { ...env, labels: { name, label, next: env.labels } };
}

export function labelOf(env: Env, name: string): object | undefined {
  let one = env.labels;
  while (one && one.name !== name) one = one.next;
  return one?.label;
}

export function rootOf(value: Json): Trail {
  return { up: undefined, key: null, value };
}

export function pathOf(trail: Trail): Json[] {
  const path: Json[] = [];
  for (let one = trail; one.up; one = one.up) path.push(one.key);
  return path.reverse();
}
