// awk's own functions.

import type { Co } from '../../co.ts';
import { assign, evaluate, type Machine, patternOf } from './evaluate.ts';
import { format } from './format.ts';
import type { Expression, Target } from './tree.ts';
import { fromInput, toNumber, type Value } from './value.ts';

const NUMERIC: Readonly<Record<string, (x: number, y: number) => number>> = {
  sin: Math.sin,
  cos: Math.cos,
  atan2: Math.atan2,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  int: Math.trunc,
};

export function* callBuiltin(machine: Machine, name: string, args: readonly Expression[]): Co<Value> {
  const { state } = machine;
  const value = function* (i: number): Co<Value> {
    const arg = args[i];
    return arg ? yield* evaluate(machine, arg) : undefined;
  };
  const text = function* (i: number): Co<string> {
    return state.text(yield* value(i));
  };
  const number = NUMERIC[name];
  if (number) return number(toNumber(yield* value(0)), toNumber(yield* value(1)));
  switch (name) {
    case 'length':
      return yield* lengthOf(machine, args[0]);
    case 'substr': {
      const whole = yield* text(0);
      const from = toNumber(yield* value(1));
      return substr(whole, from, args[2] ? toNumber(yield* value(2)) : Number.POSITIVE_INFINITY);
    }
    case 'index': {
      const whole = yield* text(0);
      const part = yield* text(1);
      return part === '' ? 0 : whole.indexOf(part) + 1;
    }
    case 'split':
      return yield* split(machine, args);
    case 'sub':
    case 'gsub':
      return yield* substitute(machine, args, name === 'gsub');
    case 'match': {
      const whole = yield* text(0);
      const found = args[1] ? state.regex(yield* patternOf(machine, args[1])).exec(whole) : undefined;
      state.set('RSTART', found ? found.start + 1 : 0);
      state.set('RLENGTH', found ? found.end - found.start : -1);
      return found ? found.start + 1 : 0;
    }
    case 'tolower':
      return (yield* text(0)).replace(/[A-Z]+/g, (part) => part.toLowerCase());
    case 'toupper':
      return (yield* text(0)).replace(/[a-z]+/g, (part) => part.toUpperCase());
    case 'sprintf': {
      const values: Value[] = [];
      for (let i = 1; i < args.length; i++) values.push(yield* value(i));
      return format(yield* text(0), values, (one) => state.text(one));
    }
    case 'rand':
      // A generator of our own: two runs are the same.
      machine.random.seed = (Math.imul(machine.random.seed, 1_103_515_245) + 12_345) & 0x7fffffff;
      return machine.random.seed / 0x80000000;
    case 'srand': {
      const before = machine.random.seed;
      machine.random.seed = args[0] ? Math.trunc(toNumber(yield* value(0))) : 1;
      return before;
    }
    case 'system':
      yield* machine.flush();
      return yield* machine.streams.system(yield* text(0));
    case 'close':
      yield* machine.flush();
      return yield* machine.streams.close(yield* text(0));
    default:
      yield* machine.flush();
      return 0;
  }
}

function* lengthOf(machine: Machine, arg: Expression | undefined): Co<number> {
  const { state } = machine;
  if (!arg) return state.text(state.field(0)).length;
  const cell = arg.kind === 'variable' ? state.cell(arg.name).value : undefined;
  return cell instanceof Map ? cell.size : state.text(yield* evaluate(machine, arg)).length;
}

/** As this mawk: a start before the text is its beginning, and fractions are cut off. */
function substr(text: string, from: number, length: number): string {
  const start = Math.max(Math.trunc(from), 1) - 1;
  return length > 0 ? text.slice(start, start + Math.trunc(Math.min(length, text.length))) : '';
}

function* split(machine: Machine, [text, array, separator]: readonly Expression[]): Co<number> {
  const { state } = machine;
  const whole = text ? state.text(yield* evaluate(machine, text)) : '';
  const by = separator ? yield* patternOf(machine, separator) : state.text(state.get('FS'));
  const isPattern = separator?.kind === 'regex';
  const parts = state.splitText(
    whole,
    isPattern && by.length === 1 && by !== ' ' ? by : isPattern ? (by === ' ' ? '[ ]' : by) : by,
  );
  if (array?.kind !== 'variable') return 0;
  const target = state.array(array.name);
  target.clear();
  parts.forEach((part, i) => target.set(String(i + 1), fromInput(part)));
  return parts.length;
}

function* substitute(
  machine: Machine,
  [pattern, replacement, where]: readonly Expression[],
  all: boolean,
): Co<number> {
  const { state } = machine;
  if (!pattern || !replacement) return 0;
  const target = (where ?? { kind: 'field', index: { kind: 'number', value: 0 } }) as Target;
  const regex = state.regex(yield* patternOf(machine, pattern));
  const right = state.text(yield* evaluate(machine, replacement));
  const text = state.text(yield* evaluate(machine, target));
  let result = '';
  let copied = 0;
  let count = 0;
  let lastEnd = -1;
  for (let at = 0; at <= text.length; ) {
    if (!all && count > 0) break;
    const found = regex.exec(text, at);
    if (!found) break;
    const isEmpty = found.end === found.start;
    if (!(isEmpty && found.start === lastEnd)) {
      count++;
      const matched = text.slice(found.start, found.end);
      result +=
        text.slice(copied, found.start) +
        right.replace(/\\([\\&])|&/g, (_, quoted?: string) => quoted ?? matched);
      copied = found.end;
    }
    lastEnd = found.end;
    at = found.end + (isEmpty ? 1 : 0);
  }
  if (count > 0) yield* assign(machine, target, result + text.slice(copied));
  return count;
}
