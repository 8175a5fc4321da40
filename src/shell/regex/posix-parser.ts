// POSIX basic and extended regular expressions with GNU's extensions (regex(7), glibc's regcomp.c and grep's dfa.c for what
// each of them says about a wrong one).

import { parseBracket } from './bracket.ts';
import { wordBody, classBody } from './classes.ts';
import { type Assertion, type Flavour, RegexError, type RegexNode } from './node.ts';

/** RE_DUP_MAX. */
const MOST_REPEATS = 32_767;

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  '<': 'word-start',
  '>': 'word-end',
  b: 'boundary',
  B: 'not-boundary',
  '`': 'text-start',
  "'": 'text-end',
};
const AWK_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\u0007',
  b: '\b',
};
const EMPTY: RegexNode = { kind: 'sequence', items: [] };

export interface ParsedRegex {
  readonly node: RegexNode;
  readonly groups: number;
  /** What grep warns of. */
  readonly warnings: readonly string[];
  readonly backReferences: boolean;
}

export function parsePosix(pattern: string, flavour: Flavour): ParsedRegex {
  return new PosixParser(pattern, flavour).parse();
}

class PosixParser {
  readonly #pattern: string;
  readonly #flavour: Flavour;
  readonly #warnings: string[] = [];
  readonly #closed = new Set<number>();
  #at = 0;
  #groups = 0;
  #depth = 0;
  #back = false;

  constructor(pattern: string, flavour: Flavour) {
    this.#pattern = pattern;
    this.#flavour = flavour;
  }

  parse(): ParsedRegex {
    const node = this.#alternatives();
    return { node, groups: this.#groups, warnings: this.#warnings, backReferences: this.#back };
  }

  #is(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at);
  }

  /** An operator: plain in extended expressions, with a backslash in basic ones. */
  #isOperator(operator: string): boolean {
    return this.#is(this.#flavour.extended ? operator : `\\${operator}`);
  }

  #take(operator: string): boolean {
    if (!this.#isOperator(operator)) return false;
    this.#at += this.#flavour.extended ? 1 : 2;
    return true;
  }

  #alternatives(): RegexNode {
    const branches = [this.#branch()];
    while (this.#take('|')) branches.push(this.#branch());
    return branches.length === 1 ? (branches[0] as RegexNode) : { kind: 'alternatives', branches };
  }

  #branch(): RegexNode {
    const items: RegexNode[] = [];
    while (this.#at < this.#pattern.length && !this.#isOperator('|')) {
      if (this.#isOperator(')')) {
        if (this.#depth > 0) break;
        const { extended, lenient, loneParenthesis = lenient } = this.#flavour;
        if (!extended || !loneParenthesis) throw new RegexError('Unmatched ) or \\)');
      }
      const isStart = items.every((item) => item.kind === 'assertion' && item.assertion === 'line-start');
      items.push(this.#repeated(this.#atom(isStart, items.length)));
    }
    return items.length === 1 ? (items[0] as RegexNode) : { kind: 'sequence', items };
  }

  #repeated(atom: RegexNode): RegexNode {
    let node = atom;
    // In basic expressions an anchor takes no repetition: in `^*` the star is a star.
    if (!this.#flavour.extended && atom.kind === 'assertion' && atom.assertion === 'line-start') return node;
    for (let bounds = this.#repetition(); bounds; bounds = this.#repetition()) {
      node = { kind: 'repeat', node, min: bounds[0], max: bounds[1] };
    }
    return node;
  }

  #repetition(): readonly [number, number] | undefined {
    if (this.#is('*')) {
      this.#at++;
      return [0, Number.POSITIVE_INFINITY];
    }
    if ((this.#flavour.extended || this.#flavour.gnuEscapes) && this.#take('+'))
      return [1, Number.POSITIVE_INFINITY];
    if ((this.#flavour.extended || this.#flavour.gnuEscapes) && this.#take('?')) return [0, 1];
    return this.#flavour.intervals && this.#isOperator('{') ? this.#interval() : undefined;
  }

  #interval(): readonly [number, number] | undefined {
    const { extended, lenient } = this.#flavour;
    const from = this.#at + (extended ? 1 : 2);
    const end = extended ? '}' : '\\}';
    const match = /^(\d*)(,?)(\d*)/.exec(this.#pattern.slice(from)) as RegExpExecArray;
    const [whole, low = '', comma, high = ''] = match;
    const closes = this.#pattern.startsWith(end, from + whole.length);
    if (!closes || whole === '') {
      if (extended && lenient) return undefined;
      const reached = from + whole.length >= this.#pattern.length;
      throw new RegexError(reached ? 'Unmatched \\{' : 'Invalid content of \\{\\}');
    }
    const min = Number(low);
    const max = comma === '' ? min : high === '' ? Number.POSITIVE_INFINITY : Number(high);
    if (min > max) throw new RegexError('Invalid content of \\{\\}');
    if (min > MOST_REPEATS || (max > MOST_REPEATS && high !== ''))
      throw new RegexError('Regular expression too big');
    this.#at = from + whole.length + end.length;
    return [min, max];
  }

  #atom(isStart: boolean, index: number): RegexNode {
    const { extended } = this.#flavour;
    if (this.#is('*') && isStart) return this.#leadingStar('*');
    if (extended && isStart && (this.#is('+') || this.#is('?')))
      return this.#leadingStar(this.#pattern[this.#at] as string);
    if (isStart && index === 0 && this.#flavour.intervals && this.#isOperator('{'))
      return this.#leadingBrace();
    if (this.#is('[')) {
      const { node, end } = parseBracket(this.#pattern, this.#at + 1, this.#flavour);
      this.#at = end;
      return node;
    }
    if (this.#isOperator('(')) return this.#group();
    const char = String.fromCodePoint(this.#pattern.codePointAt(this.#at) as number);
    this.#at += char.length;
    if (char === '\\') return this.#escape();
    if (char === '.') return { kind: 'any' };
    if (char === '^' && (extended || index === 0)) return { kind: 'assertion', assertion: 'line-start' };
    if (char === '$' && (extended || this.#endsBranch())) return { kind: 'assertion', assertion: 'line-end' };
    return { kind: 'char', char };
  }

  /** Nothing to repeat: basic expressions take the star literally, grep -E warns and forgets it, sed -E refuses. */
  #leadingStar(char: string): RegexNode {
    if (!this.#flavour.extended) {
      this.#at++;
      return { kind: 'char', char };
    }
    if (!this.#flavour.lenient) throw new RegexError('Invalid preceding regular expression');
    this.#at++;
    this.#warnings.push(`${char} at start of expression`);
    return EMPTY;
  }

  #leadingBrace(): RegexNode {
    if (!this.#flavour.lenient) throw new RegexError('Invalid preceding regular expression');
    const start = this.#at;
    if (this.#flavour.extended && this.#interval()) {
      this.#warnings.push('{...} at start of expression');
      return EMPTY;
    }
    this.#at = start + (this.#flavour.extended ? 1 : 2);
    return { kind: 'char', char: '{' };
  }

  #endsBranch(): boolean {
    return this.#at >= this.#pattern.length || this.#is('\\)') || this.#is('\\|');
  }

  #group(): RegexNode {
    this.#at += this.#flavour.extended ? 1 : 2;
    const group = ++this.#groups;
    this.#depth++;
    const node = this.#alternatives();
    this.#depth--;
    if (!this.#take(')')) throw new RegexError('Unmatched ( or \\(');
    this.#closed.add(group);
    return { kind: 'group', node };
  }

  #escape(): RegexNode {
    const { octets, gnuEscapes } = this.#flavour;
    if (this.#at >= this.#pattern.length) {
      if (!gnuEscapes) return { kind: 'char', char: '\\' };
      throw new RegexError('Trailing backslash');
    }
    const char = String.fromCodePoint(this.#pattern.codePointAt(this.#at) as number);
    this.#at += char.length;
    if (!gnuEscapes) return this.#awkEscape(char);
    if (/[1-9]/.test(char)) return this.#backReference(Number(char));
    const assertion = ASSERTIONS[char];
    if (assertion) return { kind: 'assertion', assertion };
    if (char === 'w' || char === 'W') return { kind: 'set', body: wordBody(octets), negated: char === 'W' };
    if (char === 's' || char === 'S')
      return { kind: 'set', body: classBody('space', octets) ?? '', negated: char === 'S' };
    return { kind: 'char', char };
  }

  #awkEscape(char: string): RegexNode {
    const octal = /^[0-7]{1,3}/.exec(this.#pattern.slice(this.#at - 1));
    if (!octal) return { kind: 'char', char: AWK_ESCAPES[char] ?? char };
    this.#at += octal[0].length - 1;
    return { kind: 'char', char: String.fromCharCode(Number.parseInt(octal[0], 8) & 0xff) };
  }

  #backReference(group: number): RegexNode {
    if (!this.#closed.has(group)) throw new RegexError('Invalid back reference');
    this.#back = true;
    return { kind: 'back', group };
  }
}
