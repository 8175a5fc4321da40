// Aliases: the first word of a command becomes other text, which is parsed again with what follows it.

import type { Command } from 'unbash';
import type { Co } from '../co.ts';
import { executeStatements } from './execute.ts';
import { parseScript } from './parsed.ts';
import type { Shell } from './shell.ts';
import { Source } from './source.ts';

/** The text that the command's name stands for, if it is an alias that isn't being expanded already. */
export function aliasFor(shell: Shell, node: Command): string | undefined {
  if (shell.lineAliases.size === 0 || !node.name || node.name.parts) return undefined;
  if (!shell.interactive && !shell.shopts.has('expand_aliases')) return undefined;
  const { text } = node.name;
  return shell.expandingAliases.has(text) ? undefined : shell.lineAliases.get(text);
}

export function* runAlias(shell: Shell, node: Command, value: string): Co<number> {
  const { text } = shell.source;
  const { name } = node;
  if (!name) return 0;
  let rest = text.slice(name.end, node.end);
  // A value that ends in a blank has the next word looked up, too.
  if (/\s$/.test(value))
    rest = rest.replace(
      /^(\s*)([^\s;|&<>()$"'`\\]+)/,
      (all, space: string, word: string) => space + (expandedAlias(shell, word) ?? all.trim()),
    );
  const documents = node.redirects.some((redirect) => redirect.type === 'HereDoc')
    ? hereDocuments(node, text)
    : '';
  const whole = text.slice(node.pos, name.pos) + value + rest + documents;
  const outer = shell.source;
  shell.expandingAliases.add(name.text);
  shell.source = new Source(whole, outer.name, shell.line);
  try {
    return yield* executeStatements(shell, parseScript(whole).commands);
  } finally {
    shell.source = outer;
    shell.expandingAliases.delete(name.text);
  }
}

function hereDocuments(node: Command, text: string): string {
  return node.redirects
    .map((one) =>
      one.type === 'HereDoc' ? `\n${text.slice(one.body.pos, one.closing?.end ?? one.body.end)}\n` : '',
    )
    .join('');
}

/** An alias's value with the aliases that begin it. */
function expandedAlias(shell: Shell, word: string, seen: readonly string[] = []): string | undefined {
  const value = shell.lineAliases.get(word);
  const first = value === undefined ? undefined : /^\S+/.exec(value)?.[0];
  if (value === undefined || first === undefined || seen.includes(first) || first === word) return value;
  const inner = expandedAlias(shell, first, [...seen, word]);
  return inner === undefined ? value : inner + value.slice(first.length);
}
