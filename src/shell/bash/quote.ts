// Writing text so that the shell reads it back: %q, ${x@Q}, set -x, declare -p.

/** `printf %q`: backslashes, or $'…' where there are control characters. */
export function quoteBackslash(text: string): string {
  if (text === '') return "''";
  if (/[\p{Cc}\udc80-\udcff]/u.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')))
    return quoteAnsiC(text);
  const quoted = text.replace(/[^\w%+./:=@\-#~\u0080-\uffff]|^[#~]/g, '\\$&');
  return quoted;
}

/** `$'…'`. */
export function quoteAnsiC(text: string): string {
  const body = Array.from(text)
    .map((char) => {
      const known = ESCAPES[char];
      if (known !== undefined) return known;
      const code = char.codePointAt(0) as number;
      if (code < 0x20 || code === 0x7f) return `\\${code.toString(8).padStart(3, '0')}`;
      if (code >= 0xdc80 && code <= 0xdcff) return `\\${(code - 0xdc00).toString(8)}`;
      return char;
    })
    .join('');
  return `$'${body}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\x1b': '\\E',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  "'": "\\'",
};

function needsAnsiC(text: string): boolean {
  return /\p{Cc}/u.test(text) || /[\udc80-\udcff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
}

/** `${x@Q}`, `alias`, `trap`: single quotes. */
export function quoteSingle(text: string): string {
  return needsAnsiC(text) ? quoteAnsiC(text) : inSingleQuotes(text);
}

/** `set -x`: as it is, unless something in it means something to the shell. */
export function quoteTrace(text: string): string {
  if (text === '') return "''";
  if (text === "'") return "\\'";
  if (/[ \t\n|&;()<>"'\\$`*?[\]#~!{}^]/.test(text.replace(/(?<=.)#|(?<=[^=:])~/g, '')))
    return inSingleQuotes(text);
  return needsAnsiC(text) ? quoteAnsiC(text) : text;
}

function inSingleQuotes(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** `declare -p`: double quotes. */
export function quoteDouble(text: string): string {
  return needsAnsiC(text) ? quoteAnsiC(text) : `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
}

/** `set` lists values with single quotes only where they are needed. */
export function quoteIfNeeded(text: string): string {
  if (text === '') return '';
  if (needsAnsiC(text)) return quoteAnsiC(text);
  return /[^\w%+,./:=@\-\u0080-\uffff]/.test(text) ? quoteSingle(text) : text;
}
