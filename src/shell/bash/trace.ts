// set -x.

import type { Co } from '../co.ts';
import { readVariable } from './assign.ts';
import { expandPrompt } from './prompt.ts';
import { quoteTrace } from './quote.ts';
import type { Shell } from './shell.ts';

/** `+ word word` on standard error, or on the descriptor that BASH_XTRACEFD names. */
export function* traceWords(shell: Shell, words: readonly string[], asWritten = false): Co<void> {
  const shown = asWritten ? words : words.map(quoteTrace);
  const number = readVariable(shell, 'BASH_XTRACEFD');
  const stream = shell.proc.fds.get(number ? Number(number) : 2);
  yield* stream?.write(`${yield* tracePrompt(shell)}${shown.join(' ')}\n`) ?? nothing();
}

function* nothing(): Co<void> {}

/** PS4, its first character repeated for each level of substitution or subshell that is nested. */
function* tracePrompt(shell: Shell): Co<string> {
  const { status } = shell;
  shell.options.delete('xtrace');
  const text = yield* expandPrompt(shell, readVariable(shell, 'PS4') ?? '+ ');
  shell.options.add('xtrace');
  shell.status = status;
  const first = text.slice(0, 1);
  return first.repeat(Math.max(0, shell.textDepth - 1)) + text;
}
