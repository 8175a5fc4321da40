// The history list of an interactive shell: one entry a command (`cmdhist`), however many lines it took.

import { readVariable } from './assign.ts';
import type { Shell } from './shell.ts';

/** What bash keeps without a HISTSIZE. */
const HISTSIZE = 500;

/** After these words and signs a command goes on by itself: no `;` is put between two lines. */
const GOES_ON = /(^|[\s;&|(){}])(do|then|else|elif|if|while|until|in|time|!)\s*$|[;&|({]\s*$|=\([^)]*$|^\s*$/;

/** Adds a command, as HISTCONTROL and HISTSIZE say. */
export function remember(shell: Shell, lines: readonly string[]): void {
  const entry = joinLines(lines);
  const control = (readVariable(shell, 'HISTCONTROL') ?? '').split(':');
  const ignores = (what: string) => control.includes(what) || control.includes('ignoreboth');
  if (entry.trim() === '' || (ignores('ignorespace') && /^\s/.test(entry))) return;
  if (ignores('ignoredups') && shell.history.at(-1) === entry) return;
  if (control.includes('erasedups'))
    shell.history.splice(0, Infinity, ...shell.history.filter((one) => one !== entry));
  shell.history.push(entry);
  const most = Number(readVariable(shell, 'HISTSIZE') ?? HISTSIZE);
  if (most >= 0 && shell.history.length > most) shell.history.splice(0, shell.history.length - most);
}

/** The lines of one command as one entry: `for i in 1 2; do echo $i; done`. Quotes and here-documents keep their newlines. */
export function joinLines(lines: readonly string[]): string {
  const [first = '', ...others] = lines;
  let entry = first;
  for (const line of others) {
    if (hasOpenQuote(entry) || hasHereDocument(entry)) entry += `\n${line}`;
    else if (/(^|[^\\])(\\\\)*\\$/.test(entry)) entry = entry.slice(0, -1) + line;
    else entry += `${GOES_ON.test(entry) ? ' ' : '; '}${line}`;
  }
  return lines.length > 1 && hasHereDocument(entry) ? `${entry}\n` : entry;
}

function hasOpenQuote(text: string): boolean {
  return /^(?:[^'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")*["']/.test(
    text.replace(/^(?:[^'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")*/, ''),
  );
}

function hasHereDocument(text: string): boolean {
  return /(^|[^<])<<-?\s*[\\'"\w]/.test(text);
}
