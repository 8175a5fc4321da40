// The lines of a `-batch` file (getcmdline and makeargs, lib/utils.c): `#` begins a comment, `\` at the end goes on, quotes
// keep words together.

export interface BatchLine {
  readonly words: readonly string[];
  /** The number of its last line, from 1. */
  readonly line: number;
}

export function batchLines(text: string): BatchLine[] {
  const lines: BatchLine[] = [];
  let joined = '';
  text.split('\n').forEach((raw, i) => {
    const comment = raw.indexOf('#');
    const part = comment < 0 ? raw : raw.slice(0, comment);
    if (part.endsWith('\\')) {
      joined += part.slice(0, -1);
      return;
    }
    const words = splitWords(joined + part);
    joined = '';
    if (words.length > 0) lines.push({ words, line: i + 1 });
  });
  return lines;
}

function splitWords(text: string): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g))
    words.push(match[1] ?? match[2] ?? match[3] ?? '');
  return words;
}
