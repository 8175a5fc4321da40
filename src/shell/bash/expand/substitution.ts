// $(command), `command` and <(command): subshells whose output is taken.

import type { CommandExpansionPart, ParsedScript, ProcessSubstitutionPart } from 'unbash';
import type { Co } from '../../co.ts';
import { readToEnd } from '../../open.ts';
import { runSubshell } from '../subshell.ts';
import { runUnits } from '../run-script.ts';
import type { Shell } from '../shell.ts';
import { Source } from '../source.ts';
import { reportSyntaxError } from '../syntax.ts';
import { expandWord } from './word.ts';

export function* substituteCommand(shell: Shell, part: CommandExpansionPart): Co<string> {
  const script = part.script;
  if (!script || script.commands.length === 0) {
    shell.substitutionStatus = 0;
    return '';
  }
  const text = yield* quickRead(shell, script);
  if (text !== undefined) return trimNewlines(text);
  const { reader, writer } = shell.proc.pipe();
  reader.open();
  const fds = new Map(shell.proc.fds).set(1, writer);
  const pid = shell.proc.fork(
    (child) => runSubshell(shell, child, (copy) => runPart(copy, script, shell, shell.source)),
    { fds },
  );
  const output = yield* readToEnd(reader);
  reader.close();
  shell.substitutionStatus = yield* shell.proc.wait(pid);
  return trimNewlines(output).replaceAll('\0', '');
}

function trimNewlines(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end--;
  return text.slice(0, end);
}

/** `$(< file)` is the file. */
function* quickRead(shell: Shell, script: ParsedScript): Co<string | undefined> {
  const command = script.commands[0]?.command;
  if (
    script.commands.length !== 1 ||
    command?.type !== 'Command' ||
    command.name ||
    command.prefix.length !== 1
  )
    return undefined;
  const redirect = command.redirects[0];
  if (redirect?.type !== 'Redirect' || redirect.operator !== '<' || redirect.descriptor || !redirect.target)
    return undefined;
  const [path = ''] = yield* expandWord(shell, redirect.target);
  const opened = shell.proc.open(path, 'read');
  if (!opened.ok) return undefined;
  shell.substitutionStatus = 0;
  opened.value.open();
  const text = yield* readToEnd(opened.value);
  opened.value.close();
  return text;
}

function* runPart(shell: Shell, script: ParsedScript, outer: Shell, source: Source): Co<number> {
  // A `break` in it may name the loop that it stands in: it ends the substitution.
  shell.loopDepth = outer.loopDepth;
  if (!shell.shopts.has('inherit_errexit')) shell.options.delete('errexit');
  // A backtick's text has lost its backslashes, so its positions are its own.
  const text = script.source === undefined ? source : new Source(script.source, source.name, shell.line);
  if (script.errors?.length) return yield* reportSyntaxError(shell, text, script.errors[0]);
  return yield* runUnits(shell, script, text);
}

/** <(command): a pipe that has a name, /dev/fd/63 and downwards. */
export function processSubstitution(shell: Shell, part: ProcessSubstitutionPart): string {
  const { script } = part;
  const { reader, writer } = shell.proc.pipe();
  const isInput = part.operator === '<';
  const [ours, theirs] = isInput ? [reader, writer] : [writer, reader];
  const fds = new Map(shell.proc.fds).set(isInput ? 1 : 0, theirs);
  const outer = shell.source;
  const pid = shell.proc.fork(
    (child) =>
      runSubshell(shell, child, (copy) => (script ? runPart(copy, script, shell, outer) : nothing())),
    { fds },
  );
  shell.lastBackground = pid;
  let fd = 63;
  while (shell.proc.fds.has(fd)) fd--;
  ours.open();
  shell.proc.fds.set(fd, ours);
  shell.openSubstitutions.push(fd);
  return `/dev/fd/${fd}`;
}

// eslint-disable-next-line require-yield -- a coroutine like the others
function* nothing(): Co<number> {
  return 0;
}
