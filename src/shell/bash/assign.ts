// Reading and writing variables: namerefs, attributes, arrays, and what the shell computes itself.

import { decodeOctets, encodeOctets } from '../octets.ts';
import { ArithmeticError } from './arithmetic-tokens.ts';
import { evaluate, type Variables } from './arithmetic.ts';
import type { Shell } from './shell.ts';
import { assignDynamic, dynamicVariable, isSpecialParameter, specialParameter } from './special.ts';
import { Variable } from './variables.ts';

/** `x: readonly variable` and other refusals of an assignment. */
export class AssignmentError {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A name that a nameref (or several) leads to, perhaps an element of an array. */
export interface Target {
  readonly name: string;
  readonly subscript: string | undefined;
}

export function splitSubscript(text: string): Target {
  const match = /^([A-Za-z_]\w*)\[([\s\S]*)\]$/.exec(text);
  return match ? { name: match[1] ?? '', subscript: match[2] } : { name: text, subscript: undefined };
}

export function followNameref(shell: Shell, name: string, subscript?: string): Target {
  let target: Target = { name, subscript };
  for (let depth = 0; depth < 8; depth++) {
    const variable = shell.scopes.find(target.name);
    if (!variable?.nameref || variable.value === undefined || variable.value === '') return target;
    const next = splitSubscript(variable.value);
    target = { name: next.name, subscript: target.subscript ?? next.subscript };
  }
  return target;
}

/** The variable behind a name, with what the shell computes put into one. */
export function lookUp(shell: Shell, name: string): Variable | undefined {
  const dynamic = dynamicVariable(shell, name);
  if (dynamic === undefined) return shell.scopes.find(name);
  const variable = new Variable();
  if (typeof dynamic === 'string') variable.value = dynamic;
  else variable.indexed = [...dynamic];
  return variable;
}

/** `$name`, `${name[subscript]}`: undefined if it is unset. The subscript is expanded already. */
export function readVariable(
  shell: Shell,
  name: string,
  subscript?: string,
  quiet = false,
): string | undefined {
  if (isSpecialParameter(name)) return specialParameter(shell, name);
  const target = followNameref(shell, name, subscript);
  const variable = lookUp(shell, target.name);
  if (!variable) {
    if (!quiet && target.subscript !== undefined && evaluateIn(shell, target.subscript) < 0n)
      shell.warn(`${target.name}: bad array subscript`);
    return undefined;
  }
  if (target.subscript === undefined) return variable.scalar;
  if (variable.assoc) return variable.assoc.get(target.subscript);
  return elementAt(shell, variable, target, quiet);
}

function elementAt(shell: Shell, variable: Variable, target: Target, quiet: boolean): string | undefined {
  const { indexed } = variable;
  const index = Number(evaluateIn(shell, target.subscript ?? '0'));
  if (index >= 0) return indexed ? indexed[index] : index === 0 ? variable.value : undefined;
  if (indexed && index + indexed.length >= 0) return indexed[index + indexed.length];
  if (quiet) return undefined;
  // Reading outside of an array is said, but stops nothing.
  shell.warn(`${target.name}: bad array subscript`);
  return undefined;
}

/** An index: an arithmetic expression, negative from the end. */
function indexOf(shell: Shell, length: number, { name, subscript }: Target): number {
  const index = Number(evaluateIn(shell, subscript ?? '0'));
  const at = index < 0 ? length + index : index;
  if (at < 0) throw new AssignmentError(`${name}[${subscript}]: bad array subscript`);
  return at;
}

export function assign(shell: Shell, name: string, value: string, subscript?: string): void {
  const target = followNameref(shell, name, subscript);
  if (assignDynamic(shell, target.name, value)) return;
  const existing = shell.scopes.find(target.name);
  if (existing?.nameref && target.subscript === undefined) {
    existing.value = value;
    return;
  }
  assignTo(shell, existing ?? shell.scopes.findOrMake(target.name), target, value);
}

export function assignTo(shell: Shell, variable: Variable, target: Target, value: string): void {
  if (variable.readonly) throw new AssignmentError(`${target.name}: readonly variable`);
  const text = withAttributes(shell, variable, value);
  if (shell.options.has('allexport')) variable.exported = true;
  variable.bare = false;
  if (target.subscript === undefined) {
    if (variable.indexed) variable.indexed[0] = text;
    else if (variable.assoc) variable.assoc.set('0', text);
    else variable.value = text;
  } else if (variable.assoc) {
    if (target.subscript === '') throw new AssignmentError(`${target.name}[]: bad array subscript`);
    variable.assoc.set(target.subscript, text);
  } else {
    const indexed = variable.toIndexed();
    indexed[indexOf(shell, indexed.length, target)] = text;
  }
  if (target.name === 'OPTIND') {
    shell.getoptsAt = { index: Number(text) || 1, offset: 0 };
    shell.getoptsPlaces.delete(variable);
  }
}

function withAttributes(shell: Shell, variable: Variable, value: string): string {
  if (variable.integer) return String(evaluateIn(shell, value));
  if (variable.upper) return value.toUpperCase();
  return variable.lower ? value.toLowerCase() : value;
}

/** `name+=value`: arithmetic for integers, text otherwise. */
export function appended(shell: Shell, name: string, value: string, subscript?: string): string {
  const target = followNameref(shell, name, subscript);
  const { indexed } = shell.scopes.find(target.name) ?? {};
  if (target.subscript !== undefined && !shell.scopes.find(target.name)?.assoc)
    indexOf(shell, indexed?.length ?? 0, target);
  const before = readVariable(shell, name, subscript) ?? '';
  return shell.scopes.find(target.name)?.integer
    ? String(evaluateIn(shell, before) + evaluateIn(shell, value))
    : joinOctets(before, value);
}

/** Two halves of a character that are joined become it. */
function joinOctets(a: string, b: string): string {
  const joined = a + b;
  return /[\udc80-\udcff]/.test(joined) ? decodeOctets(encodeOctets(joined)) : joined;
}

export function unsetVariable(shell: Shell, name: string, subscript?: string): void {
  const target = followNameref(shell, name, subscript);
  const variable = shell.scopes.find(target.name);
  if (!variable) return;
  if (variable.readonly) throw new AssignmentError(`${target.name}: cannot unset: readonly variable`);
  if (target.subscript === undefined) shell.scopes.unset(target.name);
  else if (target.subscript === '@' || target.subscript === '*') {
    if (variable.assoc) variable.assoc.clear();
    else if (variable.indexed) variable.indexed = [];
    else shell.scopes.unset(target.name);
  } else if (variable.assoc) variable.assoc.delete(target.subscript);
  else if (variable.indexed) removeElement(shell, variable.indexed, target);
  else if (indexOf(shell, 1, target) === 0) shell.scopes.unset(target.name);
}

function removeElement(shell: Shell, indexed: string[], target: Target): void {
  const at = indexOf(shell, indexed.length, target);
  if (at !== indexed.length - 1) {
    Reflect.deleteProperty(indexed, at);
    return;
  }
  indexed.pop();
  while (indexed.length > 0 && !(indexed.length - 1 in indexed)) indexed.length--;
}

/** Evaluates text that has been expanded. Throws ArithmeticError. */
export function evaluateIn(shell: Shell, text: string): bigint {
  const variables: Variables = {
    get: (name, subscript) => {
      const value = readVariable(shell, name, subscript);
      if (value === undefined && shell.options.has('nounset'))
        throw new ArithmeticError(
          `${subscript === undefined ? name : `${name}[${subscript}]`}: unbound variable`,
        );
      return value;
    },
    set: (name, subscript, value) => assign(shell, name, value, subscript),
  };
  return evaluate(text, variables);
}
