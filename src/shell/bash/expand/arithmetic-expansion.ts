// $(( )): its text is expanded as between double quotes, then evaluated.

import type { Co } from '../../co.ts';
import { ArithmeticError } from '../arithmetic-tokens.ts';
import { AssignmentError, evaluateIn } from '../assign.ts';
import { parseDocument } from '../parsed.ts';
import type { Shell } from '../shell.ts';
import { Discard, Exit } from '../unwind.ts';
import { expandQuoted } from './word.ts';

/** What is between `$((` and `))`, or `$[` and `]`. */
export function arithmeticText(text: string): string {
  return text.startsWith('$[') ? text.slice(2, -1) : text.slice(3, -2);
}

export function* expandArithmetic(shell: Shell, text: string): Co<string> {
  if (!/[$`\\"']/.test(text)) return text;
  const expanded = /[$`\\]/.test(text) ? yield* expandQuoted(shell, parseDocument(text), false) : text;
  return expanded.replace(/["]/g, '');
}

/** An error gives up the line that is being run. */
export function* evaluateText(shell: Shell, text: string, command?: string): Co<bigint> {
  const expanded = yield* expandArithmetic(shell, text);
  try {
    return evaluateIn(shell, expanded);
  } catch (error) {
    return yield* reportArithmetic(shell, error, command);
  }
}

/** Says what is wrong, after `command: ` if one is given, and gives up. */
export function* reportArithmetic(shell: Shell, error: unknown, command?: string): Co<never> {
  if (!(error instanceof ArithmeticError) && !(error instanceof AssignmentError)) throw error;
  const isPlain = command === undefined || error instanceof AssignmentError;
  if (isPlain && !(error instanceof ArithmeticError && !error.text.endsWith(': unbound variable')))
    yield* shell.report(error.text);
  else yield* shell.complain(isPlain ? error.text : `${command}: ${error.text}`);
  if (error.text.endsWith(': unbound variable') && !shell.interactive)
    throw new Exit(shell.commandString && shell.subshellDepth === 0 ? 127 : 1);
  throw new Discard(1);
}
