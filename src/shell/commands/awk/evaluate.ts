// Evaluates awk's expressions. A coroutine, for getline, system and pipes wait.

import { assertNever } from '../../../base/assert.ts';
import type { Co } from '../../co.ts';
import { callBuiltin } from './builtins.ts';
import { AwkError } from './lexer.ts';
import type { Records, Streams } from './streams.ts';
import type { Cell, State } from './state.ts';
import type { Expression, Target } from './tree.ts';
import { fromInput, isNumeric, isTrue, toNumber, type Value } from './value.ts';

export interface Machine {
  readonly state: State;
  readonly streams: Streams;
  /** The next record of the main input; false at its end. */
  nextRecord(): Co<string | undefined>;
  call(name: string, args: readonly Cell[]): Co<Value>;
  flush(): Co<void>;
  random: { seed: number };
}

export function* evaluate(machine: Machine, node: Expression): Co<Value> {
  const { state } = machine;
  switch (node.kind) {
    case 'number':
    case 'string':
      return node.value;
    case 'regex':
      return state.regex(node.source).test(state.text(state.field(0))) ? 1 : 0;
    case 'variable':
      return state.get(node.name);
    case 'element': {
      const key = yield* keyOf(machine, node.index);
      const array = state.array(node.array);
      if (!array.has(key)) array.set(key, undefined);
      return array.get(key);
    }
    case 'field':
      return state.field(Math.trunc(toNumber(yield* evaluate(machine, node.index))));
    case 'group': {
      let last: Value;
      for (const item of node.items) last = yield* evaluate(machine, item);
      return last;
    }
    case 'unary': {
      const operand = yield* evaluate(machine, node.operand);
      if (node.operator === '!') return isTrue(operand) ? 0 : 1;
      return node.operator === '-' ? -toNumber(operand) : toNumber(operand);
    }
    case 'binary':
      return operate(
        state,
        node.operator,
        yield* evaluate(machine, node.left),
        yield* evaluate(machine, node.right),
      );
    case 'concat': {
      const left = state.text(yield* evaluate(machine, node.left));
      return left + state.text(yield* evaluate(machine, node.right));
    }
    case 'match': {
      const text = state.text(yield* evaluate(machine, node.left));
      const found = state.regex(yield* patternOf(machine, node.right)).test(text);
      return found !== node.negated ? 1 : 0;
    }
    case 'and':
      return isTrue(yield* evaluate(machine, node.left)) && isTrue(yield* evaluate(machine, node.right))
        ? 1
        : 0;
    case 'or':
      return isTrue(yield* evaluate(machine, node.left)) || isTrue(yield* evaluate(machine, node.right))
        ? 1
        : 0;
    case 'in':
      return state.array(node.array).has(yield* keyOf(machine, node.index)) ? 1 : 0;
    case 'choose':
      return yield* evaluate(machine, isTrue(yield* evaluate(machine, node.test)) ? node.yes : node.no);
    case 'assign': {
      const value = yield* evaluate(machine, node.value);
      const before = node.operator === '' ? undefined : yield* evaluate(machine, node.target);
      const result = node.operator === '' ? value : operate(state, node.operator, before, value);
      yield* assign(machine, node.target, result);
      return result;
    }
    case 'step': {
      const before = toNumber(yield* evaluate(machine, node.target));
      yield* assign(machine, node.target, before + node.by);
      return node.prefix ? before + node.by : before;
    }
    case 'call':
      return yield* machine.call(node.name, yield* argumentsOf(machine, node.args));
    case 'builtin':
      return yield* callBuiltin(machine, node.name, node.args);
    case 'getline':
      return yield* getline(machine, node);
    default:
      return assertNever(node);
  }
}

/** A name that has no value yet may become an array in the function that it is passed to. */
function* argumentsOf(machine: Machine, args: readonly Expression[]): Co<Cell[]> {
  const cells: Cell[] = [];
  for (const arg of args) {
    const cell = arg.kind === 'variable' && arg.name !== 'NF' ? machine.state.cell(arg.name) : undefined;
    if (cell?.value instanceof Map) cells.push(cell);
    else if (cell && cell.value === undefined) cells.push({ value: undefined, origin: cell });
    else cells.push({ value: yield* evaluate(machine, arg) });
  }
  return cells;
}

export function* keyOf(machine: Machine, index: readonly Expression[]): Co<string> {
  const parts: string[] = [];
  for (const part of index) parts.push(machine.state.text(yield* evaluate(machine, part)));
  return parts.join(machine.state.text(machine.state.get('SUBSEP')));
}

/** A regular expression as it is, anything else as text. */
export function* patternOf(machine: Machine, node: Expression): Co<string> {
  return node.kind === 'regex' ? node.source : machine.state.text(yield* evaluate(machine, node));
}

export function* assign(machine: Machine, target: Target, value: Value): Co<void> {
  const { state } = machine;
  if (target.kind === 'variable') state.set(target.name, value);
  else if (target.kind === 'element')
    state.array(target.array).set(yield* keyOf(machine, target.index), value);
  else state.setField(Math.trunc(toNumber(yield* evaluate(machine, target.index))), value);
}

function operate(state: State, operator: string, left: Value, right: Value): number {
  const a = toNumber(left);
  const b = toNumber(right);
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '^':
      return a ** b;
    default:
      return compare(state, operator, left, right) ? 1 : 0;
  }
}

function compare(state: State, operator: string, left: Value, right: Value): boolean {
  const numeric = isNumeric(left) && isNumeric(right);
  const a = numeric ? toNumber(left) : state.text(left);
  const b = numeric ? toNumber(right) : state.text(right);
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      throw new AwkError(`no operator ${operator}`);
  }
}

function* getline(machine: Machine, node: Extract<Expression, { kind: 'getline' }>): Co<number> {
  const { state, streams } = machine;
  const source = node.command ?? node.file;
  let record: string | undefined;
  if (source) {
    const name = state.text(yield* evaluate(machine, source));
    yield* machine.flush();
    const records: Records | undefined = streams.reader(name, node.command !== undefined);
    if (!records) return -1;
    record = yield* records.next(state.text(state.get('RS')));
  } else record = yield* machine.nextRecord();
  if (record === undefined) return 0;
  if (node.command) for (const name of ['NR']) state.set(name, toNumber(state.get(name)) + 1);
  if (node.target) yield* assign(machine, node.target, fromInput(record));
  else state.setRecord(record);
  return 1;
}
