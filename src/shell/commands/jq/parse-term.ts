// jq's terms: paths, literals, constructions, control structures and destructuring patterns.

import { isKeyword, type Lexer } from './lexer.ts';
import type { Json, Node, Pattern } from './tree.ts';

const IDENTITY: Node = { kind: 'identity' };

export abstract class TermParser {
  readonly lexer: Lexer;

  constructor(lexer: Lexer) {
    this.lexer = lexer;
  }

  abstract pipe(): Node;
  abstract expression(): Node;

  unary(): Node {
    if (this.lexer.take('-')) return { kind: 'negate', of: this.unary() };
    return this.postfix();
  }

  postfix(): Node {
    let node = this.#primary();
    for (;;) {
      const { token } = this.lexer;
      if (token === '?') {
        this.lexer.next();
        node = optional(node);
      } else if (/^\.[A-Za-z_]/.test(token)) {
        node = { kind: 'index', of: node, key: literal(this.lexer.next().slice(1)) };
      } else if (token === '.') {
        this.lexer.next();
        if (this.lexer.token === '"') node = { kind: 'index', of: node, key: this.string(undefined) };
        else if (this.lexer.token === '[') node = this.#bracket(node);
        else this.lexer.fail("'['");
      } else if (token === '[') node = this.#bracket(node);
      else return node;
    }
  }

  #primary(): Node {
    const { token, at } = this.lexer;
    if (/^\.[A-Za-z_]/.test(token)) {
      this.lexer.next();
      return { kind: 'index', of: IDENTITY, key: literal(token.slice(1)) };
    }
    if (/^[\d.]*\d/.test(token)) return literal(Number(this.lexer.next()));
    if (token === '"') return this.string(undefined);
    if (token.startsWith('@')) return this.#format();
    if (token === '$__loc__') {
      this.lexer.next();
      return literal(
        new Map<string, Json>([
          ['file', '<top-level>'],
          ['line', this.lineAt(at)],
        ]),
      );
    }
    if (token.startsWith('$')) return { kind: 'variable', name: this.variableName(), at };
    switch (token) {
      case '.':
        this.lexer.next();
        return this.lexer.token === '"'
          ? { kind: 'index', of: IDENTITY, key: this.string(undefined) }
          : IDENTITY;
      case '..':
        this.lexer.next();
        return { kind: 'call', name: 'recurse', args: [], at };
      case '(':
        return this.#group();
      case '[':
        return this.#array();
      case '{':
        return this.#object();
      default:
        return /^[A-Za-z_]/.test(token) && token !== 'INVALID_CHARACTER'
          ? this.#word()
          : this.lexer.fail(at === 0 ? '$end' : undefined);
    }
  }

  lineAt(_at: number): number {
    return 1;
  }

  #group(): Node {
    this.lexer.next();
    const node = this.pipe();
    this.lexer.expect(')');
    return node;
  }

  #array(): Node {
    this.lexer.next();
    if (this.lexer.take(']')) return { kind: 'array', of: undefined };
    const of = this.pipe();
    this.lexer.expect(']');
    return { kind: 'array', of };
  }

  #word(): Node {
    switch (this.lexer.token) {
      case 'reduce':
      case 'foreach':
        return this.#fold();
      case 'if':
        this.lexer.next();
        return this.#if();
      case 'try': {
        this.lexer.next();
        const of = this.postfix();
        const handler = this.lexer.take('catch') ? this.postfix() : undefined;
        return { kind: 'try', of, handler };
      }
      case 'break': {
        const { at } = this.lexer;
        this.lexer.next();
        return { kind: 'break', name: this.variableName(), at };
      }
      default:
        return this.#call();
    }
  }

  #call(): Node {
    if (isKeyword(this.lexer.token)) this.lexer.fail('$end');
    const { at } = this.lexer;
    const name = this.lexer.next();
    const args: Node[] = [];
    if (this.lexer.take('(')) {
      do args.push(this.pipe());
      while (this.lexer.take(';'));
      this.lexer.expect(')');
    } else if (name === 'null' || name === 'true' || name === 'false')
      return literal(name === 'null' ? null : name === 'true');
    return { kind: 'call', name, args, at };
  }

  #if(): Node {
    const test = this.pipe();
    this.lexer.expect('then');
    const yes = this.pipe();
    if (this.lexer.take('elif')) return { kind: 'if', test, yes, no: this.#if() };
    if (!this.lexer.take('else')) this.lexer.fail();
    const no = this.pipe();
    this.lexer.expect('end');
    return { kind: 'if', test, yes, no };
  }

  #fold(): Node {
    const kind = this.lexer.next() as 'reduce' | 'foreach';
    const of = this.postfix();
    if (this.lexer.token !== 'as') this.lexer.fail("FIELD or as or '.' or '['");
    this.lexer.next();
    const patterns = this.patterns();
    this.lexer.expect('(');
    const start = this.pipe();
    this.lexer.expect(';');
    const step = this.pipe();
    const show = kind === 'foreach' && this.lexer.take(';') ? this.pipe() : IDENTITY;
    this.lexer.expect(')');
    return kind === 'reduce'
      ? { kind, of, patterns, start, step }
      : { kind, of, patterns, start, step, show };
  }

  #bracket(of: Node): Node {
    this.lexer.next();
    if (this.lexer.take(']')) return { kind: 'iterate', of };
    const from = this.lexer.token === ':' ? undefined : this.pipe();
    if (this.lexer.take(':')) {
      const to = this.lexer.token === ']' ? undefined : this.pipe();
      this.lexer.expect(']');
      return { kind: 'slice', of, from, to };
    }
    this.lexer.expect(']');
    return { kind: 'index', of, key: from as Node };
  }

  #format(): Node {
    const name = this.lexer.next();
    return this.lexer.token === '"' ? this.string(name) : { kind: 'format', name };
  }

  #object(): Node {
    this.lexer.next();
    const entries: (readonly [Node, Node])[] = [];
    while (!this.lexer.take('}')) {
      entries.push(this.#entry());
      if (this.lexer.token !== '}' && !this.lexer.take(',')) this.lexer.fail("'}'");
    }
    return { kind: 'object', entries };
  }

  #entry(): readonly [Node, Node] {
    const { token, at } = this.lexer;
    let key: Node;
    if (token === '"') key = this.string(undefined);
    else if (token.startsWith('@')) key = this.#format();
    else if (token.startsWith('$')) {
      const name = this.variableName();
      return [literal(name), { kind: 'variable', name, at }];
    } else if (this.lexer.take('(')) {
      key = this.pipe();
      this.lexer.expect(')');
      if (this.lexer.token !== ':') this.lexer.fail("':'");
    } else if (/^[A-Za-z_0-9]/.test(token)) {
      key = literal(this.lexer.next());
      if (isKeyword(token) && this.lexer.token !== ':') this.lexer.fail("':'");
    } else this.lexer.fail();
    if (!this.lexer.take(':')) return [key, { kind: 'index', of: IDENTITY, key }];
    let value = this.unary();
    while (this.lexer.take('|')) value = { kind: 'pipe', left: value, right: this.unary() };
    return [key, value];
  }

  /** Alternatives with `?//` between them. */
  patterns(): Pattern[] {
    const patterns = [this.#pattern()];
    while (this.lexer.take('?//')) patterns.push(this.#pattern());
    return patterns;
  }

  variableName(): string {
    if (!/^\$[A-Za-z_]/.test(this.lexer.token)) this.lexer.fail("'$'");
    return this.lexer.next().slice(1);
  }

  #pattern(): Pattern {
    const { token } = this.lexer;
    if (token.startsWith('$')) return { kind: 'name', name: this.variableName() };
    if (this.lexer.take('[')) {
      const items: Pattern[] = [];
      do items.push(this.#pattern());
      while (this.lexer.take(','));
      this.lexer.expect(']');
      return { kind: 'array', items };
    }
    if (!this.lexer.take('{')) this.lexer.fail("'$' or '[' or '{'");
    const entries: { key: Node; name: string | undefined; value: Pattern | undefined }[] = [];
    do entries.push(this.#patternEntry());
    while (this.lexer.take(','));
    this.lexer.expect('}');
    return { kind: 'object', entries };
  }

  #patternEntry() {
    const { token } = this.lexer;
    let key: Node;
    const name = token.startsWith('$') ? this.variableName() : undefined;
    if (name !== undefined) key = literal(name);
    else if (token === '"') key = this.string(undefined);
    else if (this.lexer.take('(')) {
      key = this.pipe();
      this.lexer.expect(')');
    } else key = literal(this.lexer.next());
    return { key, name, value: this.lexer.take(':') ? this.#pattern() : undefined };
  }

  string(format: string | undefined): Node {
    const parts = this.lexer.string(() => this.pipe());
    const [only] = parts;
    return parts.length === 1 && typeof only === 'string' ? literal(only) : { kind: 'string', parts, format };
  }
}

/** `a[]?`: what may fail is the last step; what a gives goes on. */
function optional(node: Node): Node {
  const isStep = node.kind === 'index' || node.kind === 'slice' || node.kind === 'iterate';
  return isStep && !node.optional
    ? { ...node, optional: true }
    : { kind: 'try', of: node, handler: undefined };
}

function literal(value: Json): Node {
  return { kind: 'literal', value };
}
