// A function's definition as `declare -f` and `type` show it.

import { parse } from 'unbash';
import { print } from 'unbash/printer';
import type { ShellFunction } from './shell.ts';

/**
 * `name () ` and the body, indented by four.
 * Simplified: unbash's printer lays the body out, which differs from bash's in where some constructs break.
 */
export function printFunction({ name, body, source }: ShellFunction): string {
  const text = source.text.slice(body.pos, body.end);
  const printed = print(parse(text)).trimEnd();
  const lines = printed
    .replace(/^\{\n?/, '')
    .replace(/\n?\}$/, '')
    .split('\n');
  const inner = lines
    .map((line) => line.replace(/^(?: {2})*/, (indent) => indent.repeat(2)))
    .filter((line) => line !== '');
  const indented = inner.map((line) => (line.startsWith('    ') ? line : `    ${line}`));
  const closed = indented.map((line, i) => (i < indented.length - 1 && isWhole(line) ? `${line};` : line));
  return `${name} () \n{ \n${closed.join('\n')}\n}`;
}

function isWhole(line: string): boolean {
  return !/(\bthen|\bdo|\belse|\{|\(|;|&|\||\bin|;;|^\s*#.*)$/.test(line);
}
