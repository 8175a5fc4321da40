// trap.

import type { Co } from '../../co.ts';
import { err, out } from '../../say.ts';
import { parseSignal, SIGNALS } from '../../signals.ts';
import { quoteSingle } from '../quote.ts';
import type { Shell } from '../shell.ts';
import type { TrapName } from '../traps.ts';
import { readOptions } from './getopt.ts';
import type { Builtins } from './table.ts';

const PSEUDO = ['EXIT', 'DEBUG', 'RETURN', 'ERR'] as const;

function nameOf(text: string): TrapName | undefined {
  if (text === '0') return 'EXIT';
  const upper = text.toUpperCase().replace(/^SIG/, '');
  return PSEUDO.find((name) => name === upper) ?? parseSignal(text);
}

function* list(shell: Shell, names: readonly TrapName[]): Co<void> {
  const actions = shell.traps.listedOnly.size > 0 ? shell.traps.listedOnly : shell.traps.actions;
  const order: readonly TrapName[] = ['EXIT', ...SIGNALS, 'DEBUG', 'ERR', 'RETURN'];
  for (const name of order) {
    const action = actions.get(name);
    if (action !== undefined && (names.length === 0 || names.includes(name)))
      yield* out(shell.proc, `trap -- ${quoteSingle(action)} ${name}\n`);
  }
}

export function signalTable(): string {
  const cells = SIGNALS.map((signal, i) => `${String(i + 1).padStart(2)}) ${signal}`);
  const rows: string[] = [];
  for (let i = 0; i < cells.length; i += 5) rows.push(cells.slice(i, i + 5).join('\t'));
  return `${rows.join('\n')}\n`;
}

function* trap(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'trap', args, 'lp', 'trap [-lp] [[arg] signal_spec ...]');
  if (!options) return 2;
  const { letters, operands } = options;
  if (letters.has('l')) {
    yield* out(shell.proc, signalTable());
    return 0;
  }
  if (letters.has('p') || operands.length === 0) {
    yield* list(
      shell,
      operands.flatMap((text) => nameOf(text) ?? []),
    );
    return 0;
  }
  const [first = '', ...rest] = operands;
  if (rest.length === 0 && nameOf(first) === undefined) {
    yield* err(shell.proc, 'trap: usage: trap [-lp] [[arg] signal_spec ...]\n');
    return 2;
  }
  const isReset = first === '-' || rest.length === 0 || /^\d+$/.test(first);
  const names = isReset && first !== '-' ? operands : rest;
  let status = 0;
  for (const text of names) {
    const name = nameOf(text);
    if (name === undefined) status = yield* shell.fail('trap', `${text}: invalid signal specification`);
    else shell.traps.set(shell.proc, name, isReset ? undefined : first);
  }
  return status;
}

export const TRAP_BUILTINS: Builtins = { trap };
