// Patterns of glob(7), with bash's extglob: parsed once, matched as a regular expression, or by hand if it negates.
// A backslash quotes the next character; whoever builds a pattern from quoted text puts them in (quotePattern).

type Node =
  | { readonly kind: 'char'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'set'; readonly regex: string }
  | { readonly kind: 'group'; readonly operator: string; readonly options: readonly (readonly Node[])[] };

export interface PatternFlags {
  readonly extglob: boolean;
  readonly ignoreCase: boolean;
}

export function quotePattern(text: string): string {
  return /[\\*?[\]!@+()|\-^&]/.test(text) ? text.replace(/[\\*?[\]!@+()|\-^&]/g, '\\$&') : text;
}

/** Has it anything that isn't itself? */
export function isPattern(pattern: string, extglob: boolean): boolean {
  return /(^|[^\\])(\\\\)*([*?]|\[)/.test(pattern) || (extglob && /(^|[^\\])(\\\\)*[?*+@!]\(/.test(pattern));
}

/** The text of a pattern without its backslashes. */
export function unquotePattern(pattern: string): string {
  return pattern.replace(/\\(.)/gs, '$1');
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: '\\p{L}',
  digit: '0-9',
  alnum: '\\p{L}\\p{N}',
  upper: '\\p{Lu}',
  lower: '\\p{Ll}',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`\\{-~',
  print: '\\x20-\\x7e\\u{a0}-\\u{10ffff}',
  graph: '\\x21-\\x7e\\u{a1}-\\u{10ffff}',
  cntrl: '\\x00-\\x1f\\x7f',
  xdigit: '0-9A-Fa-f',
  word: '\\p{L}\\p{N}_',
};

class PatternParser {
  readonly #text: string;
  readonly #extglob: boolean;
  #at = 0;

  constructor(text: string, extglob: boolean) {
    this.#text = text;
    this.#extglob = extglob;
  }

  sequence(ends: string): Node[] {
    const nodes: Node[] = [];
    while (this.#at < this.#text.length && !ends.includes(this.#text[this.#at] as string))
      nodes.push(this.#node());
    return nodes;
  }

  #node(): Node {
    const char = String.fromCodePoint(this.#text.codePointAt(this.#at) as number);
    if (this.#extglob && '?*+@!'.includes(char) && this.#text[this.#at + 1] === '(') {
      const group = this.#group(char);
      if (group) return group;
    }
    this.#at += char.length;
    switch (char) {
      case '*':
        return { kind: 'star' };
      case '?':
        return { kind: 'any' };
      case '[':
        return this.#set() ?? { kind: 'char', text: '[' };
      case '\\': {
        const next = this.#text.codePointAt(this.#at);
        if (next === undefined) return { kind: 'char', text: '\\' };
        const quoted = String.fromCodePoint(next);
        this.#at += quoted.length;
        return { kind: 'char', text: quoted };
      }
      default:
        return { kind: 'char', text: char };
    }
  }

  #group(operator: string): Node | undefined {
    const start = this.#at;
    this.#at += 2;
    const options = [this.sequence('|)')];
    while (this.#text[this.#at] === '|') {
      this.#at++;
      options.push(this.sequence('|)'));
    }
    if (this.#text[this.#at] !== ')') {
      this.#at = start;
      return undefined;
    }
    this.#at++;
    return { kind: 'group', operator, options };
  }

  /** A bracket expression, the `[` taken; nothing is taken if it has no end. */
  #set(): Node | undefined {
    const start = this.#at;
    let i = start;
    const negated = this.#text[i] === '!' || this.#text[i] === '^';
    if (negated) i++;
    let body = '';
    for (let first = true; ; first = false) {
      const char = this.#text[i];
      if (char === undefined || char === '/') return undefined;
      if (char === ']' && !first) break;
      const named = /^\[:(\w+):\]/.exec(this.#text.slice(i));
      const point = /^\[([.=])(.+?)\1\]/.exec(this.#text.slice(i));
      if (named) {
        body += CLASSES[named[1] as string] ?? '';
        i += named[0].length;
      } else if (point) {
        body += escapeInSet(point[2] as string);
        i += point[0].length;
      } else if (char === '-' && !first && this.#text[i + 1] !== ']') {
        body += '-';
        i++;
      } else {
        if (char === '\\' && i + 1 < this.#text.length) i++;
        const one = String.fromCodePoint(this.#text.codePointAt(i) as number);
        body += escapeInSet(one);
        i += one.length;
      }
    }
    this.#at = i + 1;
    return { kind: 'set', regex: `[${negated ? '^' : ''}${body}]` };
  }
}

function escapeInSet(text: string): string {
  return text.replace(/[\\\]^[-]/g, '\\$&');
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function hasNegation(nodes: readonly Node[]): boolean {
  return nodes.some(
    (node) => node.kind === 'group' && (node.operator === '!' || node.options.some(hasNegation)),
  );
}

function regexOf(nodes: readonly Node[], lazy: boolean): string {
  const more = lazy ? '?' : '';
  return nodes
    .map((node) => {
      if (node.kind === 'char') return escapeRegex(node.text);
      if (node.kind === 'any') return '.';
      if (node.kind === 'star') return `.*${more}`;
      if (node.kind === 'set') return node.regex;
      const options = `(?:${node.options.map((option) => regexOf(option, lazy)).join('|')})`;
      if (node.operator === '@') return options;
      return `${options}${node.operator}${more}`;
    })
    .join('');
}

/** Where a match of `nodes[n…]` that begins at `at` may end. Backtracks: only for patterns with `!(…)`. */
function* endsOf(
  nodes: readonly Node[],
  n: number,
  text: string,
  at: number,
  flags: PatternFlags,
): Generator<number> {
  const node = nodes[n];
  if (node === undefined) {
    yield at;
    return;
  }
  for (const end of endsOfNode(node, text, at, flags)) yield* endsOf(nodes, n + 1, text, end, flags);
}

function* endsOfNode(node: Node, text: string, at: number, flags: PatternFlags): Generator<number> {
  if (node.kind === 'star') {
    for (let end = text.length; end >= at; end--) yield end;
    return;
  }
  if (node.kind !== 'group') {
    const char = text.codePointAt(at);
    if (char === undefined) return;
    const one = String.fromCodePoint(char);
    if (compile(regexOf([node], false), flags.ignoreCase).test(one)) yield at + one.length;
    return;
  }
  if (node.operator === '!') {
    for (let end = text.length; end >= at; end--) {
      const part = text.slice(at, end);
      if (!node.options.some((option) => matchesNodes(option, part, flags))) yield end;
    }
    return;
  }
  if (node.operator !== '@' && node.operator !== '+') yield at;
  for (const option of node.options)
    for (const end of endsOf(option, 0, text, at, flags)) {
      yield end;
      const again = node.operator === '*' || node.operator === '+';
      if (again && end > at) yield* endsOfNode({ ...node, operator: '+' }, text, end, flags);
    }
}

function matchesNodes(nodes: readonly Node[], text: string, flags: PatternFlags): boolean {
  for (const end of endsOf(nodes, 0, text, 0, flags)) if (end === text.length) return true;
  return false;
}

const regexes = new Map<string, RegExp>();

function compile(regex: string, ignoreCase: boolean): RegExp {
  const key = `${ignoreCase ? 'i' : ''}${regex}`;
  let found = regexes.get(key);
  if (!found) {
    try {
      found = new RegExp(`^(?:${regex})$`, ignoreCase ? 'sui' : 'su');
    } catch {
      found = /$^/; // A range that runs backwards matches nothing.
    }
    if (regexes.size > 2000) regexes.clear();
    regexes.set(key, found);
  }
  return found;
}

export class Pattern {
  readonly #nodes: readonly Node[];
  readonly #flags: PatternFlags;
  readonly #negates: boolean;

  constructor(pattern: string, flags: PatternFlags) {
    this.#nodes = new PatternParser(pattern, flags.extglob).sequence('');
    this.#flags = flags;
    this.#negates = hasNegation(this.#nodes);
  }

  matches(text: string): boolean {
    return this.#negates
      ? matchesNodes(this.#nodes, text, this.#flags)
      : compile(regexOf(this.#nodes, false), this.#flags.ignoreCase).test(text);
  }

  /** How many characters at the beginning match: the most or the fewest; -1 if none do. */
  prefix(text: string, longest: boolean): number {
    if (this.#negates) return this.#tryAll(text.length, longest, (length) => text.slice(0, length));
    const found = compile(`(${regexOf(this.#nodes, !longest)}).*`, this.#flags.ignoreCase).exec(text);
    return found ? (found[1] as string).length : -1;
  }

  suffix(text: string, longest: boolean): number {
    if (this.#negates)
      return this.#tryAll(text.length, longest, (length) => text.slice(text.length - length));
    const before = longest ? '.*?' : '.*';
    const found = compile(`${before}(${regexOf(this.#nodes, false)})`, this.#flags.ignoreCase).exec(text);
    return found ? (found[1] as string).length : -1;
  }

  /** The longest match that begins at or after `from`. */
  find(text: string, from: number): { at: number; length: number } | undefined {
    if (this.#negates) {
      for (let at = from; at <= text.length; at++) {
        const length = this.prefix(text.slice(at), true);
        if (length >= 0) return { at, length };
      }
      return undefined;
    }
    const regex = new RegExp(regexOf(this.#nodes, false), this.#flags.ignoreCase ? 'gsui' : 'gsu');
    regex.lastIndex = from;
    const found = regex.exec(text);
    return found ? { at: found.index, length: found[0].length } : undefined;
  }

  #tryAll(most: number, longest: boolean, part: (length: number) => string): number {
    for (let i = 0; i <= most; i++) {
      const length = longest ? most - i : i;
      if (matchesNodes(this.#nodes, part(length), this.#flags)) return length;
    }
    return -1;
  }
}

const patterns = new Map<string, Pattern>();

export function compilePattern(pattern: string, flags: PatternFlags): Pattern {
  const key = `${flags.extglob ? 'x' : '-'}${flags.ignoreCase ? 'i' : '-'}${pattern}`;
  let found = patterns.get(key);
  if (!found) {
    found = new Pattern(pattern, flags);
    if (patterns.size > 2000) patterns.clear();
    patterns.set(key, found);
  }
  return found;
}
