// Parses jq's filters.

import type { Json, Node, Pattern } from './tree.ts';

export class JqSyntaxError extends Error {}

const TOKEN =
  /^(?:"|\.\.|\?\/\/|\/\/=|\|=|\+=|-=|\*=|\/=|%=|==|!=|<=|>=|\/\/|@\w+|\$\w+|\.[A-Za-z_]\w*|[A-Za-z_]\w*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[|,.[\](){}:;?=<>+\-*/%])/;
const LEVELS = [
  ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='],
  ['or'],
  ['and'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

export function parseFilter(source: string): Node {
  const parser = new FilterParser(source);
  const node = parser.token === '' ? ({ kind: 'identity' } as const) : parser.pipe();
  if (parser.token !== '') parser.fail();
  return node;
}

class FilterParser {
  #rest: string;
  token = '';

  constructor(source: string) {
    this.#rest = source;
    this.#next();
  }

  #next(): string {
    const before = this.token;
    this.#rest = this.#rest.replace(/^(?:\s+|#[^\n]*)+/, '');
    this.token = this.#rest === '' ? '' : (TOKEN.exec(this.#rest)?.[0] ?? 'INVALID_CHARACTER');
    if (this.token !== 'INVALID_CHARACTER') this.#rest = this.#rest.slice(this.token.length);
    return before;
  }

  fail(): never {
    const { token } = this;
    const shown =
      token === ''
        ? '$end'
        : /^\w+$/.test(token) && token !== 'INVALID_CHARACTER'
          ? 'IDENT'
          : token === 'INVALID_CHARACTER'
            ? token
            : `'${token}'`;
    throw new JqSyntaxError(`syntax error, unexpected ${shown} (Unix shell quoting issues?)`);
  }

  is(token: string): boolean {
    return this.token === token;
  }

  #take(token: string): boolean {
    if (this.token !== token) return false;
    this.#next();
    return true;
  }

  #expect(token: string): void {
    if (!this.#take(token)) this.fail();
  }

  pipe(): Node {
    if (this.token === 'def') return this.#define();
    const left = this.#comma();
    if (this.#take('as')) {
      const pattern = this.#pattern();
      this.#expect('|');
      return { kind: 'bind', of: left, pattern, body: this.pipe() };
    }
    return this.#take('|') ? { kind: 'pipe', left, right: this.pipe() } : left;
  }

  #define(): Node {
    this.#expect('def');
    const name = this.#next();
    const parameters: string[] = [];
    if (this.#take('(')) {
      do parameters.push(this.#next());
      while (this.#take(';'));
      this.#expect(')');
    }
    this.#expect(':');
    const body = this.pipe();
    this.#expect(';');
    const rest: Node = this.token === '' || this.token === ')' ? { kind: 'identity' } : this.pipe();
    return { kind: 'define', name, parameters, body, rest };
  }

  #comma(): Node {
    let left = this.#alternative();
    while (this.#take(',')) left = { kind: 'comma', left, right: this.#alternative() };
    return left;
  }

  #alternative(): Node {
    const left = this.#level(0);
    return this.#take('//') ? { kind: 'alternative', left, right: this.#alternative() } : left;
  }

  #level(level: number): Node {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#level(level + 1);
    while (operators.includes(this.token)) {
      const operator = this.#next();
      const right = level === 0 ? this.#alternative() : this.#level(level + 1);
      if (level === 0) left = { kind: 'update', operator, left, right };
      else if (operator === 'and' || operator === 'or') left = { kind: operator, left, right };
      else left = { kind: 'binary', operator, left, right };
    }
    return left;
  }

  #unary(): Node {
    if (this.#take('-')) return { kind: 'negate', of: this.#postfix() };
    if (this.#take('reduce') || this.token === 'foreach') return this.#fold();
    return this.#postfix();
  }

  #fold(): Node {
    const isForeach = this.#take('foreach');
    const of = this.#postfix();
    this.#expect('as');
    const pattern = this.#pattern();
    this.#expect('(');
    const start = this.pipe();
    this.#expect(';');
    const step = this.pipe();
    const show: Node = isForeach && this.#take(';') ? this.pipe() : { kind: 'identity' };
    this.#expect(')');
    return isForeach
      ? { kind: 'foreach', of, pattern, start, step, show }
      : { kind: 'reduce', of, pattern, start, step };
  }

  #postfix(): Node {
    let node = this.#term();
    for (;;) {
      if (this.#take('?')) node = lastStepTried(node);
      else if (/^\.[A-Za-z_]/.test(this.token))
        node = { kind: 'index', of: node, key: literal(this.#next().slice(1)) };
      else if (this.is('.') && /^\s*["[]/.test(this.#rest)) {
        this.#next();
        node =
          this.token === '['
            ? this.#bracket(node)
            : { kind: 'index', of: node, key: this.#string(undefined) };
      } else if (this.token === '[') node = this.#bracket(node);
      else return node;
    }
  }

  #bracket(of: Node): Node {
    this.#expect('[');
    if (this.#take(']')) return { kind: 'iterate', of };
    if (this.#take(':')) {
      const to = this.pipe();
      this.#expect(']');
      return { kind: 'slice', of, from: undefined, to };
    }
    const key = this.pipe();
    if (this.#take(':')) {
      const to = this.token === ']' ? undefined : this.pipe();
      this.#expect(']');
      return { kind: 'slice', of, from: key, to };
    }
    this.#expect(']');
    return { kind: 'index', of, key };
  }

  #term(): Node {
    const { token } = this;
    if (token === '"') return this.#string(undefined);
    if (/^\d|^\.\d/.test(token)) return literal(Number(this.#next()));
    if (token.startsWith('@')) {
      this.#next();
      return this.token === '"' ? this.#string(token) : { kind: 'format', name: token };
    }
    if (token.startsWith('$')) {
      this.#next();
      return { kind: 'variable', name: token.slice(1) };
    }
    if (/^\.[A-Za-z_]/.test(token))
      return { kind: 'index', of: { kind: 'identity' }, key: literal(this.#next().slice(1)) };
    if (this.#take('..')) return { kind: 'recurse' };
    if (this.#take('.')) {
      if (this.token === '"')
        return { kind: 'index', of: { kind: 'identity' }, key: this.#string(undefined) };
      return { kind: 'identity' };
    }
    if (this.#take('(')) {
      const node = this.pipe();
      this.#expect(')');
      return node;
    }
    if (this.#take('[')) {
      if (this.#take(']')) return { kind: 'array', of: undefined };
      const of = this.pipe();
      this.#expect(']');
      return { kind: 'array', of };
    }
    if (this.#take('{')) return this.#object();
    if (this.#take('if')) return this.#if();
    if (this.#take('try')) {
      const of = this.#postfix();
      return { kind: 'try', of, handler: this.#take('catch') ? this.#postfix() : undefined };
    }
    if (token === 'reduce' || token === 'foreach' || token === 'def') {
      if (token === 'def') return this.#define();
      if (token === 'reduce') this.#next();
      return this.#fold();
    }
    if (
      !/^[A-Za-z_]/.test(token) ||
      ['then', 'else', 'elif', 'end', 'and', 'or', 'as', 'catch', 'INVALID_CHARACTER'].includes(token)
    )
      this.fail();
    return this.#call(this.#next());
  }

  #call(name: string): Node {
    if (name === 'null' || name === 'true' || name === 'false')
      return literal(name === 'null' ? null : name === 'true');
    const args: Node[] = [];
    if (this.#take('(')) {
      do args.push(this.pipe());
      while (this.#take(';'));
      this.#expect(')');
    }
    return { kind: 'call', name, args };
  }

  #if(): Node {
    const test = this.pipe();
    this.#expect('then');
    const yes = this.pipe();
    if (this.#take('elif')) return { kind: 'if', test, yes, no: this.#if() };
    this.#expect('else');
    const no = this.pipe();
    this.#expect('end');
    return { kind: 'if', test, yes, no };
  }

  #object(): Node {
    const entries: (readonly [Node, Node])[] = [];
    while (!this.#take('}')) {
      entries.push(this.#entry());
      if (this.token !== '}') this.#expect(',');
    }
    return { kind: 'object', entries };
  }

  #entry(): readonly [Node, Node] {
    const { token } = this;
    let key: Node;
    if (token === '"' || token.startsWith('@')) key = this.#term();
    else if (token.startsWith('$')) {
      this.#next();
      return [literal(token.slice(1)), { kind: 'variable', name: token.slice(1) }];
    } else if (this.#take('(')) {
      key = this.pipe();
      this.#expect(')');
    } else if (/^\w/.test(token)) key = literal(this.#next());
    else this.fail();
    if (!this.#take(':')) return [key, { kind: 'index', of: { kind: 'identity' }, key }];
    let value = this.#unary();
    while (this.#take('|')) value = { kind: 'pipe', left: value, right: this.#unary() };
    return [key, value];
  }

  #pattern(): Pattern {
    if (this.token.startsWith('$')) return { kind: 'name', name: this.#next().slice(1) };
    if (this.#take('[')) {
      const items: Pattern[] = [];
      do items.push(this.#pattern());
      while (this.#take(','));
      this.#expect(']');
      return { kind: 'array', items };
    }
    this.#expect('{');
    const entries: { key: Node; name: string | undefined; value: Pattern | undefined }[] = [];
    do {
      const name = this.token.startsWith('$') ? this.token.slice(1) : undefined;
      let key: Node;
      if (name !== undefined) key = literal(this.#next().slice(1));
      else if (this.token === '"') key = this.#string(undefined);
      else if (this.#take('(')) {
        key = this.pipe();
        this.#expect(')');
      } else key = literal(this.#next());
      entries.push({ key, name, value: this.#take(':') ? this.#pattern() : undefined });
    } while (this.#take(','));
    this.#expect('}');
    return { kind: 'object', entries };
  }

  /** The token is the opening quote. */
  #string(format: string | undefined): Node {
    const parts: (string | Node)[] = [];
    let text = '';
    for (;;) {
      const match = /^(?:[^"\\]+|\\u[0-9a-fA-F]{4}|\\.|")/.exec(this.#rest)?.[0];
      if (match === undefined)
        throw new JqSyntaxError(
          'syntax error, unexpected QQSTRING_TEXT, expecting QQSTRING_END (Unix shell quoting issues?)',
        );
      this.#rest = this.#rest.slice(match.length);
      if (match === '"') break;
      if (match === '\\(') {
        parts.push(text);
        text = '';
        this.#next();
        parts.push(this.pipe());
        if (this.token !== ')') this.fail();
      } else if (match.startsWith('\\u')) text += String.fromCharCode(Number.parseInt(match.slice(2), 16));
      else text += match.startsWith('\\') ? (ESCAPES[match[1] as string] ?? match) : match;
    }
    this.#next();
    return parts.length === 0 ? literal(text) : { kind: 'string', parts: [...parts, text], format };
  }
}

/** `a[]?`: what fails is the last step, for one of the results of `a`; the others go on. */
function lastStepTried(node: Node): Node {
  const isStep = node.kind === 'iterate' || (node.kind === 'index' && node.key.kind === 'literal');
  if (!isStep) return { kind: 'try', of: node, handler: undefined };
  const step: Node = { ...node, of: { kind: 'identity' } };
  return { kind: 'pipe', left: node.of, right: { kind: 'try', of: step, handler: undefined } };
}

function literal(value: Json): Node {
  return { kind: 'literal', value };
}
