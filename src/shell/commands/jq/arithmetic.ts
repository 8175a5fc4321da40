// The operators: arithmetic, comparison, and what + - * / mean for strings, lists and objects.

import { compare } from './order.ts';
import { described, JqError } from './paths.ts';
import { isList, isObject, type Json, type JsonObject } from './tree.ts';

const WORDS: Readonly<Record<string, string>> = {
  '+': 'added',
  '-': 'subtracted',
  '*': 'multiplied',
  '/': 'divided',
  '%': 'divided',
};

export function combine(operator: string, left: Json, right: Json): Json {
  switch (operator) {
    case '==':
      return compare(left, right) === 0;
    case '!=':
      return compare(left, right) !== 0;
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    default:
  }
  const result =
    typeof left === 'number' && typeof right === 'number'
      ? calculate(operator, left, right)
      : combineOthers(operator, left, right);
  if (result === undefined)
    throw new JqError(`${described(left)} and ${described(right)} cannot be ${WORDS[operator]}`);
  return result;
}

function calculate(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      if (b === 0) throw noDivision(a, b, 'divided');
      return a / b;
    default: {
      const divisor = Math.trunc(b);
      if (divisor === 0) throw noDivision(a, b, 'divided (remainder)');
      return Math.trunc(a) % Math.abs(divisor) || 0;
    }
  }
}

function noDivision(a: number, b: number, how: string): JqError {
  return new JqError(`${described(a)} and ${described(b)} cannot be ${how} because the divisor is zero`);
}

function combineOthers(operator: string, left: Json, right: Json): Json | undefined {
  if (operator === '+') {
    if (left === null) return right;
    if (right === null) return left;
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    if (isList(left) && isList(right)) return [...left, ...right];
    if (isObject(left) && isObject(right)) return new Map([...left, ...right]);
  } else if (operator === '-') {
    if (isList(left) && isList(right))
      return left.filter((item) => !right.some((other) => compare(item, other) === 0));
  } else if (operator === '*') {
    if (typeof left === 'string' && typeof right === 'number') return repeated(left, right);
    if (isObject(left) && isObject(right)) return merged(left, right);
  } else if (operator === '/' && typeof left === 'string' && typeof right === 'string')
    return splitText(left, right);
  return undefined;
}

function repeated(text: string, times: number): Json {
  return times <= 0 ? null : text.repeat(Math.max(1, Math.trunc(times)));
}

export function splitText(text: string, separator: string): Json {
  if (text === '') return [];
  return separator === '' ? Array.from(text) : text.split(separator);
}

function merged(left: JsonObject, right: JsonObject): JsonObject {
  const all = new Map(left);
  for (const [key, value] of right) {
    const old = all.get(key) ?? null;
    all.set(key, isObject(old) && isObject(value) ? merged(old, value) : value);
  }
  return all;
}
