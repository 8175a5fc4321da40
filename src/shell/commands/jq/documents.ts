// jq's own JSON parser, fed with text as it comes: documents one after the other, and its errors with line and column.

import { JqError } from './paths.ts';
import type { Json } from './tree.ts';

/** An unfinished value: a list, an object, or the key whose value comes next. */
type Open = Json[] | Map<string, Json> | { readonly key: string };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
  '/': '/',
};

export class DocumentParser {
  /** Documents that are complete. */
  readonly ready: Json[] = [];
  readonly #open: Open[] = [];
  #value: Json | undefined;
  #word = '';
  #string: string | undefined;
  #isEscaped = false;
  #line = 1;
  #column = 0;

  /** Takes more text; what is wrong with it, if anything. */
  feed(text: string): string | undefined {
    for (const char of text) {
      this.#column++;
      if (char === '\n') {
        this.#line++;
        this.#column = 0;
      }
      const problem = this.#take(char);
      if (problem !== undefined) return `${problem} at line ${this.#line}, column ${this.#column}`;
    }
    return undefined;
  }

  /** The text has ended. */
  end(): string | undefined {
    const problem = this.#finish();
    return problem === undefined
      ? undefined
      : `${problem} at EOF at line ${this.#line}, column ${this.#column}`;
  }

  #finish(): string | undefined {
    if (this.#string !== undefined) return 'Unfinished string';
    const problem = this.#endWord();
    if (problem !== undefined) return problem;
    if (this.#open.length > 0) return 'Unfinished JSON term';
    this.#emit();
    return undefined;
  }

  #take(char: string): string | undefined {
    if (this.#string !== undefined) return this.#inString(char);
    if (!'[]{},:" \t\r\n'.includes(char)) {
      this.#word += char;
      return undefined;
    }
    const problem = this.#endWord();
    if (problem !== undefined) return problem;
    if (char === '"') this.#string = '';
    else if (' \t\r\n'.includes(char)) {
      if (this.#open.length === 0) this.#emit();
    } else return this.#mark(char);
    return undefined;
  }

  #inString(char: string): string | undefined {
    if (char === '"' && !this.#isEscaped) {
      const text = unescaped(this.#string as string);
      this.#string = undefined;
      return text === undefined ? 'Invalid escape' : this.#give(text);
    }
    this.#string += char;
    this.#isEscaped = !this.#isEscaped && char === '\\';
    return undefined;
  }

  #emit(): void {
    if (this.#value !== undefined) this.ready.push(this.#value);
    this.#value = undefined;
  }

  #give(value: Json): string | undefined {
    if (this.#value !== undefined && this.#open.length > 0) return 'Expected separator between values';
    this.#emit();
    this.#value = value;
    return undefined;
  }

  #endWord(): string | undefined {
    const word = this.#word;
    if (word === '') return undefined;
    this.#word = '';
    if (word === 'null' || word === 'true' || word === 'false')
      return this.#give(word === 'null' ? null : word === 'true');
    // What begins as a word, but isn't all of it.
    if (/^[tfn]/.test(word)) return 'Invalid literal';
    if (!NUMBER.test(word)) return 'Invalid numeric literal';
    return this.#give(Number(word));
  }

  #mark(char: string): string | undefined {
    const top = this.#open.at(-1);
    switch (char) {
      case '[':
      case '{':
        if (this.#value !== undefined) {
          if (this.#open.length > 0) return 'Expected separator between values';
          this.#emit();
        }
        this.#open.push(char === '[' ? [] : new Map());
        return undefined;
      case ':':
        if (this.#value === undefined) return "Expected string key before ':'";
        if (!(top instanceof Map)) return "':' not as part of an object";
        if (typeof this.#value !== 'string') return 'Object keys must be strings';
        this.#open.push({ key: this.#value });
        this.#value = undefined;
        return undefined;
      case ',':
        return this.#comma(top);
      default:
        return this.#close(char, top);
    }
  }

  #comma(top: Open | undefined): string | undefined {
    if (this.#value === undefined) return "Expected value before ','";
    if (top === undefined) return "',' not as part of an object or array";
    if (top instanceof Map) return 'Objects must consist of key:value pairs';
    if (Array.isArray(top)) top.push(this.#value);
    else this.#set(top.key);
    this.#value = undefined;
    return undefined;
  }

  #set(key: string): void {
    this.#open.pop();
    (this.#open.at(-1) as Map<string, Json>).set(key, this.#value ?? null);
  }

  #close(char: string, top: Open | undefined): string | undefined {
    if (char === ']') {
      if (!Array.isArray(top)) return "Unmatched ']'";
      if (this.#value !== undefined) top.push(this.#value);
      else if (top.length > 0) return 'Expected another array element';
    } else if (this.#value !== undefined) {
      if (top === undefined) return "Unmatched '}'";
      if (top instanceof Map || Array.isArray(top)) return 'Objects must consist of key:value pairs';
      this.#set(top.key);
    } else if (!(top instanceof Map)) return "Unmatched '}'";
    else if (top.size > 0) return 'Expected another key-value pair';
    const done = this.#open.pop() as Json;
    this.#value = undefined;
    const problem = this.#give(done);
    if (this.#open.length === 0) this.#emit();
    return problem;
  }
}

function unescaped(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  let isSound = true;
  const plain = text.replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (_, escape: string) => {
    if (escape.length > 1) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    const char = ESCAPES[escape];
    isSound &&= char !== undefined;
    return char ?? '';
  });
  return isSound ? plain : undefined;
}

/** A text that is one document, or jq's complaint about it. */
export function parseJson(text: string): Json {
  const parser = new DocumentParser();
  const problem = parser.feed(text) ?? parser.end();
  if (problem !== undefined) throw new JqError(`${problem} (while parsing '${text}')`);
  if (parser.ready.length > 1) throw new JqError(`Unexpected extra JSON values (while parsing '${text}')`);
  return parser.ready[0] ?? null;
}
