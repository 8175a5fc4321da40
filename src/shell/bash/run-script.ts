// Runs text as bash does: a line at a time, each parsed when its turn comes. unbash has parsed all of it at once, so what
// stands on one line is found from the positions, and a syntax error is reported when its line is reached.

import { type Command, forEachChild, type ParsedScript, type Statement, type SyntaxNode } from 'unbash';
import type { Co } from '../co.ts';
import { err } from '../say.ts';
import { executeStatement } from './execute.ts';
import { parseScript } from './parsed.ts';
import type { Shell } from './shell.ts';
import { Source } from './source.ts';
import { findSyntaxError, reportSyntaxError } from './syntax.ts';
import { Discard } from './unwind.ts';

export interface RunOptions {
  /** What the text is called in messages; absent: as what runs now. */
  readonly name?: string;
  /** The number of its first line. */
  readonly line?: number;
  /** What it is, in messages about its syntax. */
  readonly label?: string;
}

/** Runs text in the shell itself: a script, eval, a trap. */
export function* runText(shell: Shell, text: string, options: RunOptions = {}): Co<number> {
  const source = new Source(text, options.name ?? shell.source.name, options.line ?? 1, options.label);
  const outer = shell.source;
  shell.source = source;
  try {
    return yield* runUnits(shell, parseScript(text), source);
  } finally {
    shell.source = outer;
  }
}

/** Runs what was parsed. An error that gives up a line goes on with the next. */
export function* runUnits(shell: Shell, script: ParsedScript, source: Source): Co<number> {
  const outer = shell.source;
  shell.source = source;
  shell.textDepth++;
  let status = 0;
  try {
    let before: readonly Statement[] = [];
    for (const unit of unitsOf(script, source.text)) {
      const error = findSyntaxError(shell, script, source, unit);
      if (shell.options.has('verbose')) yield* showLines(shell, source, before, unit);
      before = unit;
      if (error) return yield* reportSyntaxError(shell, source, error);
      if (shell.commandString && shell.textDepth === 1 && shell.subshellDepth === 0)
        shell.lastCommand = unit.at(-1) === script.commands.at(-1) ? lastCommand(unit) : undefined;
      status = yield* runUnit(shell, unit);
    }
    const error = findSyntaxError(shell, script, source, undefined);
    if (error) return yield* reportSyntaxError(shell, source, error);
    return status;
  } finally {
    shell.textDepth--;
    shell.source = outer;
  }
}

/**
 * The command that `bash -c` may become instead of waiting for it: a simple one without redirections that ends a line, or a
 * list of && and || that is a line (optimize_fork; parse_and_execute in builtins/evalstring.c).
 */
function lastCommand(unit: readonly Statement[]): Command | undefined {
  const [last, before] = [unit.at(-1), unit.at(-2)];
  if (!last || last.background || before?.background) return undefined;
  const { command } = last;
  const isList = command.type === 'AndOr' && before === undefined;
  const node = isList ? command.commands.at(-1) : command;
  return node?.type === 'Command' && node.redirects.length === 0 ? node : undefined;
}

function* runUnit(shell: Shell, unit: readonly Statement[]): Co<number> {
  const { frames, loopDepth, conditionDepth, positional } = shell;
  const depth = shell.scopes.stack.length;
  if (shell.frames.length === 0) shell.lineAliases = shell.aliases;
  const { compoundLine } = shell;
  shell.compoundLine = shell.source.lineAt((unit.at(-1)?.end ?? 1) - 1);
  try {
    for (const statement of unit) {
      if (shell.options.has('noexec') && !shell.interactive) return 0;
      yield* executeStatement(shell, statement);
    }
  } catch (thrown) {
    if (!(thrown instanceof Discard) || shell.subshellDepth > 0) throw thrown;
    if (thrown.text && (shell.commandString || shell.textDepth > 1)) throw thrown;
    shell.scopes.stack.length = depth;
    shell.frames = frames;
    shell.positional = positional;
    shell.loopDepth = loopDepth;
    shell.conditionDepth = conditionDepth;
    shell.status = thrown.status;
  } finally {
    shell.compoundLine = compoundLine;
  }
  return shell.status;
}

/** Statements that stand on one line, or share one by where they end and begin. */
function unitsOf(script: ParsedScript, text: string): Statement[][] {
  const units: Statement[][] = [];
  let end = 0;
  for (const statement of script.commands) {
    const last = units.at(-1);
    if (last && !text.slice(end, statement.pos).includes('\n')) last.push(statement);
    else units.push([statement]);
    ({ end } = statement);
  }
  return units;
}

/** set -v: lines as they are read, but not the one that switches it on. */
function* showLines(
  shell: Shell,
  { text }: Source,
  before: readonly Statement[],
  unit: readonly Statement[],
): Co<void> {
  if (shell.subshellDepth > 0) return;
  const lines = text.slice(endOfLines(text, before), endOfLines(text, unit));
  if (lines !== '') yield* err(shell.proc, lines.replace(/\n?$/, '\n'));
}

/** Where the line ends on which the last of these statements stands, with its here-documents. */
function endOfLines(text: string, unit: readonly Statement[]): number {
  if (unit.length === 0) return 0;
  let end = 0;
  const visit = (node: SyntaxNode): void => {
    end = Math.max(end, node.type === 'HereDoc' ? (node.closing ?? node.body).end : node.end);
    if (node.type !== 'CommandExpansion' && node.type !== 'ProcessSubstitution') forEachChild(node, visit);
  };
  unit.forEach(visit);
  const newline = text.indexOf('\n', end);
  return newline < 0 ? text.length : newline + 1;
}
