// `[…]`: ranges, classes, equivalence classes and collating symbols (of which C.UTF-8 has only single characters).

import { classBody, escapeChar } from './classes.ts';
import { type Flavour, RegexError, type RegexNode } from './node.ts';

const UNMATCHED = 'Unmatched [, [^, [:, [., or [=';
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\u0007',
  b: '\b',
};

interface Bracket {
  readonly node: RegexNode;
  /** After the closing bracket. */
  readonly end: number;
}

/** `at` is after the opening bracket. */
export function parseBracket(pattern: string, at: number, flavour: Flavour): Bracket {
  return new BracketParser(pattern, at, flavour).parse();
}

class BracketParser {
  readonly #pattern: string;
  readonly #flavour: Flavour;
  readonly #start: number;
  #at: number;

  constructor(pattern: string, at: number, flavour: Flavour) {
    this.#pattern = pattern;
    this.#at = at;
    this.#start = at;
    this.#flavour = flavour;
  }

  parse(): Bracket {
    const negated = this.#pattern[this.#at] === '^';
    if (negated) this.#at++;
    const first = this.#at;
    let body = '';
    for (;;) {
      if (this.#at >= this.#pattern.length) throw new RegexError(UNMATCHED);
      if (this.#pattern[this.#at] === ']' && this.#at > first) break;
      body += this.#element();
    }
    this.#at++;
    this.#refuseBareClass();
    if (negated && !this.#flavour.newlines) body += '\\n';
    return { node: { kind: 'set', body, negated }, end: this.#at };
  }

  /** `[:space:]` by itself is a mistake that grep and sed catch (dfa.c). */
  #refuseBareClass(): void {
    const whole = this.#pattern.slice(this.#start, this.#at - 1);
    if (this.#flavour.gnuEscapes && /^:.*:$/s.test(whole) && whole.length > 2)
      throw new RegexError('character class syntax is [[:space:]], not [:space:]');
  }

  #element(): string {
    const named = this.#named(':');
    if (named !== undefined) {
      const body = classBody(named, this.#flavour.octets);
      if (body === undefined) throw new RegexError('Invalid character class name');
      return body;
    }
    const low = this.#endpoint();
    if (this.#pattern[this.#at] !== '-' || this.#pattern[this.#at + 1] === ']') return escapeChar(low);
    if (this.#at + 1 >= this.#pattern.length) throw new RegexError(UNMATCHED);
    this.#at++;
    const high = this.#endpoint();
    // glibc's C.UTF-8 knows an order only among ASCII.
    if (!this.#flavour.octets && /[^\0-\x7f]/.test(low + high))
      throw new RegexError('Invalid collation character');
    if ((low.codePointAt(0) ?? 0) > (high.codePointAt(0) ?? 0)) throw new RegexError('Invalid range end');
    return `${escapeChar(low)}-${escapeChar(high)}`;
  }

  #endpoint(): string {
    const symbol = this.#named('.') ?? this.#named('=');
    if (symbol !== undefined) {
      if (Array.from(symbol).length !== 1) throw new RegexError('Invalid collation character');
      return symbol;
    }
    const char = String.fromCodePoint(this.#pattern.codePointAt(this.#at) as number);
    this.#at += char.length;
    if (char !== '\\' || !this.#flavour.escapesInBrackets) return char;
    const next = this.#pattern[this.#at];
    if (next === undefined) return char;
    this.#at++;
    return ESCAPES[next] ?? next;
  }

  /** `[:name:]`, `[.x.]`, `[=x=]`. */
  #named(mark: string): string | undefined {
    if (!this.#pattern.startsWith(`[${mark}`, this.#at)) return undefined;
    const end = this.#pattern.indexOf(`${mark}]`, this.#at + 2);
    if (end < 0) {
      if (mark === ':') return undefined;
      throw new RegexError(UNMATCHED);
    }
    const name = this.#pattern.slice(this.#at + 2, end);
    this.#at = end + 2;
    return name;
  }
}
