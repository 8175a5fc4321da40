import type { Program } from '../../program.ts';
import { err, out } from '../../say.ts';
import { quote } from './quote.ts';

class Wrong extends Error {}

const LEVELS: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['<', '<=', '=', '==', '!=', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

export const expr: Program = {
  name: 'expr',
  options: { about: 'expr - evaluate expressions', operands: 'EXPRESSION', options: [] },
  *run(proc, args) {
    if (args.length === 0) {
      yield* err(proc, "expr: missing operand\nTry 'expr --help' for more information.\n");
      return 2;
    }
    try {
      const value = new Evaluation(args[0] === '--' ? args.slice(1) : args).run();
      yield* out(proc, `${value}\n`);
      return isNull(value) ? 1 : 0;
    } catch (problem) {
      if (!(problem instanceof Wrong)) throw problem;
      yield* err(proc, `expr: ${problem.message}\n`);
      return 2;
    }
  },
};

class Evaluation {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  run(): string {
    const value = this.#level(0);
    const extra = this.#words[this.#at];
    if (extra !== undefined) throw new Wrong(`syntax error: unexpected argument ${quote(extra)}`);
    return value;
  }

  #level(level: number): string {
    const operators = LEVELS[level];
    if (!operators) return this.#primary();
    let left = this.#level(level + 1);
    for (;;) {
      const operator = this.#words[this.#at];
      if (operator === undefined || !operators.includes(operator)) return left;
      this.#at++;
      left = apply(operator, left, this.#level(level + 1));
    }
  }

  #primary(): string {
    const word = this.#words[this.#at++];
    if (word === undefined)
      throw new Wrong(`syntax error: missing argument after ${quote(this.#words.at(-1) ?? '')}`);
    const next = (): string => this.#primary();
    switch (word) {
      case '(': {
        const value = this.#level(0);
        if (this.#words[this.#at] === undefined)
          throw new Wrong(`syntax error: expecting ${quote(')')} after ${quote(this.#words.at(-1) ?? '')}`);
        if (this.#words[this.#at++] !== ')')
          throw new Wrong(
            `syntax error: expecting ${quote(')')} instead of ${quote(this.#words[this.#at - 1] ?? '')}`,
          );
        return value;
      }
      case '+':
        return this.#words[this.#at++] ?? '';
      case 'length':
        return String(Array.from(next()).length);
      case 'index': {
        const [text, set] = [next(), next()];
        return String(Array.from(text).findIndex((character) => set.includes(character)) + 1);
      }
      case 'substr': {
        const [text, from, length] = [next(), Number(next()), Number(next())];
        return from < 1 || !(length > 0)
          ? ''
          : Array.from(text)
              .slice(from - 1, from - 1 + length)
              .join('');
      }
      case 'match':
        return matched(next(), next());
      default:
        return word;
    }
  }
}

function isNull(value: string): boolean {
  return value === '' || /^-?0+$/.test(value);
}

function apply(operator: string, left: string, right: string): string {
  if (operator === '|') return isNull(left) ? (isNull(right) ? '0' : right) : left;
  if (operator === '&') return isNull(left) || isNull(right) ? '0' : left;
  if (operator === ':') return matched(left, right);
  const areNumbers = isInteger(left) && isInteger(right);
  if (['+', '-', '*', '/', '%'].includes(operator)) {
    if (!areNumbers) throw new Wrong('non-integer argument');
    return String(calculate(operator, BigInt(left), BigInt(right)));
  }
  const order = areNumbers ? Number(BigInt(left) - BigInt(right)) : left < right ? -1 : left > right ? 1 : 0;
  const holds = {
    '<': order < 0,
    '<=': order <= 0,
    '=': order === 0,
    '==': order === 0,
    '!=': order !== 0,
    '>=': order >= 0,
    '>': order > 0,
  }[operator];
  return holds ? '1' : '0';
}

function isInteger(text: string): boolean {
  return /^-?\d+$/.test(text);
}

function calculate(operator: string, left: bigint, right: bigint): bigint {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (right === 0n) throw new Wrong('division by zero');
  return operator === '/' ? left / right : left % right;
}

/** A basic regular expression from the beginning: its first group, or how much it matched. */
function matched(text: string, pattern: string): string {
  const source = pattern.replace(
    /\\([(){}|+?])|([(){}|+?])/g,
    (_, special: string | undefined, plain: string) => special ?? `\\${plain}`,
  );
  const match = new RegExp(`^(?:${source.replace(/^\^/, '')})`, 'su').exec(text);
  const hasGroup = /\\\(/.test(pattern);
  if (!match) return hasGroup ? '' : '0';
  return hasGroup ? (match[1] ?? '') : String(Array.from(match[0]).length);
}
