// Aliases: the first word of a command becomes other text, which is parsed again with what follows it.

import type { Command } from 'unbash';
import type { Co } from '../co.ts';
import { executeStatements } from './execute.ts';
import { parseScript } from './parsed.ts';
import type { Shell } from './shell.ts';
import { Source } from './source.ts';

/** The text that the command's name stands for, if it is an alias that isn't being expanded already. */
export function aliasFor(shell: Shell, node: Command): string | undefined {
  if (shell.aliases.size === 0 || !node.name || node.name.parts) return undefined;
  if (!shell.interactive && !shell.shopts.has('expand_aliases')) return undefined;
  const { text } = node.name;
  return shell.expandingAliases.has(text) ? undefined : shell.aliases.get(text);
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
      (all, space: string, word: string) => space + (shell.aliases.get(word) ?? all.trim()),
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
