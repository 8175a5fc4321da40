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
  #text = '';
  #pattern = '';
  #present = false;
  #glob = false;
  /** Whitespace of IFS was seen: the next text begins a new field. */
  #pendingBreak = false;

  /** `splits` false: one field, whatever comes (assignments, case words, redirect targets of here-strings). */
  constructor(ifs: string | undefined, splits = true) {
    this.#ifs = ifs ?? ' \t\n';
    this.#splits = splits;
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
    this.#pattern += quotePattern(text);
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

  /** The elements of "$@": each its own field; the first and the last join what stands beside them. */
  list(elements: readonly string[]): void {
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
