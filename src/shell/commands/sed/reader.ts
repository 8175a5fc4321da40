// A script as it is read: the pieces that -e and -f give, joined by newlines, and where in them something is wrong.

export interface Fragment {
  readonly text: string;
  /** A script file; undefined for -e. */
  readonly file?: string;
}

/** The message without `sed: `. */
export class SedError extends Error {
  readonly status: number;

  constructor(message: string, status = 1) {
    super(message);
    this.status = status;
  }
}

interface Piece extends Fragment {
  readonly start: number;
  readonly expression: number;
}

export class ScriptReader {
  readonly text: string;
  readonly #pieces: readonly Piece[];
  at = 0;

  constructor(fragments: readonly Fragment[]) {
    let start = 0;
    let expression = 0;
    this.#pieces = fragments.map((fragment) => {
      if (fragment.file === undefined) expression++;
      const piece = { ...fragment, start, expression };
      start += fragment.text.length + 1;
      return piece;
    });
    this.text = fragments.map(({ text }) => text).join('\n');
  }

  /** The next character; undefined at the end, where nothing is counted any more. */
  next(): string | undefined {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return undefined;
    const char = String.fromCodePoint(code);
    this.at += char.length;
    return char;
  }

  peek(): string | undefined {
    return this.text[this.at];
  }

  skipBlanks(): void {
    while (this.peek() === ' ' || this.peek() === '\t') this.at++;
  }

  skipSpace(): void {
    while (/^[\s]$/.test(this.peek() ?? '')) this.at++;
  }

  number(): number | undefined {
    const match = /^\d+/.exec(this.text.slice(this.at, this.at + 20));
    if (!match) return undefined;
    this.at += match[0].length;
    return Number(match[0]);
  }

  /** What was read so far ends in a mistake. */
  fail(message: string): never {
    const piece = this.#pieces.findLast(({ start }) => start < this.at) ?? this.#pieces[0];
    if (!piece) throw new SedError(message);
    const read = this.at - piece.start;
    if (piece.file === undefined)
      throw new SedError(`-e expression #${piece.expression}, char ${read}: ${message}`);
    const line = piece.text.slice(0, Math.max(read - 1, 0)).split('\n').length;
    throw new SedError(`file ${piece.file} line ${line}: ${message}`);
  }

  /** The whole script lacks something. */
  failAtEnd(message: string): never {
    const piece = this.#pieces[0];
    const where = piece?.file === undefined ? '-e expression #1, char 0' : `file ${piece.file} line 0`;
    throw new SedError(`${where}: ${message}`);
  }
}
