import type { Program } from '../../program.ts';
import { out } from '../../say.ts';
import { unescape } from './backslash.ts';

/** What echo(1) and bash's echo print. Only leading words made of n, e and E are options. */
export function echoText(args: readonly string[]): string {
  let newline = true;
  let escapes = false;
  let first = 0;
  for (; /^-[neE]+$/.test(args[first] ?? ''); first++) {
    for (const letter of (args[first] as string).slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
  }
  const text = args.slice(first).join(' ');
  if (!escapes) return text + (newline ? '\n' : '');
  const shown = unescape(text, 'zero');
  return shown.text + (newline && !shown.stops ? '\n' : '');
}

export const echo: Program = {
  name: 'echo',
  options: {
    about: 'echo - display a line of text',
    operands: '[STRING]...',
    options: [
      { short: 'n', about: 'do not output the trailing newline' },
      { short: 'e', about: 'enable interpretation of backslash escapes' },
      { short: 'E', about: 'disable interpretation of backslash escapes (default)' },
    ],
  },
  *run(proc, args) {
    yield* out(proc, echoText(args));
    return 0;
  },
};
