// The words of a jq filter, and jq's errors about its syntax.

/** What is wrong with a filter; `at` is where. */
export class JqSyntaxError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const TOKEN =
  /"|\.\.|\?\/\/=?|\/\/=|\|=|\+=|-=|\*=|\/=|%=|==|!=|<=|>=|\/\/|@\w+|\$(?:__loc__\b|[A-Za-z_]\w*(?:::\w+)*)|\.[A-Za-z_]\w*|[A-Za-z_]\w*(?:::\w+)*|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[|,.[\](){}:;?=<>+\-*/%$]/y;
const SPACE = /(?:\s+|#[^\n]*)*/y;
const STRING_PIECE = /[^"\\]+|\\u[0-9a-fA-F]{4}|\\[^]|"/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
const KEYWORDS =
  'as def if then else elif end and or not reduce foreach try catch label import include __loc__';

export function isKeyword(word: string): boolean {
  return word !== 'not' && KEYWORDS.split(' ').includes(word);
}

export class Lexer {
  readonly #source: string;
  #next = 0;
  /** The word that is looked at; '' at the end. */
  token = '';
  /** Where it begins. */
  at = 0;
  #last = 0;
  readonly #open: string[] = [];

  constructor(source: string) {
    this.#source = source;
    this.next();
  }

  /** Goes on to the next word, and gives the one that was. */
  next(): string {
    const before = this.token;
    if (before !== '') this.#last = this.at;
    SPACE.lastIndex = this.#next;
    SPACE.exec(this.#source);
    this.at = SPACE.lastIndex;
    TOKEN.lastIndex = this.at;
    this.token = this.at >= this.#source.length ? '' : (TOKEN.exec(this.#source)?.[0] ?? 'INVALID_CHARACTER');
    this.#next = this.at + (this.token === 'INVALID_CHARACTER' ? 1 : this.token.length);
    this.#balance();
    return before;
  }

  /** A closing bracket without its opening one is no word at all. */
  #balance(): void {
    const { token } = this;
    if ('([{'.includes(token) && token !== '') this.#open.push(token);
    else if (')]}'.includes(token) && token !== '') {
      const pair = { ')': '(', ']': '[', '}': '{' }[token];
      if (this.#open.pop() !== pair) this.token = 'INVALID_CHARACTER';
    }
  }

  /** At the end of the filter, or of what is in parentheses. */
  get isDone(): boolean {
    return this.token === '' || this.token === ')';
  }

  take(token: string): boolean {
    if (this.token !== token || token === '') return false;
    this.next();
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) this.fail(token.length === 1 ? `'${token}'` : token);
  }

  fail(expected?: string): never {
    const { token } = this;
    const shown = token === '' ? '$end' : nameOf(token);
    const what = expected === undefined ? '' : `, expecting ${expected}`;
    throw new JqSyntaxError(
      `syntax error, unexpected ${shown}${what} (Unix shell quoting issues?)`,
      token === '' ? this.#last : this.at,
    );
  }

  /** The pieces of a string whose opening quote is the word looked at; `inner` parses what `\(` begins. */
  string<T>(inner: () => T): (string | T)[] {
    const parts: (string | T)[] = [];
    let text = '';
    for (;;) {
      STRING_PIECE.lastIndex = this.#next;
      const piece = STRING_PIECE.exec(this.#source)?.[0];
      if (piece === undefined) {
        this.#last = this.#source.length;
        this.token = '';
        return this.fail('QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END');
      }
      this.#next += piece.length;
      if (piece === '"') break;
      if (piece === '\\(') {
        parts.push(text);
        text = '';
        this.#open.push('(');
        this.next();
        parts.push(inner());
        if (this.token !== ')') this.fail();
      } else if (piece.startsWith('\\u')) text += String.fromCharCode(Number.parseInt(piece.slice(2), 16));
      else text += piece.startsWith('\\') ? (ESCAPES[piece[1] as string] ?? piece.slice(1)) : piece;
    }
    this.next();
    return parts.length === 0 ? [text] : [...parts, text];
  }
}

/** As bison calls it. */
function nameOf(token: string): string {
  if (token === 'INVALID_CHARACTER' || isKeyword(token)) return token;
  if (token === '"') return 'QQSTRING_START';
  if (/^[A-Za-z_]/.test(token)) return 'IDENT';
  if (/^\.[A-Za-z_]/.test(token)) return 'FIELD';
  if (/^[\d.]*\d/.test(token)) return 'LITERAL';
  if (token.startsWith('@')) return 'FORMAT';
  if (token.startsWith('$')) return "'$'";
  return token.length === 1 ? `'${token}'` : token;
}
