// What [ and test(1) evaluate, decided by the number of arguments first (POSIX), as coreutils does it.

import type { Proc } from '../../program.ts';
import { statPath } from './paths.ts';
import { quote } from './quote.ts';

const UNARY = /^-[abcdefgGhkLnNoOprsStuwxz]$/;
const BINARY = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
]);

/** Is it true? The string is what is wrong with it. */
export function evaluateTest(proc: Proc, args: readonly string[]): boolean | string {
  if (args.length === 0) return false;
  const test = new Evaluation(proc, args);
  try {
    return test.run();
  } catch (problem) {
    if (problem instanceof Wrong) return problem.message;
    throw problem;
  }
}

class Wrong extends Error {}

class Evaluation {
  readonly #proc: Proc;
  readonly #args: readonly string[];
  #at = 0;

  constructor(proc: Proc, args: readonly string[]) {
    this.#proc = proc;
    this.#args = args;
  }

  run(): boolean {
    const value = this.#posix(this.#args.length);
    if (this.#at < this.#args.length) throw new Wrong(`extra argument ${quote(this.#word())}`);
    return value;
  }

  /** The next `count` arguments. */
  #posix(count: number): boolean {
    const [first = '', second = '', third = ''] = this.#args.slice(this.#at);
    if (count === 1) return this.#one();
    if (count === 2) {
      if (first === '!') return this.#negated(1);
      if (/^-.$/.test(first)) {
        if (UNARY.test(first)) return this.#unary();
        throw new Wrong(`${quote(first)}: unary operator expected`);
      }
      throw new Wrong(`missing argument after ${quote(this.#args.at(-1) ?? '')}`);
    }
    if (count === 3) {
      if (BINARY.has(second)) return this.#binary();
      if (first === '!') return this.#negated(2);
      if (first === '(' && third === ')') return this.#inParentheses(1);
      if (second === '-a' || second === '-o') return this.#or();
      throw new Wrong(`${quote(second)}: binary operator expected`);
    }
    if (count === 4 && first === '!') return this.#negated(3);
    if (count === 4 && first === '(' && this.#args[this.#at + 3] === ')') return this.#inParentheses(2);
    return this.#or();
  }

  #word(): string {
    const word = this.#args[this.#at];
    if (word === undefined) throw new Wrong(`missing argument after ${quote(this.#args.at(-1) ?? '')}`);
    return word;
  }

  #one(): boolean {
    const word = this.#word();
    this.#at++;
    return word !== '';
  }

  #negated(count: number): boolean {
    this.#at++;
    return !this.#posix(count);
  }

  #inParentheses(count: number): boolean {
    this.#at++;
    const value = this.#posix(count);
    this.#at++;
    return value;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.#args[this.#at] === '-o') {
      this.#at++;
      const right = this.#and();
      value ||= right;
    }
    return value;
  }

  #and(): boolean {
    let value = this.#term();
    while (this.#args[this.#at] === '-a') {
      this.#at++;
      const right = this.#term();
      value &&= right;
    }
    return value;
  }

  #term(): boolean {
    if (this.#word() === '!') {
      this.#at++;
      return !this.#term();
    }
    if (this.#word() === '(') {
      this.#at++;
      const value = this.#or();
      if (this.#args[this.#at] === undefined) throw new Wrong(`${quote(')')} expected`);
      if (this.#args[this.#at] !== ')')
        throw new Wrong(`${quote(')')} expected, found ${this.#args[this.#at]}`);
      this.#at++;
      return value;
    }
    if (this.#args.length - this.#at >= 3 && BINARY.has(this.#args[this.#at + 1] ?? ''))
      return this.#binary();
    if (UNARY.test(this.#word()) && this.#args[this.#at + 1] !== undefined) return this.#unary();
    return this.#one();
  }

  #unary(): boolean {
    const letter = (this.#args[this.#at] as string)[1] as string;
    this.#at++;
    const operand = this.#word();
    this.#at++;
    if (letter === 'n') return operand !== '';
    if (letter === 'z') return operand === '';
    if (letter === 't') return this.#proc.fds.get(integer(operand))?.tty === true;
    return isOfKind(this.#proc, letter, operand);
  }

  #binary(): boolean {
    const [left = '', operator = '', right = ''] = this.#args.slice(this.#at);
    this.#at += 3;
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
      case '-nt':
        return this.#time(left) > this.#time(right);
      case '-ot':
        return this.#time(left) < this.#time(right);
      case '-ef':
        return this.#real(left) !== undefined && this.#real(left) === this.#real(right);
      default:
        return compares(operator, integer(left), integer(right));
    }
  }

  #time(path: string): number {
    const found = statPath(this.#proc, path);
    return found.ok ? found.value.mtime : Number.NEGATIVE_INFINITY;
  }

  #real(path: string): string | undefined {
    const { cwd, files } = this.#proc;
    const found = files.realpath(path.startsWith('/') ? path : `${cwd}/${path}`);
    return found.ok && statPath(this.#proc, path).ok ? found.value : undefined;
  }
}

function compares(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    default:
      return left >= right;
  }
}

function integer(text: string): number {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new Wrong(`invalid integer ${quote(text)}`);
  return Number(text);
}

/** The tests of files. Everybody is root: what exists can be read and written. */
export function isOfKind(proc: Proc, letter: string, path: string): boolean {
  const found = statPath(proc, path, letter !== 'h' && letter !== 'L');
  if (!found.ok) return false;
  const { kind, mode, size } = found.value;
  switch (letter) {
    case 'f':
      return kind === 'file';
    case 'd':
      return kind === 'directory';
    case 'h':
    case 'L':
      return kind === 'symlink';
    case 'p':
      return kind === 'fifo';
    case 'c':
      return kind === 'character';
    case 'b':
    case 'S':
      return false;
    case 's':
      return size > 0;
    case 'x':
      return kind === 'directory' || (mode & 0o111) !== 0;
    case 'u':
      return (mode & 0o4000) !== 0;
    case 'g':
      return (mode & 0o2000) !== 0;
    case 'k':
      return (mode & 0o1000) !== 0;
    default:
      return true;
  }
}
