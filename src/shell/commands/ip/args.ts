// A command line, word by word, and what iproute2 says about words that it doesn't understand (lib/utils.c).

/**
 * exit(3) in the middle of parsing. An exception, against the style's rule, because that is what iproute2 does: deep in its
 * parsers it leaves the process, which ends a whole `-batch`, too.
 */
export class Exit extends Error {
  readonly status: number;
  /** For standard error. */
  readonly text: string;
  /** Does it leave the process, rather than the command? A batch goes on after the latter. */
  readonly leaves: boolean;

  constructor(status: number, text: string, leaves = status !== 1 && status !== 2) {
    super(text);
    this.status = status;
    this.text = text;
    this.leaves = leaves;
  }
}

/** Is `word` the beginning of `keyword`? The empty word is the beginning of everything. */
export function matches(word: string, keyword: string): boolean {
  return keyword.startsWith(word);
}

export class Args {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  get more(): boolean {
    return this.#at < this.#words.length;
  }

  /** The word that is looked at. */
  get word(): string {
    return this.#words[this.#at] ?? '';
  }

  get left(): readonly string[] {
    return this.#words.slice(this.#at);
  }

  /** Goes on to the next word, which must be there (NEXT_ARG). */
  next(): string {
    this.#at++;
    if (!this.more) throw incomplete();
    return this.word;
  }

  /** The word that is looked at; goes on behind it. */
  take(): string {
    const { word } = this;
    this.#at++;
    return word;
  }

  skip(): void {
    this.#at++;
  }

  /** Is the word this one, in full? */
  is(...keywords: readonly string[]): boolean {
    return keywords.includes(this.word);
  }

  /** Is the word the beginning of one of these? */
  starts(...keywords: readonly string[]): boolean {
    return keywords.some((keyword) => matches(this.word, keyword));
  }
}

export function incomplete(): Exit {
  return new Exit(255, 'Command line is not complete. Try option "help"\n');
}

/** invarg; some of iproute2's texts have a line feed of their own at the end. */
export function wrong(argument: string, message: string): Exit {
  return new Exit(255, `Error: argument "${argument}" is wrong: ${message}\n`);
}

export function duplicate(key: string, argument: string): Exit {
  return new Exit(255, `Error: duplicate "${key}": "${argument}" is the second value.\n`);
}

export function garbage(key: string, argument: string): Exit {
  return new Exit(255, `Error: either "${key}" is duplicate, or "${argument}" is a garbage.\n`);
}

export function unknownCommand(word: string, help: string): Exit {
  return new Exit(255, `Command "${word}" is unknown, try "${help} help".\n`);
}

export function noDevice(name: string, status = 1): Exit {
  return new Exit(status, `Cannot find device "${name}"\n`);
}

/** `on` or `off`. */
export function onOff(args: Args, key: string): boolean {
  const word = args.next();
  if (word === 'on' || word === 'off') return word === 'on';
  throw new Exit(1, `Error: argument of "${key}" must be "on" or "off", not "${word}"\n`);
}

/** get_unsigned: decimal, 0x… or 0…; undefined for anything else, and above `max`. */
export function parseUnsigned(text: string, max = 0xffffffff): number | undefined {
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(text)) return undefined;
  const octal = /^0[0-7]+$/.test(text);
  const value = octal ? Number.parseInt(text, 8) : Number(text);
  return value <= max ? value : undefined;
}

/** A number, or exit with `message`. */
export function unsigned(text: string, message: string, max?: number): number {
  const value = parseUnsigned(text, max);
  if (value === undefined) throw wrong(text, message);
  return value;
}
