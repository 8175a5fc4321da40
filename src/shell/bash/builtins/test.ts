// test and [: POSIX's rules by the number of arguments, and beyond four a parser with -a, -o, ! and parentheses.

import type { Co } from '../../co.ts';
import type { Shell } from '../shell.ts';
import {
  compareNumbers,
  fileCompares,
  isBinaryOperator,
  isNumberOperator,
  isUnaryOperator,
  unaryTest,
} from '../tests.ts';
import type { Builtins } from './table.ts';

class TestError {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function* run(shell: Shell, name: string, args: readonly string[]): Co<number> {
  try {
    return new Test(shell, args).whole() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    return yield* shell.fail(name, error.text, 2);
  }
}

class Test {
  readonly #shell: Shell;
  readonly #args: readonly string[];
  #at = 0;

  constructor(shell: Shell, args: readonly string[]) {
    this.#shell = shell;
    this.#args = args;
  }

  whole(): boolean {
    return this.#byCount(this.#args);
  }

  #byCount(args: readonly string[]): boolean {
    const [a = '', b = '', c = '', d = ''] = args;
    switch (args.length) {
      case 0:
        return false;
      case 1:
        return a !== '';
      case 2:
        if (a === '!') return b === '';
        if (isUnaryOperator(a)) return this.#unary(a, b);
        throw new TestError(`${a}: unary operator expected`);
      case 3:
        if (isBinaryOperator(b)) return this.#binary(a, b, c);
        if (b === '-a') return a !== '' && c !== '';
        if (b === '-o') return a !== '' || c !== '';
        if (a === '!') return !this.#byCount([b, c]);
        if (a === '(' && c === ')') return b !== '';
        throw new TestError(`${b}: binary operator expected`);
      case 4:
        if (a === '!') return !this.#byCount([b, c, d]);
        if (a === '(' && d === ')') return this.#byCount([b, c]);
        return this.#expression();
      default:
        return this.#expression();
    }
  }

  #expression(): boolean {
    this.#at = 0;
    const value = this.#or();
    if (this.#at < this.#args.length) throw new TestError('too many arguments');
    return value;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.#take('-o')) value = this.#and() || value;
    return value;
  }

  #and(): boolean {
    let value = this.#term();
    while (this.#take('-a')) value = this.#term() && value;
    return value;
  }

  #take(text: string): boolean {
    if (this.#args[this.#at] !== text) return false;
    this.#at++;
    return true;
  }

  #term(): boolean {
    const [a, b, c] = this.#args.slice(this.#at);
    if (a === undefined) throw new TestError('argument expected');
    if (a === '!') {
      this.#at++;
      return !this.#term();
    }
    if (b !== undefined && c !== undefined && isBinaryOperator(b)) {
      this.#at += 3;
      return this.#binary(a, b, c);
    }
    if (a === '(') {
      this.#at++;
      const value = this.#or();
      if (!this.#take(')')) throw new TestError("`)' expected");
      return value;
    }
    if (b !== undefined && isUnaryOperator(a)) {
      this.#at += 2;
      return this.#unary(a, b);
    }
    this.#at++;
    return a !== '';
  }

  #unary(operator: string, operand: string): boolean {
    if (operator === '-t' && !/^\d+$/.test(operand))
      throw new TestError(`${operand}: integer expression expected`);
    return unaryTest(this.#shell, operator, operand);
  }

  #binary(left: string, operator: string, right: string): boolean {
    if (isNumberOperator(operator)) return compareNumbers(operator, integer(left), integer(right));
    switch (operator) {
      case '=':
      case '==':
        return left === right;
      case '!=':
        return left !== right;
      case '<':
        return left < right;
      case '>':
        return left > right;
      default:
        return fileCompares(this.#shell, operator, left, right);
    }
  }
}

function integer(text: string): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new TestError(`${text}: integer expression expected`);
  return BigInt(text.trim().replace(/^\+/, ''));
}

function* bracket(shell: Shell, args: readonly string[]): Co<number> {
  if (args.at(-1) !== ']') return yield* shell.fail('[', "missing `]'", 2);
  return yield* run(shell, '[', args.slice(0, -1));
}

function* test(shell: Shell, args: readonly string[]): Co<number> {
  return yield* run(shell, 'test', args);
}

export const TEST_BUILTINS: Builtins = { test, '[': bracket };
