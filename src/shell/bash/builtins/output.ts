// echo and printf.

import type { Co } from '../../co.ts';
import { WriteError } from '../../stream.ts';
import { err, out } from '../../say.ts';
import { unescapeEcho } from '../ansi-c.ts';
import { assign, splitSubscript } from '../assign.ts';
import type { Shell } from '../shell.ts';
import { formatPrintf } from '../printf.ts';
import { readOptions } from './getopt.ts';
import type { Builtins } from './table.ts';

/** As `out`, but a closed standard output is an error. */
function* write(shell: Shell, text: string): Co<void> {
  if (!shell.proc.fds.has(1)) throw new WriteError('EBADF');
  yield* out(shell.proc, text);
}

function* echo(shell: Shell, args: readonly string[]): Co<number> {
  let newline = true;
  let escapes = shell.shopts.has('xpg_echo');
  let i = 0;
  for (; i < args.length && /^-[neE]+$/.test(args[i] as string); i++)
    for (const letter of (args[i] as string).slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  const text = args.slice(i).join(' ');
  if (!escapes) {
    yield* write(shell, newline ? `${text}\n` : text);
    return 0;
  }
  const { text: plain, stops } = unescapeEcho(text);
  yield* write(shell, newline && !stops ? `${plain}\n` : plain);
  return 0;
}

function* printf(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'printf', args, 'v:', 'printf [-v var] format [arguments]');
  if (!options) return 2;
  const [format, ...rest] = options.operands;
  if (format === undefined) {
    yield* err(shell.proc, 'printf: usage: printf [-v var] format [arguments]\n');
    return 2;
  }
  const target = options.values.get('v');
  if (target !== undefined && !/^[A-Za-z_]\w*(\[.*\])?$/.test(target))
    return yield* shell.fail('printf', `\`${target}': not a valid identifier`, 2);
  const printed = formatPrintf(format, rest, shell.proc.world.now);
  let written = 0;
  for (const { text, at } of printed.problems) {
    // Whole lines are written as they come, so that they stand before a complaint about what follows them.
    const end = printed.text.lastIndexOf('\n', at - 1) + 1;
    if (target === undefined && end > written) yield* write(shell, printed.text.slice(written, end));
    written = Math.max(written, end);
    yield* shell.complain(`printf: ${text}`);
  }
  if (target === undefined) yield* write(shell, printed.text.slice(written));
  else {
    const { name, subscript } = splitSubscript(target);
    assign(shell, name, printed.text, subscript);
  }
  return printed.problems.length > 0 ? 1 : 0;
}

export const OUTPUT_BUILTINS: Builtins = { echo, printf };
