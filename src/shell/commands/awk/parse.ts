// An awk program: rules, functions, statements.

import { AwkError, tokenize } from './lexer.ts';
import { ExpressionParser, itemsOf } from './parse-expression.ts';
import type { AwkFunction, AwkProgram, Expression, Rule, Statement } from './tree.ts';

export function parseAwk(source: string): AwkProgram {
  return new ProgramParser(tokenize(source)).program();
}

class ProgramParser extends ExpressionParser {
  readonly #calls: { readonly name: string; readonly line: number }[] = [];

  program(): AwkProgram {
    const begin: Statement[] = [];
    const end: Statement[] = [];
    const rules: Rule[] = [];
    const functions = new Map<string, AwkFunction>();
    for (this.#skipTerminators(); this.token.kind !== 'end'; this.#skipTerminators()) {
      if (this.take('function', 'func')) this.#function(functions);
      else if (this.take('BEGIN')) begin.push(this.#block());
      else if (this.take('END')) end.push(this.#block());
      else rules.push(this.#rule());
    }
    this.#checkCalls(functions);
    return { begin, end, rules, functions };
  }

  #checkCalls(functions: ReadonlyMap<string, AwkFunction>): void {
    for (const { kind, text } of this.tokens)
      if (kind === 'call') this.#calls.push({ name: text, line: this.token.line });
    const unknown = this.#calls.find(({ name }) => !functions.has(name));
    if (unknown) throw new AwkError(`line ${unknown.line + 1}: function ${unknown.name} never defined`);
  }

  #skipTerminators(): void {
    while (this.is(';') || this.token.kind === 'newline') this.at++;
  }

  #function(functions: Map<string, AwkFunction>): void {
    const name = this.name();
    this.expect('(');
    const parameters: string[] = [];
    while (!this.take(')')) {
      this.skipNewlines();
      parameters.push(this.name());
      this.take(',');
    }
    this.skipNewlines();
    functions.set(name, { parameters, body: this.#block() });
  }

  #rule(): Rule {
    const from = this.is('{') ? undefined : this.expression();
    let to: Expression | undefined;
    if (from && this.take(',')) {
      this.skipNewlines();
      to = this.expression();
    }
    return { from, to, body: this.is('{') ? this.#block() : undefined };
  }

  #block(): Statement {
    this.expect('{');
    const body: Statement[] = [];
    for (this.#skipTerminators(); !this.take('}'); this.#skipTerminators()) body.push(this.#statement());
    return { kind: 'block', body };
  }

  /** One statement with what ends it. */
  #statement(): Statement {
    if (this.is('{')) return this.#block();
    if (this.take('if')) return this.#if();
    if (this.take('while')) {
      const test = this.#condition();
      if (this.take(';')) return { kind: 'while', test, body: { kind: 'block', body: [] } };
      return { kind: 'while', test, body: this.#body() };
    }
    if (this.take('do')) return this.#do();
    if (this.take('for')) return this.#for();
    if (this.take(';')) return { kind: 'block', body: [] };
    const statement = this.#simple();
    if (!this.take(';', '\n') && !this.is('}') && this.token.kind !== 'end') this.fail();
    return statement;
  }

  #body(): Statement {
    this.skipNewlines();
    return this.#statement();
  }

  #condition(): Expression {
    this.expect('(');
    const test = this.expression();
    this.expect(')');
    return test;
  }

  #if(): Statement {
    const test = this.#condition();
    const yes = this.#body();
    const here = this.at;
    this.#skipTerminators();
    if (this.take('else')) return { kind: 'if', test, yes, no: this.#body() };
    this.at = here;
    return { kind: 'if', test, yes, no: undefined };
  }

  #do(): Statement {
    const body = this.#body();
    this.#skipTerminators();
    this.expect('while');
    const test = this.#condition();
    this.take(';', '\n');
    return { kind: 'do', test, body };
  }

  #for(): Statement {
    this.expect('(');
    const [one, two, three, four] = this.tokens.slice(this.at, this.at + 4);
    if (one?.kind === 'name' && two?.text === 'in' && three?.kind === 'name' && four?.text === ')') {
      this.at += 4;
      return { kind: 'for-in', name: one.text, array: three.text, body: this.#body() };
    }
    const start = this.is(';') ? undefined : this.#simple();
    this.expect(';');
    this.skipNewlines();
    const test = this.is(';') ? undefined : this.expression();
    this.expect(';');
    this.skipNewlines();
    const step = this.is(')') ? undefined : this.#simple();
    this.expect(')');
    const body: Statement = this.take(';') ? { kind: 'block', body: [] } : this.#body();
    return { kind: 'for', start, test, step, body };
  }

  #simple(): Statement {
    for (const kind of ['break', 'continue', 'next', 'nextfile'] as const)
      if (this.take(kind)) return { kind };
    for (const kind of ['exit', 'return'] as const)
      if (this.take(kind)) return { kind, value: this.#ends() ? undefined : this.expression() };
    if (this.take('delete')) {
      const array = this.name();
      return { kind: 'delete', array, index: this.take('[') ? this.list(']') : undefined };
    }
    if (this.is('print', 'printf')) return this.#print();
    return { kind: 'expression', expression: this.expression() };
  }

  #ends(): boolean {
    return this.is(';', '}', '\n') || this.token.kind === 'end';
  }

  #print(): Statement {
    const formatted = this.is('printf');
    this.at++;
    let args: Expression[] = [];
    while (!this.#ends() && !this.is('>', '>>', '|')) {
      args.push(this.unredirected());
      if (!this.take(',')) break;
      this.skipNewlines();
    }
    if (args.length === 1 && args[0]) args = [...itemsOf(args[0])];
    const mode = (['>', '>>', '|'] as const).find((sign) => this.take(sign));
    return { kind: 'print', formatted, args, redirect: mode && { mode, to: this.unredirected() } };
  }
}
