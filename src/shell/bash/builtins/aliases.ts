// alias and unalias.

import type { Co } from '../../co.ts';
import { out } from '../../say.ts';
import { quoteSingle } from '../quote.ts';
import type { Shell } from '../shell.ts';
import { readOptions } from './getopt.ts';
import type { Builtins } from './table.ts';

function* alias(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'alias', args, 'p', 'alias [-p] [name[=value] ... ]');
  if (!options) return 2;
  const line = (name: string, value: string) => `alias ${name}=${quoteSingle(value)}\n`;
  if (options.operands.length === 0)
    for (const [name, value] of [...shell.aliases].sort(([a], [b]) => (a < b ? -1 : 1)))
      yield* out(shell.proc, line(name, value));
  let status = 0;
  for (const text of options.operands) {
    const equals = text.indexOf('=');
    const known = shell.aliases.get(text);
    if (equals > 0) shell.aliases = new Map(shell.aliases).set(text.slice(0, equals), text.slice(equals + 1));
    else if (known !== undefined) yield* out(shell.proc, line(text, known));
    else status = yield* shell.fail('alias', `${text}: not found`);
  }
  return status;
}

function remove(shell: Shell, name: string): boolean {
  const left = new Map(shell.aliases);
  const was = left.delete(name);
  shell.aliases = left;
  return was;
}

function* unalias(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'unalias', args, 'a', 'unalias [-a] name [name ...]');
  if (!options) return 2;
  if (options.letters.has('a')) shell.aliases = new Map();
  let status = 0;
  for (const name of options.operands)
    if (!remove(shell, name)) status = yield* shell.fail('unalias', `${name}: not found`);
  return status;
}

export const ALIAS_BUILTINS: Builtins = { alias, unalias };
