// How builtins read their options (internal_getopt), and what they say of bad ones.

import type { Co } from '../../co.ts';
import { err } from '../../say.ts';
import type { Shell } from '../shell.ts';

export interface Options {
  readonly letters: ReadonlySet<string>;
  /** The argument of a letter that takes one. */
  readonly values: ReadonlyMap<string, string>;
  readonly operands: readonly string[];
}

/** `spec` is getopt's: `ab:c`. Undefined after a bad option, which has then been said with `usage`; the status is 2. */
export function* readOptions(
  shell: Shell,
  name: string,
  args: readonly string[],
  spec: string,
  usage: string,
): Co<Options | undefined> {
  const letters = new Set<string>();
  const values = new Map<string, string>();
  let i = 0;
  for (; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--') {
      i++;
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) break;
    for (let k = 1; k < arg.length; k++) {
      const letter = arg[k] as string;
      const at = letter === ':' ? -1 : spec.indexOf(letter);
      if (at < 0) return yield* refuse(shell, name, `-${letter}: invalid option`, usage);
      letters.add(letter);
      if (spec[at + 1] !== ':') continue;
      const value = k + 1 < arg.length ? arg.slice(k + 1) : args[++i];
      if (value === undefined)
        return yield* refuse(shell, name, `-${letter}: option requires an argument`, usage);
      values.set(letter, value);
      break;
    }
  }
  return { letters, values, operands: args.slice(i) };
}

function* refuse(shell: Shell, name: string, text: string, usage: string): Co<undefined> {
  yield* shell.complain(`${name}: ${text}`);
  yield* err(shell.proc, `${name}: usage: ${usage}\n`);
}
