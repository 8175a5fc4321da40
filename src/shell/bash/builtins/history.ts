// history, and fc where it needs no editor.

import type { Co } from '../../co.ts';
import { err, out } from '../../say.ts';
import { expandHistory } from '../history-expansion.ts';
import { readVariable } from '../assign.ts';
import { runText } from '../run-script.ts';
import type { Shell } from '../shell.ts';
import { type Options, readOptions } from './getopt.ts';
import type { Builtins } from './table.ts';

const USAGE = 'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]';

function* history(shell: Shell, args: readonly string[]): Co<number> {
  const options = yield* readOptions(shell, 'history', args, 'acd:npsrw', USAGE);
  if (!options) return 2;
  const { letters, values, operands } = options;
  if (letters.has('c')) shell.history.length = 0;
  if (letters.has('s')) return store(shell, operands);
  if (letters.has('p')) return yield* show(shell, operands);
  if (letters.has('d')) return yield* forget(shell, values.get('d') as string);
  if (['a', 'n', 'r', 'w'].some((letter) => letters.has(letter))) return yield* transfer(shell, options);
  return letters.has('c') ? 0 : yield* list(shell, operands[0]);
}

function* list(shell: Shell, count: string | undefined): Co<number> {
  if (count !== undefined && !/^\d+$/.test(count))
    return yield* shell.fail('history', `${count}: numeric argument required`);
  const from = count === undefined ? 0 : Math.max(shell.history.length - Number(count), 0);
  const lines = shell.history.slice(from);
  yield* out(shell.proc, lines.map((line, i) => `${String(from + i + 1).padStart(5)}  ${line}\n`).join(''));
  return 0;
}

/** -s: as one entry, in place of the command itself. */
function store(shell: Shell, words: readonly string[]): number {
  if (shell.interactive) shell.history.pop();
  if (words.length > 0) shell.history.push(words.join(' '));
  return 0;
}

/** -p: what the words stand for. */
function* show(shell: Shell, words: readonly string[]): Co<number> {
  if (shell.interactive) shell.history.pop();
  for (const word of words) {
    const expanded = expandHistory(word, shell.history);
    if ('error' in expanded) return yield* shell.fail('history', `${word}: history expansion failed`);
    yield* out(shell.proc, `${expanded.line}\n`);
  }
  return 0;
}

/** -d: an entry, or some: `5`, `-1`, `2-4`. */
function* forget(shell: Shell, offset: string): Co<number> {
  const range = /^(-?\d+)(?:-(-?\d+))?$/.exec(offset);
  const indexOf = (text: string): number => (text.startsWith('-') ? shell.history.length : -1) + Number(text);
  const first = range ? indexOf(range[1] as string) : -1;
  const last = range?.[2] === undefined ? first : indexOf(range[2]);
  if (first < 0 || last < first || last >= shell.history.length)
    return yield* shell.fail('history', `${offset}: history position out of range`);
  shell.history.splice(first, last - first + 1);
  return 0;
}

/** To the file (-w, -a) or from it (-r, -n). Simplified: -a writes everything, -n reads everything. */
function* transfer(shell: Shell, { letters, operands }: Options): Co<number> {
  const path =
    operands[0] ?? readVariable(shell, 'HISTFILE') ?? `${readVariable(shell, 'HOME')}/.bash_history`;
  const writes = letters.has('w') || letters.has('a');
  const stream = shell.proc.open(path, writes ? (letters.has('a') ? 'append' : 'write') : 'read');
  if (!stream.ok) {
    yield* err(shell.proc, `${shell.name}: history: ${path}: cannot open: No such file or directory\n`);
    return 1;
  }
  if (writes) yield* stream.value.write(shell.history.map((line) => `${line}\n`).join(''));
  else
    for (let text = ''; ; ) {
      const more = yield* stream.value.read(4096);
      text += more;
      if (more !== '') continue;
      shell.history.push(...text.split('\n').filter((line) => line !== ''));
      break;
    }
  return 0;
}

const FC_USAGE = 'fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]';

/** -l lists, the last 16 unless told which; -s runs one again. */
function* fc(shell: Shell, args: readonly string[]): Co<number> {
  const words = args.flatMap((arg) => (/^-\d/.test(arg) ? ['--', arg] : [arg]));
  const options = yield* readOptions(shell, 'fc', words, 'e:lnrs', FC_USAGE);
  if (!options) return 2;
  const { letters, operands } = options;
  if (letters.has('s')) return yield* runAgain(shell, operands);
  // Without a history there is nothing to edit, and no editor here.
  return letters.has('l') ? yield* listCommands(shell, options) : 0;
}

/** Where FIRST or LAST leads: a number, how many back, or how the entry begins. */
function entryOf(shell: Shell, text: string): number {
  const { history: entries } = shell;
  if (!/^-?\d+$/.test(text)) return entries.findLastIndex((entry) => entry.startsWith(text));
  const at = text.startsWith('-') ? entries.length + Number(text) : Number(text) - 1;
  return Math.min(Math.max(at, 0), entries.length - 1);
}

function* listCommands(shell: Shell, { letters, operands }: Options): Co<number> {
  const { history: entries } = shell;
  if (entries.length === 0) return 0;
  const first = operands[0] === undefined ? Math.max(entries.length - 16, 0) : entryOf(shell, operands[0]);
  const last = operands[1] === undefined ? entries.length - 1 : entryOf(shell, operands[1]);
  if (first < 0 || last < 0) return yield* shell.fail('fc', 'no command found');
  const lines = entries
    .map((entry, i) => `${letters.has('n') ? '' : i + 1}\t ${entry}\n`)
    .slice(Math.min(first, last), Math.max(first, last) + 1);
  if (letters.has('r') !== first > last) lines.reverse();
  yield* out(shell.proc, lines.join(''));
  return 0;
}

function* runAgain(shell: Shell, words: readonly string[]): Co<number> {
  const changes = words.filter((word) => word.includes('='));
  const start = words.find((word) => !word.includes('='));
  const at = start === undefined ? shell.history.length - 1 : entryOf(shell, start);
  let entry = shell.history[at];
  if (entry === undefined) return yield* shell.fail('fc', 'no command found');
  for (const change of changes) {
    const [from = '', to = ''] = change.split('=', 2);
    entry = entry.replaceAll(from, () => to);
  }
  yield* err(shell.proc, `${entry}\n`);
  return yield* runText(shell, entry);
}

export const HISTORY_BUILTINS: Builtins = { history, fc };
