// awk's expressions, by precedence.

import { AwkError, type Token, unescape } from './lexer.ts';
import type { Expression, Target } from './tree.ts';

const COMPARISONS = ['<', '<=', '==', '!=', '>', '>='];
const ASSIGNMENTS = ['=', '+=', '-=', '*=', '/=', '%=', '^='];

export class ExpressionParser {
  readonly tokens: readonly Token[];
  at = 0;
  /** In `print a > b` the sign redirects. */
  #noGreater = false;
  #noIn = false;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get token(): Token {
    return this.tokens[this.at] as Token;
  }

  is(...texts: readonly string[]): boolean {
    const { kind, text } = this.token;
    return (kind === 'punctuation' || kind === 'keyword' || kind === 'newline') && texts.includes(text);
  }

  take(...texts: readonly string[]): boolean {
    if (!this.is(...texts)) return false;
    this.at++;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail();
  }

  fail(): never {
    const { kind, text, line } = this.token;
    if (kind === 'end') throw new AwkError(`line ${line + 1}: missing } near end of file`);
    const shown = kind === 'newline' ? 'end of line' : text;
    throw new AwkError(`line ${line}: syntax error at or near ${shown}`);
  }

  skipNewlines(): void {
    while (this.token.kind === 'newline') this.at++;
  }

  name(): string {
    if (this.token.kind !== 'name' && this.token.kind !== 'call') this.fail();
    return (this.tokens[this.at++] as Token).text;
  }

  /** With `>` taken for a redirection. */
  unredirected(): Expression {
    return this.#with({ noGreater: true }, () => this.expression());
  }

  withoutIn(): Expression {
    return this.#with({ noIn: true }, () => this.expression());
  }

  #with<T>(flags: { noGreater?: boolean; noIn?: boolean }, parse: () => T): T {
    const before = [this.#noGreater, this.#noIn] as const;
    this.#noGreater = flags.noGreater ?? false;
    this.#noIn = flags.noIn ?? false;
    const result = parse();
    [this.#noGreater, this.#noIn] = before;
    return result;
  }

  expression(): Expression {
    const left = this.#choose();
    if (!this.is(...ASSIGNMENTS) || !isTarget(left)) return left;
    const operator = (this.tokens[this.at++] as Token).text;
    this.skipNewlines();
    return { kind: 'assign', operator: operator.slice(0, -1), target: left, value: this.expression() };
  }

  #choose(): Expression {
    const test = this.#or();
    if (!this.take('?')) return test;
    this.skipNewlines();
    const yes = this.expression();
    this.skipNewlines();
    this.expect(':');
    this.skipNewlines();
    return { kind: 'choose', test, yes, no: this.expression() };
  }

  #or(): Expression {
    let left = this.#and();
    while (this.take('||')) {
      this.skipNewlines();
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#in();
    while (this.take('&&')) {
      this.skipNewlines();
      left = { kind: 'and', left, right: this.#in() };
    }
    return left;
  }

  #in(): Expression {
    let left = this.#match();
    while (!this.#noIn && this.take('in')) left = { kind: 'in', index: itemsOf(left), array: this.name() };
    return left;
  }

  #match(): Expression {
    let left = this.#comparison();
    while (this.is('~') || (this.is('!') && this.tokens[this.at + 1]?.text === '~')) {
      const negated = this.take('!');
      this.expect('~');
      left = { kind: 'match', negated, left, right: this.#comparison() };
    }
    return left;
  }

  #comparison(): Expression {
    const left = this.#concat();
    if (this.is(...COMPARISONS) && !(this.is('>') && this.#noGreater)) {
      const operator = (this.tokens[this.at++] as Token).text;
      return { kind: 'binary', operator, left, right: this.#concat() };
    }
    return this.#pipes(left);
  }

  /** `"cmd" | getline x`. */
  #pipes(start: Expression): Expression {
    let left = start;
    while (this.is('|') && this.tokens[this.at + 1]?.text === 'getline') {
      this.at += 2;
      left = { kind: 'getline', command: left, target: this.#optionalTarget(), file: undefined };
    }
    return left;
  }

  #concat(): Expression {
    let left = this.#sum();
    while (this.#startsOperand()) left = { kind: 'concat', left, right: this.#sum() };
    return left;
  }

  #startsOperand(): boolean {
    const { kind } = this.token;
    if (kind === 'number' || kind === 'string' || kind === 'regex' || kind === 'name') return true;
    if (kind === 'call' || kind === 'builtin') return true;
    return (
      this.is('$', '(', '-', '+', '++', '--') || (this.is('!') && this.tokens[this.at + 1]?.text !== '~')
    );
  }

  #sum(): Expression {
    let left = this.#product();
    while (this.is('+', '-')) {
      const operator = (this.tokens[this.at++] as Token).text;
      left = { kind: 'binary', operator, left, right: this.#product() };
    }
    return left;
  }

  #product(): Expression {
    let left = this.#unary();
    while (this.is('*', '/', '%')) {
      const operator = (this.tokens[this.at++] as Token).text;
      left = { kind: 'binary', operator, left, right: this.#unary() };
    }
    return left;
  }

  #unary(): Expression {
    for (const operator of ['!', '-', '+'] as const) {
      if (this.take(operator)) return { kind: 'unary', operator, operand: this.#unary() };
    }
    return this.#power();
  }

  #power(): Expression {
    const left = this.#postfix();
    if (!this.take('^')) return left;
    return { kind: 'binary', operator: '^', left, right: this.#unary() };
  }

  #postfix(): Expression {
    const target = this.#primary();
    if (!isTarget(target)) return target;
    if (this.take('++')) return { kind: 'step', target, by: 1, prefix: false };
    if (this.take('--')) return { kind: 'step', target, by: -1, prefix: false };
    return target;
  }

  #primary(): Expression {
    const { kind, text, line } = this.token;
    if (this.is('++', '--')) {
      this.at++;
      const target = this.#primary();
      if (!isTarget(target)) this.fail();
      return { kind: 'step', target, by: text === '++' ? 1 : -1, prefix: true };
    }
    if (this.take('$')) {
      const index = this.is('-', '+', '!') ? this.#unary() : this.#primary();
      return { kind: 'field', index };
    }
    if (this.take('(')) return this.#group();
    if (this.take('getline')) return this.#getline();
    if (kind === 'keyword' || kind === 'punctuation' || kind === 'newline' || kind === 'end') this.fail();
    this.at++;
    if (kind === 'number') return { kind, value: Number(text) };
    if (kind === 'string') return { kind, value: text };
    if (kind === 'regex') return { kind, source: text };
    if (kind === 'call') return { kind, name: text, args: this.#arguments(), line };
    if (kind === 'builtin') return { kind, name: text, args: this.is('(') ? this.#arguments() : [] };
    if (this.take('[')) {
      const index = this.#with({}, () => this.list(']'));
      return { kind: 'element', array: text, index };
    }
    return { kind: 'variable', name: text };
  }

  #group(): Expression {
    const items = this.#with({}, () => this.list(')'));
    return items.length === 1 && items[0] ? { kind: 'group', items } : { kind: 'group', items };
  }

  #arguments(): readonly Expression[] {
    this.expect('(');
    return this.#with({}, () => this.list(')'));
  }

  /** Up to and with `end`. */
  list(end: string): Expression[] {
    const items: Expression[] = [];
    this.skipNewlines();
    if (this.take(end)) return items;
    do {
      this.skipNewlines();
      items.push(this.expression());
      this.skipNewlines();
    } while (this.take(','));
    this.expect(end);
    return items;
  }

  #getline(): Expression {
    const target = this.#optionalTarget();
    const file = this.take('<') ? this.#primary() : undefined;
    return { kind: 'getline', target, file, command: undefined };
  }

  #optionalTarget(): Target | undefined {
    if (this.token.kind !== 'name' && !this.is('$')) return undefined;
    const target = this.#primary();
    return isTarget(target) ? target : this.fail();
  }
}

export function itemsOf(expression: Expression): readonly Expression[] {
  return expression.kind === 'group' ? expression.items : [expression];
}

function isTarget(expression: Expression): expression is Target {
  return expression.kind === 'variable' || expression.kind === 'element' || expression.kind === 'field';
}

/** `-v name=value` and operands of that form. */
export function assignmentOf(text: string): { readonly name: string; readonly value: string } | undefined {
  const match = /^([A-Za-z_]\w*)=([^]*)$/.exec(text);
  return match ? { name: match[1] as string, value: unescape(match[2] as string) } : undefined;
}
