// Collects what a word expands to. Every field is kept twice: as text, and as a pattern in which quoted characters have a
// backslash, so that only unquoted ones glob.

import { quotePattern } from './pattern.ts';

export interface Field {
  readonly text: string;
  readonly pattern: string;
  /** Has unquoted text, which may be a pattern. */
  readonly glob: boolean;
}

export class Fields {
  readonly done: Field[] = [];
  readonly #ifs: string;
  readonly #splits: boolean;
  /** Every quoted character has its backslash, as `set -x` shows a pattern. */
  readonly #quotesAll: boolean;
  #text = '';
  #pattern = '';
  #present = false;
  #glob = false;
  #emptyList = false;
  /** Whitespace of IFS was seen: the next text begins a new field. */
  #pendingBreak = false;

  /** `splits` false: one field, whatever comes (assignments, case words, redirect targets of here-strings). */
  constructor(ifs: string | undefined, splits = true, quotesAll = false) {
    this.#ifs = ifs ?? ' \t\n';
    this.#splits = splits;
    this.#quotesAll = quotesAll;
  }

  get ifs(): string {
    return this.#ifs;
  }

  get splits(): boolean {
    return this.#splits;
  }

  quoted(text: string): void {
    this.#begin();
    this.#text += text;
    this.#pattern += this.#quotesAll ? text.replace(/[\s\S]/gu, '\\$&') : quotePattern(text);
    this.#present = true;
  }

  /** Unquoted text of the script itself: not split, but a pattern. */
  literal(text: string): void {
    if (text === '') return;
    this.#begin();
    this.#text += text;
    this.#pattern += text;
    this.#glob = true;
    this.#present = true;
  }

  /** An unquoted expansion: split at IFS. Backslashes in it don't quote for pathname expansion unless a pattern follows. */
  expansion(text: string): void {
    if (!this.#splits) {
      this.#text += text;
      this.#pattern += text;
      if (text !== '') this.#present = true;
      return;
    }
    let start = 0;
    for (let i = 0; i < text.length; i++) {
      const char = text[i] as string;
      if (!this.#ifs.includes(char)) continue;
      this.#addUnquoted(text.slice(start, i));
      start = i + 1;
      if (isSpace(char)) {
        if (this.#present) this.#pendingBreak = true;
      } else this.#delimiter();
    }
    this.#addUnquoted(text.slice(start));
  }

  /**
   * What stands between double quotes is a field even if it is empty, unless a "$@" without elements is in it
   * (`had_quoted_null` in bash's subst.c).
   */
  openQuotes(): () => void {
    this.#begin();
    const [wasPresent, text, fields] = [this.#present, this.#text, this.done.length];
    const outer = this.#emptyList;
    this.#emptyList = false;
    return () => {
      const isEmpty = this.#text === text && this.done.length === fields;
      this.#present = isEmpty && this.#emptyList ? wasPresent : true;
      this.#emptyList = outer;
    };
  }

  /** The elements of "$@": each its own field; the first and the last join what stands beside them. */
  list(elements: readonly string[]): void {
    if (elements.length === 0) this.#emptyList = true;
    elements.forEach((element, i) => {
      if (i > 0) this.breakField();
      this.quoted(element);
    });
  }

  /** The elements of an unquoted $@: each split. */
  splitList(elements: readonly string[]): void {
    const [first] = this.#ifs;
    // They are joined and then split: empty ones are kept where the separator isn't whitespace.
    if (first !== undefined && !isSpace(first)) return this.expansion(elements.join(first));
    elements.forEach((element, i) => {
      if (i > 0 && this.#present) this.breakField();
      this.expansion(element);
    });
  }

  breakField(): void {
    if (this.#present) this.#finish();
    this.#pendingBreak = false;
  }

  end(): Field[] {
    if (this.#present) this.#finish();
    return this.done;
  }

  #addUnquoted(text: string): void {
    if (text === '') return;
    this.#begin();
    this.#text += text;
    this.#pattern += text;
    this.#glob = true;
    this.#present = true;
  }

  /** A character of IFS that isn't whitespace ends a field, an empty one too. */
  #delimiter(): void {
    this.#pendingBreak = false;
    this.#finish();
  }

  #begin(): void {
    if (!this.#pendingBreak) return;
    this.#pendingBreak = false;
    this.#finish();
  }

  #finish(): void {
    this.done.push({ text: this.#text, pattern: this.#pattern, glob: this.#glob });
    this.#text = '';
    this.#pattern = '';
    this.#present = false;
    this.#glob = false;
  }
}

function isSpace(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n';
}
