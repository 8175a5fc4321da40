// The words of an awk program. Text is octets, one character each, as mawk sees it.

export interface Token {
  readonly kind:
    | 'number'
    | 'string'
    | 'regex'
    | 'name'
    | 'call'
    | 'builtin'
    | 'keyword'
    | 'punctuation'
    | 'newline'
    | 'end';
  readonly text: string;
  readonly line: number;
}

/** The message without `awk: `. */
export class AwkError extends Error {}

const KEYWORDS = new Set(
  'BEGIN END function func if else while for do break continue next nextfile exit return delete in getline print printf'.split(
    ' ',
  ),
);
export const BUILTINS = new Set(
  'length substr index split sub gsub match tolower toupper sprintf sin cos atan2 exp log sqrt int rand srand system close fflush'.split(
    ' ',
  ),
);
const PUNCTUATION =
  /^(?:\*\*=|\*\*|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|\+\+|--|&&|\|\||>>|[{}()[\];,+\-*/%^!<>|?:~$=])/;
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
};

export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let rest = source;
  const take = (regex: RegExp) => {
    const match = regex.exec(rest);
    if (match) rest = rest.slice(match[0].length);
    return match?.[0];
  };
  const push = (kind: Token['kind'], text: string) => tokens.push({ kind, text, line });
  for (;;) {
    if (rest === '') break;
    if (take(/^(?:[ \t\r]+|#[^\n]*)/) !== undefined) continue;
    if (take(/^\\\r?\n/) !== undefined) line++;
    else if (take(/^\n/) !== undefined) {
      push('newline', '\n');
      line++;
    } else if (rest.startsWith('"')) {
      const text = take(/^"(?:\\[^]|[^"\\\n])*"/);
      if (text === undefined)
        throw new AwkError(`line ${line}: runaway string constant ${rest.split('\n')[0]} ...`);
      push('string', unescape(text.slice(1, -1)));
    } else if (rest.startsWith('/') && regexMayCome(tokens.at(-1))) {
      const text = take(/^\/(?:\\[^]|\[\^?\]?(?:\[:\w+:\]|\\[^]|[^\]\n])*\]|[^/\\\n])*\//);
      if (text === undefined)
        throw new AwkError(`line ${line}: runaway regular expression ${rest.split('\n')[0]} ...`);
      push('regex', text.slice(1, -1).replaceAll('\\/', '/'));
    } else {
      const number = take(/^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/);
      const word = number === undefined ? take(/^[A-Za-z_]\w*/) : undefined;
      const mark = number === undefined && word === undefined ? take(PUNCTUATION) : undefined;
      if (number !== undefined) push('number', number);
      else if (word !== undefined) push(kindOf(word, rest), word);
      else if (mark !== undefined) push('punctuation', mark.replace('**', '^'));
      else throw new AwkError(`${line}: unexpected character '${rest[0]}'`);
    }
  }
  push('end', '');
  return tokens;
}

function kindOf(word: string, rest: string): Token['kind'] {
  if (KEYWORDS.has(word)) return 'keyword';
  if (BUILTINS.has(word)) return 'builtin';
  return rest.startsWith('(') ? 'call' : 'name';
}

/** A slash after a value divides. */
function regexMayCome(before: Token | undefined): boolean {
  if (!before) return true;
  if (['number', 'string', 'regex', 'name', 'builtin'].includes(before.kind)) return false;
  return !(before.kind === 'punctuation' && [')', ']', '$', '++', '--'].includes(before.text));
}

/** `\n`, `\"`, `\033` in a string; a backslash before anything else stays. */
export function unescape(text: string): string {
  return text.replace(/\\(\n|[0-7]{1,3}|x[0-9a-fA-F]{1,2}|[^])/g, (whole, code: string) => {
    if (code === '\n') return '';
    if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff);
    if (/^x./.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return ESCAPES[code] ?? whole;
  });
}
