// Perl-compatible expressions (grep -P, jq's test and match) in JavaScript's notation, which is close to Perl's.
// Left out: recursion, conditionals, callouts, \G, \X, (*VERBS), free spacing (?x).

import { classBody, escapeChar } from './classes.ts';
import { RegexError } from './node.ts';

const PLAIN: Readonly<Record<string, string>> = {
  d: '\\d',
  D: '\\D',
  s: '\\s',
  S: '\\S',
  w: '[_\\p{L}\\p{N}]',
  W: '[^_\\p{L}\\p{N}]',
  h: '[ \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  H: '[^ \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  v: '[\\n-\\r\\u0085\\u2028\\u2029]',
  R: '(?:\\r\\n|[\\n-\\r\\u0085\\u2028\\u2029])',
  N: '[^\\n]',
  A: '(?<![^])',
  z: '(?![^])',
  Z: '(?=\\n?(?![^]))',
  b: '\\b',
  B: '\\B',
  n: '\\n',
  t: '\\t',
  r: '\\r',
  f: '\\f',
  a: '\\x07',
  e: '\\x1b',
  K: '(?<KEEP>)',
};
/** What `\w` and the like are inside brackets. */
const IN_SET: Readonly<Record<string, string>> = {
  ...PLAIN,
  w: '_\\p{L}\\p{N}',
  h: ' \\t\\u00a0',
  v: '\\n-\\r',
  b: '\\x08',
};

interface Translated {
  readonly source: string;
  readonly groups: number;
}

export function translatePcre(pattern: string): Translated {
  return new PcreTranslator(pattern).translate();
}

class PcreTranslator {
  readonly #pattern: string;
  #at = 0;
  #out = '';
  #groups = 0;
  #atomics = 0;
  #open: string[] = [];
  /** Perl's group numbers, where atomic groups have shifted JavaScript's. */
  readonly #numbers: number[] = [0];

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  translate(): Translated {
    while (this.#at < this.#pattern.length) this.#step();
    if (this.#open.length > 0) throw new RegexError('missing closing parenthesis');
    return { source: this.#out, groups: this.#groups };
  }

  #take(regex: RegExp): RegExpExecArray | undefined {
    const match = regex.exec(this.#pattern.slice(this.#at));
    if (!match) return undefined;
    this.#at += match[0].length;
    return match;
  }

  #step(): void {
    const char = String.fromCodePoint(this.#pattern.codePointAt(this.#at) as number);
    if (char === '\\') this.#escape();
    else if (char === '[') this.#set();
    else if (char === '(') this.#group();
    else if (char === ')') this.#close();
    else if (
      char === '*' ||
      char === '+' ||
      char === '?' ||
      /^\{\d*,?\d*\}/.test(this.#pattern.slice(this.#at))
    )
      this.#quantifier();
    else {
      this.#at += char.length;
      if (char === '.') this.#out += '[^\\n]';
      else if (char === '^') this.#out += '(?<![^])';
      else if (char === '$') this.#out += '(?=\\n?(?![^]))';
      else if (char === '|') this.#out += '|';
      else this.#out += escapeChar(char);
    }
  }

  #close(): void {
    const end = this.#open.pop();
    if (end === undefined) throw new RegexError('unmatched closing parenthesis');
    this.#out += end;
    this.#at++;
  }

  #quantifier(): void {
    const [, repeat = '', mode = ''] = this.#take(/^([*+?]|\{\d*,?\d*\})([?+]?)/) as RegExpExecArray;
    if (this.#out === '' || /(?:^|[^\\])[(|]$/.test(this.#out))
      throw new RegexError('quantifier does not follow a repeatable item');
    if (/^\{,?\}$|^\{,/.test(repeat)) this.#out += escapeAll(repeat);
    // Simplified: a possessive quantifier gives back like a greedy one.
    else this.#out += repeat + (mode === '?' ? '?' : '');
  }

  #group(): void {
    if (this.#take(/^\(\?#[^)]*\)/)) return;
    const atomic = this.#take(/^\(\?>/);
    if (atomic) {
      const name = `ATOMIC${++this.#atomics}`;
      this.#numbers.push(0);
      this.#numbers.pop();
      this.#out += `(?=(?<${name}>`;
      this.#open.push(`))\\k<${name}>`);
      return;
    }
    const flags = this.#take(/^\(\?([a-z]*)(?:-([a-z]+))?\)/);
    if (flags) {
      this.#modifiers(flags);
      return;
    }
    this.#open.push(')');
    const special = this.#take(/^\(\?(?:[:=!]|<[=!]|[a-z-]+:)/);
    if (special) {
      this.#out += special[0];
      return;
    }
    const named = this.#take(/^\(\?P?<(\w+)>/) ?? this.#take(/^\(\?'(\w+)'/);
    this.#numbers.push(++this.#groups + this.#atomics);
    this.#out += named ? `(?<${named[1]}>` : '(';
    if (!named) this.#at++;
  }

  /** `(?i)` holds to the end of its group: JavaScript has only `(?i:…)`. */
  #modifiers([, on = '', off = '']: RegExpExecArray): void {
    const known = (letters: string) => letters.replace(/[^ims]/g, '');
    const text = known(off) === '' ? known(on) : `${known(on)}-${known(off)}`;
    this.#out += text === '' ? '(?:' : `(?${text}:`;
    const end = this.#open.pop();
    if (end === undefined) {
      // At the top: closed when the pattern ends.
      const rest = new PcreTranslator(this.#pattern.slice(this.#at)).translate();
      this.#out += `${rest.source})`;
      this.#groups += rest.groups;
      this.#at = this.#pattern.length;
    } else this.#open.push(`)${end}`);
  }

  #escape(): void {
    const quoted = this.#take(/^\\Q([^]*?)(?:\\E|$)/);
    if (quoted) {
      this.#out += escapeAll(quoted[1] as string);
      return;
    }
    const property = this.#take(/^\\[pP](?:\{\^?\w+\}|\w)/);
    if (property) {
      this.#out += property[0].replace(/^(\\[pP])(\w)$/, '$1{$2}');
      return;
    }
    const named = this.#take(/^\\k(?:\{(\w+)\}|<(\w+)>|'(\w+)')/) ?? this.#take(/^\\g\{([a-z]\w*)\}/i);
    if (named) {
      this.#out += `\\k<${named[1] ?? named[2] ?? named[3]}>`;
      return;
    }
    const back = this.#take(/^\\(?:g\{?)?([1-9]\d?)\}?/);
    if (back) {
      const number = Number(back[1]);
      if (number > this.#groups) throw new RegexError('reference to non-existent subpattern');
      this.#out += `(?:\\${this.#numbers[number]})`;
      return;
    }
    this.#out += this.#character(PLAIN);
  }

  #character(table: Readonly<Record<string, string>>): string {
    const hex = this.#take(/^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{1,2}))/);
    if (hex) return escapeChar(String.fromCodePoint(Number.parseInt(hex[1] ?? hex[2] ?? '0', 16)));
    const octal = this.#take(/^\\0([0-7]{0,2})/);
    if (octal) return escapeChar(String.fromCharCode(Number.parseInt(`0${octal[1]}`, 8)));
    const letter = this.#take(/^\\([^])/u)?.[1];
    if (letter === undefined) throw new RegexError('\\ at end of pattern');
    const plain = table[letter];
    if (plain !== undefined) return plain;
    if (/[A-Za-z]/.test(letter)) throw new RegexError('unrecognized character follows \\');
    return escapeChar(letter);
  }

  #set(): void {
    const negated = this.#take(/^\[(\^?)/)?.[1] === '^';
    let body = '';
    for (let isFirst = true; ; isFirst = false) {
      const char = this.#pattern.codePointAt(this.#at);
      if (char === undefined) throw new RegexError('missing terminating ] for character class');
      const text = String.fromCodePoint(char);
      if (text === ']' && !isFirst) break;
      const named = this.#take(/^\[:(\^?)(\w+):\]/);
      if (named) {
        const inside = classBody(named[2] as string, false);
        if (inside === undefined) throw new RegexError('unknown POSIX class name');
        body += inside;
      } else if (text === '\\') body += this.#inSet();
      else {
        this.#at += text.length;
        const next = this.#pattern[this.#at];
        body +=
          text === '-' && !isFirst && next !== ']' && !/\\[dwsDWShv]$/.test(body) ? '-' : escapeChar(text);
      }
    }
    this.#at++;
    this.#out += `[${negated ? '^' : ''}${body}]`;
  }

  #inSet(): string {
    const property = this.#take(/^\\[pP](?:\{\w+\}|\w)/);
    return property ? property[0].replace(/^(\\[pP])(\w)$/, '$1{$2}') : this.#character(IN_SET);
  }
}

function escapeAll(text: string): string {
  return Array.from(text, escapeChar).join('');
}
