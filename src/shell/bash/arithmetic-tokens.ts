// The words of an arithmetic expression, and bash's errors about them.

/** What is wrong, in bash's words: `1/0: division by 0 (error token is "0")`. */
export class ArithmeticError {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Token =
  | { readonly kind: 'number'; readonly text: string; readonly at: number }
  | {
      readonly kind: 'name';
      readonly name: string;
      readonly subscript: string | undefined;
      readonly at: number;
    }
  | { readonly kind: 'operator'; readonly text: string; readonly at: number }
  | { readonly kind: 'end'; readonly at: number };

const OPERATORS =
  '<<= >>= ** ++ -- << >> <= >= == != && || += -= *= /= %= &= ^= |= + - * / % & | ^ ~ ! < > = ? : , ( )'.split(
    ' ',
  );

export class Tokens {
  readonly text: string;
  /** Where the next token is looked for. */
  at = 0;
  /** Where the last token began: what an error message quotes goes from here to the end. */
  last = 0;
  current: Token = { kind: 'end', at: 0 };

  constructor(text: string) {
    this.text = text;
    this.next();
  }

  next(): Token {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
    this.current = this.#read();
    return this.current;
  }

  error(message: string, from = this.last): ArithmeticError {
    const token = this.text.slice(from).replace(/^\s+/, '');
    return new ArithmeticError(`${this.text.replace(/^\s+/, '')}: ${message} (error token is "${token}")`);
  }

  /** An error in the number that was read last: what follows it isn't shown. */
  numberError(message: string): ArithmeticError {
    const read = this.text.slice(0, this.at);
    return new ArithmeticError(`${read.trimStart()}: ${message} (error token is "${read.slice(this.last)}")`);
  }

  /** Is the operator at the beginning of what is left one of these? Takes it then. */
  take(...operators: readonly string[]): string | undefined {
    const { current } = this;
    if (current.kind !== 'operator' || !operators.includes(current.text)) return undefined;
    this.next();
    return current.text;
  }

  #read(): Token {
    const { text, at } = this;
    if (at >= text.length) return { kind: 'end', at };
    this.last = at;
    const number = /^\d[\w#@]*/.exec(text.slice(at));
    if (number) {
      this.at += number[0].length;
      return { kind: 'number', text: number[0], at };
    }
    const name = /^[A-Za-z_]\w*/.exec(text.slice(at));
    if (name) return this.#name(name[0], at);
    const operator = OPERATORS.find((known) => text.startsWith(known, at) && this.#isStep(known, at));
    if (operator === undefined)
      throw this.error(
        this.current.kind === 'operator' || this.current.kind === 'end'
          ? 'syntax error: operand expected'
          : 'syntax error: invalid arithmetic operator',
      );
    this.at += operator.length;
    return { kind: 'operator', text: operator, at };
  }

  /** `++` and `--` step a name beside them; elsewhere they are two signs. */
  #isStep(operator: string, at: number): boolean {
    if (operator !== '++' && operator !== '--') return true;
    return this.current.kind === 'name' || /^\s*[A-Za-z_]/.test(this.text.slice(at + 2));
  }

  #name(name: string, at: number): Token {
    this.at += name.length;
    if (this.text[this.at] !== '[') return { kind: 'name', name, subscript: undefined, at };
    let depth = 0;
    for (let end = this.at; end < this.text.length; end++) {
      if (this.text[end] === '[') depth++;
      else if (this.text[end] === ']' && --depth === 0) {
        const subscript = this.text.slice(this.at + 1, end);
        this.at = end + 1;
        return { kind: 'name', name, subscript, at };
      }
    }
    throw this.error('bad array subscript');
  }
}
