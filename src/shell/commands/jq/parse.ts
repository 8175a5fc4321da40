// Parses jq's filters (jq(1), src/parser.y for how tightly the operators bind).

import { isKeyword, Lexer } from './lexer.ts';
import { TermParser } from './parse-term.ts';
import type { Definition, Node } from './tree.ts';

const UPDATES = ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='];
/** The operators by how tightly they bind, the loosest first. */
const LEVELS: readonly { readonly operators: readonly string[]; readonly nonassoc?: boolean }[] = [
  { operators: ['or'] },
  { operators: ['and'] },
  { operators: ['==', '!=', '<', '<=', '>', '>='], nonassoc: true },
  { operators: ['+', '-'] },
  { operators: ['*', '/', '%'] },
];

export function parseFilter(source: string): Node {
  const lexer = new Lexer(source);
  const parser = new FilterParser(lexer);
  const node: Node = lexer.token === '' ? { kind: 'identity' } : parser.pipe();
  if (lexer.token !== '') lexer.fail('$end');
  return node;
}

/** The definitions of a text that has nothing else. */
export function parseDefinitions(source: string): Definition[] {
  const lexer = new Lexer(source);
  const parser = new FilterParser(lexer);
  const definitions: Definition[] = [];
  while (lexer.token === 'def') definitions.push(parser.definition());
  return definitions;
}

class FilterParser extends TermParser {
  pipe(): Node {
    if (this.lexer.token === 'def') {
      const definition = this.definition();
      const rest: Node = this.lexer.isDone ? { kind: 'identity' } : this.pipe();
      return { kind: 'define', definition, rest };
    }
    if (this.lexer.take('label')) {
      const name = this.variableName();
      this.lexer.expect('|');
      return { kind: 'label', name, body: this.pipe() };
    }
    const left = this.#comma();
    if (this.lexer.take('as')) {
      const patterns = this.patterns();
      this.lexer.expect('|');
      return { kind: 'bind', of: left, patterns, body: this.pipe() };
    }
    return this.lexer.take('|') ? { kind: 'pipe', left, right: this.pipe() } : left;
  }

  definition(): Definition {
    this.lexer.expect('def');
    if (!/^[A-Za-z_]/.test(this.lexer.token)) this.lexer.fail('IDENT');
    const name = this.lexer.next();
    const parameters: string[] = [];
    if (this.lexer.take('(')) {
      do {
        if (!/^\$?[A-Za-z_]/.test(this.lexer.token) || isKeyword(this.lexer.token)) this.lexer.fail();
        parameters.push(this.lexer.next());
      } while (this.lexer.take(';'));
      this.lexer.expect(')');
    }
    this.lexer.expect(':');
    const body = this.pipe();
    this.lexer.expect(';');
    return { name, parameters, body };
  }

  #comma(): Node {
    let left = this.expression();
    while (this.lexer.take(',')) left = { kind: 'comma', left, right: this.expression() };
    return left;
  }

  expression(): Node {
    const left = this.#update();
    return this.lexer.take('//') ? { kind: 'alternative', left, right: this.expression() } : left;
  }

  #update(): Node {
    const left = this.#level(0);
    if (!UPDATES.includes(this.lexer.token)) return left;
    const operator = this.lexer.next();
    const right = this.expression();
    if (UPDATES.includes(this.lexer.token)) this.lexer.fail();
    return updateNode(operator, left, right);
  }

  #level(level: number): Node {
    const { operators, nonassoc } = LEVELS[level] ?? {};
    if (!operators) return this.unary();
    let left = this.#level(level + 1);
    while (operators.includes(this.lexer.token)) {
      const operator = this.lexer.next();
      const right = this.#level(level + 1);
      if (nonassoc && operators.includes(this.lexer.token)) this.lexer.fail();
      if (operator === 'and' || operator === 'or') left = { kind: operator, left, right };
      else left = { kind: 'binary', operator, left, right };
    }
    return left;
  }
}

/** Updates are calls of jq's own `_modify`, and folds over the paths with the operand bound before. */
function updateNode(operator: string, left: Node, right: Node): Node {
  if (operator === '|=') return { kind: 'call', name: '_modify', args: [left, right], at: 0 };
  if (operator === '=') return { kind: 'call', name: '_assign', args: [left, right], at: 0 };
  const old: Node = { kind: 'identity' };
  const operand: Node = { kind: 'variable', name: '*operand', at: 0 };
  const change: Node =
    operator === '//='
      ? { kind: 'alternative', left: old, right: operand }
      : { kind: 'binary', operator: operator.slice(0, -1), left: old, right: operand };
  return {
    kind: 'bind',
    of: right,
    patterns: [{ kind: 'name', name: '*operand' }],
    body: { kind: 'call', name: '_update', args: [left, change], at: 0 },
  };
}
