// GNU quotearg: how a name is written in a message so that it can be pasted back into a shell.

/** What a shell would take as more than a character. */
const SPECIAL = /[\s!"#$&'()*;<>?[\\\]^`|~\p{Cc}\uDC80-\uDCFF]/u;
const CONTROL = /[\p{Cc}\uDC80-\uDCFF]/u;
const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
};

/** quoteaf: always in quotes. `'a b'`, `"it's"`, `'a'$'\n''b'`. */
export function quoteAlways(text: string): string {
  if (CONTROL.test(text)) return pieces(text);
  if (!text.includes("'")) return `'${text}'`;
  return /["$\\`!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
}

/** quotef: in quotes only where they are needed. */
export function quoteFile(text: string): string {
  return text === '' || SPECIAL.test(text) || text.includes(':') ? quoteAlways(text) : text;
}

/** As `ls` shows a name on a terminal. */
export function quoteName(text: string): string {
  return text === '' || SPECIAL.test(text) ? quoteAlways(text) : text;
}

/** quote: `‘text’`, with control characters escaped. */
export function quote(text: string): string {
  const shown = Array.from(text).map((character) =>
    CONTROL.test(character)
      ? escaped(character)
      : character === '’' || character === '\\'
        ? `\\${character}`
        : character,
  );
  return `‘${shown.join('')}’`;
}

function pieces(text: string): string {
  let shown = "'";
  let inside: 'quotes' | 'dollar' = 'quotes';
  for (const character of text) {
    const wants = CONTROL.test(character) ? 'dollar' : 'quotes';
    if (wants !== inside) shown += wants === 'dollar' ? "'$'" : "''";
    inside = wants;
    if (wants === 'dollar') shown += escaped(character);
    else shown += character === "'" ? `'\\''` : character;
  }
  return `${shown}'`;
}

function escaped(character: string): string {
  const code = character.charCodeAt(0);
  const octet = code >= 0xdc80 ? code - 0xdc00 : code;
  return ESCAPES[character] ?? `\\${octet.toString(8).padStart(3, '0')}`;
}
