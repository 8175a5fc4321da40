// Arithmetic evaluation: C's operators on 64-bit integers that wrap. Names are variables, whose values are expressions again.

import { ArithmeticError, Tokens } from './arithmetic-tokens.ts';

/** How an expression reads and writes variables. */
export interface Variables {
  get(name: string, subscript: string | undefined): string | undefined;
  set(name: string, subscript: string | undefined, value: string): void;
}

const MAX_DEPTH = 1024;

export function evaluate(text: string, variables: Variables, depth = 0): bigint {
  if (depth > MAX_DEPTH)
    throw new ArithmeticError(`${text}: expression recursion level exceeded (error token is "${text}")`);
  if (/^\d{1,9}$/.test(text) && (text.length === 1 || text[0] !== '0')) return BigInt(text);
  if (/^\s*$/.test(text)) return 0n;
  return new Evaluation(new Tokens(text), variables, depth).whole();
}

interface Place {
  readonly name: string;
  readonly subscript: string | undefined;
}

/** The binary operators by how tightly they bind, the loosest first. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '^=', '|='];

class Evaluation {
  readonly #tokens: Tokens;
  readonly #variables: Variables;
  readonly #depth: number;
  /** In the branch not taken of ?:, && and ||: nothing is read, written or divided. */
  #skipping = 0;

  constructor(tokens: Tokens, variables: Variables, depth: number) {
    this.#tokens = tokens;
    this.#variables = variables;
    this.#depth = depth;
  }

  whole(): bigint {
    const value = this.#comma();
    if (!this.#isAtEnd()) throw this.#tokens.error('syntax error in expression');
    return value;
  }

  #comma(): bigint {
    let value = this.#assignment();
    while (this.#tokens.take(',')) value = this.#assignment();
    return value;
  }

  #assignment(): bigint {
    const before = this.#tokens.current;
    const value = this.#conditional();
    const { current } = this.#tokens;
    if (current.kind !== 'operator' || !ASSIGNMENTS.includes(current.text)) return value;
    if (before.kind !== 'name' || !this.#isOnlyName(before.at))
      throw this.#tokens.error('attempted assignment to non-variable');
    const operator = current.text;
    this.#tokens.next();
    const right = this.#assignment();
    const result = operator === '=' ? right : this.#apply(operator.slice(0, -1), value, right);
    this.#write(before, result);
    return result;
  }

  /** Is what was just read nothing but the name that began at `at`? */
  #isOnlyName(at: number): boolean {
    const upTo = this.#tokens.text.slice(at, this.#tokens.current.at).trimEnd();
    return /^[A-Za-z_]\w*(\[[\s\S]*\])?$/.test(upTo);
  }

  #conditional(): bigint {
    const test = this.#binary(0);
    if (!this.#tokens.take('?')) return test;
    if (this.#isAtEnd() || this.#isOperator(':')) throw this.#tokens.error('expression expected');
    const yes = this.#unless(test === 0n, () => this.#comma());
    if (!this.#isOperator(':')) throw this.#tokens.error("`:' expected for conditional expression");
    this.#tokens.next();
    if (this.#isAtEnd()) throw this.#tokens.error('expression expected');
    const no = this.#unless(test !== 0n, () => this.#conditional());
    return test !== 0n ? yes : no;
  }

  #isAtEnd(): boolean {
    return this.#tokens.current.kind === 'end';
  }

  #isOperator(text: string): boolean {
    const { current } = this.#tokens;
    return current.kind === 'operator' && current.text === text;
  }

  #unless(skip: boolean, part: () => bigint): bigint {
    if (skip) this.#skipping++;
    try {
      return part();
    } finally {
      if (skip) this.#skipping--;
    }
  }

  #binary(level: number): bigint {
    const operators = LEVELS[level];
    if (!operators) return this.#power();
    let value = this.#binary(level + 1);
    for (;;) {
      const operandAt = this.#tokens.at;
      const operator = this.#tokens.take(...operators);
      if (operator === undefined) return value;
      if (operator === '&&' || operator === '||') {
        const decided = (operator === '&&') === (value === 0n);
        const right = this.#unless(decided, () => this.#binary(level + 1));
        value = (operator === '&&' ? value !== 0n && right !== 0n : value !== 0n || right !== 0n) ? 1n : 0n;
      } else value = this.#apply(operator, value, this.#binary(level + 1), operandAt);
    }
  }

  #power(): bigint {
    const base = this.#unary();
    if (!this.#tokens.take('**')) return base;
    const exponent = this.#power();
    if (exponent < 0n) throw this.#tokens.error('exponent less than 0');
    let result = 1n;
    for (let bit = exponent, square = base; bit > 0n; bit >>= 1n, square = wrap(square * square))
      if (bit & 1n) result = wrap(result * square);
    return result;
  }

  #apply(operator: string, a: bigint, b: bigint, operandAt?: number): bigint {
    switch (operator) {
      case '+':
        return wrap(a + b);
      case '-':
        return wrap(a - b);
      case '*':
        return wrap(a * b);
      case '/':
      case '%':
        if (b === 0n) {
          if (this.#skipping > 0) return 0n;
          throw this.#tokens.error('division by 0', operandAt);
        }
        return wrap(operator === '/' ? a / b : a % b);
      case '<<':
        return wrap(a << (b & 63n));
      case '>>':
        return a >> (b & 63n);
      case '&':
        return a & b;
      case '|':
        return a | b;
      case '^':
        return a ^ b;
      default:
        return compares(operator, a, b) ? 1n : 0n;
    }
  }

  #unary(): bigint {
    const operator = this.#tokens.take('!', '~', '-', '+', '++', '--');
    if (operator === undefined) return this.#primary();
    const { current } = this.#tokens;
    if ((operator === '++' || operator === '--') && current.kind === 'name') {
      this.#tokens.next();
      return this.#add(current, operator === '++' ? 1n : -1n);
    }
    const value = this.#unary();
    switch (operator) {
      case '!':
        return value === 0n ? 1n : 0n;
      case '~':
        return ~value;
      case '-':
        return wrap(-value);
      default:
        return value;
    }
  }

  #primary(): bigint {
    const token = this.#tokens.current;
    if (token.kind === 'number') {
      const value = this.#number(token.text);
      this.#tokens.next();
      return value;
    }
    if (token.kind === 'name') {
      this.#tokens.next();
      // Of a variable that is about to be assigned, the value doesn't matter (set -u).
      const value = this.#isOperator('=') ? 0n : this.#read(token);
      const step = this.#tokens.take('++', '--');
      if (step) this.#write(token, wrap(value + (step === '++' ? 1n : -1n)));
      return value;
    }
    if (!this.#tokens.take('(')) throw this.#tokens.error('syntax error: operand expected');
    const value = this.#comma();
    if (!this.#isOperator(')')) throw this.#tokens.error("missing `)'");
    this.#tokens.next();
    return value;
  }

  #number(text: string): bigint {
    const based = /^(\d+)#(.*)$/.exec(text);
    if (!based) {
      if (/^0[xX]/.test(text)) return this.#digits(text.slice(2), 16);
      return text.startsWith('0') && text.length > 1
        ? this.#digits(text.slice(1), 8)
        : this.#digits(text, 10);
    }
    const base = Number(based[1]);
    if (base < 2 || base > 64) throw this.#tokens.error('invalid arithmetic base');
    if (based[2] === '') throw this.#tokens.error('invalid integer constant');
    return this.#digits(based[2] as string, base);
  }

  #digits(text: string, base: number): bigint {
    let value = 0n;
    for (const char of text) {
      const digit = digitValue(char, base);
      if (digit === undefined || digit >= base) throw this.#tokens.numberError('value too great for base');
      value = wrap(value * BigInt(base) + BigInt(digit));
    }
    return value;
  }

  #read(place: Place): bigint {
    if (this.#skipping > 0) return 0n;
    const text = this.#variables.get(place.name, place.subscript);
    return text === undefined || text === '' ? 0n : evaluate(text, this.#variables, this.#depth + 1);
  }

  #write(place: Place, value: bigint): void {
    if (this.#skipping === 0) this.#variables.set(place.name, place.subscript, String(value));
  }

  #add(place: Place, by: bigint): bigint {
    const value = wrap(this.#read(place) + by);
    this.#write(place, value);
    return value;
  }
}

function compares(operator: string, a: bigint, b: bigint): boolean {
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    default:
      return a >= b;
  }
}

/** 0-9a-zA-Z@_; up to base 36 upper and lower case are one. */
function digitValue(char: string, base: number): number | undefined {
  if (char >= '0' && char <= '9') return Number(char);
  if (char >= 'a' && char <= 'z') return char.charCodeAt(0) - 87;
  if (char >= 'A' && char <= 'Z') return char.charCodeAt(0) - (base <= 36 ? 55 : 29);
  return char === '@' ? 62 : char === '_' ? 63 : undefined;
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}
