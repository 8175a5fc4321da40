// Parses text with unbash, and remembers: a loop's `eval`, a here-document's body or a `${a[b]}` are parsed once.

import { parse, type ParsedScript, type Word, type WordPart } from 'unbash';

const LIMIT = 2000;

class Memory<T> {
  readonly #known = new Map<string, T>();
  readonly #make: (text: string) => T;

  constructor(make: (text: string) => T) {
    this.#make = make;
  }

  get(text: string): T {
    let found = this.#known.get(text);
    if (found === undefined) {
      found = this.#make(text);
      if (this.#known.size >= LIMIT) this.#known.clear();
      this.#known.set(text, found);
    }
    return found;
  }
}

const scripts = new Memory<ParsedScript>((text) => parse(text));

export function parseScript(text: string): ParsedScript {
  return scripts.get(text);
}

export function noParts(text: string): Word {
  return { type: 'Word', text, value: text, pos: 0, end: text.length };
}

const words = new Memory<Word>((text) => {
  if (text === '') return noParts('');
  const command = parse(`: ${text}`).commands[0]?.command;
  const word = command?.type === 'Command' ? command.args[0] : undefined;
  return word?.type === 'Word' && word.end - word.pos === text.length ? word : noParts(text);
});

/** Text that is one word, as it would be written on a command line. */
export function parseWord(text: string): Word {
  return words.get(text);
}

const documents = new Memory<readonly WordPart[]>((text) => {
  const end = 'PACKETWALK_END_OF_TEXT';
  const command = parse(`: <<${end}\n${text}\n${end}\n`).commands[0]?.command;
  const redirect = command?.type === 'Command' ? command.redirects[0] : undefined;
  if (redirect?.type !== 'HereDoc') return [];
  const literal: WordPart = {
    type: 'Literal',
    text: `${text}\n`,
    value: `${text}\n`,
    pos: 0,
    end: text.length,
  };
  const parts = [...(redirect.body.parts ?? [literal])];
  const last = parts.at(-1);
  // Without the newline that the here-document needed.
  if (last?.type === 'Literal' && last.text.endsWith('\n'))
    parts[parts.length - 1] = { ...last, text: last.text.slice(0, -1), value: last.value.slice(0, -1) };
  return parts;
});

/** Text as between double quotes, where double quotes themselves are ordinary (here-documents, arithmetic). */
export function parseDocument(text: string): readonly WordPart[] {
  return documents.get(text);
}
