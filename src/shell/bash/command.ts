// One command of whatever kind.

import type { CommandNode, CompoundCommand, CompoundList, Redirected as RedirectedNode } from 'unbash';
import { assertNever } from '../../base/assert.ts';
import type { Co } from '../co.ts';
import { ArithmeticError } from './arithmetic-tokens.ts';
import { AssignmentError } from './assign.ts';
import {
  executeArithmetic,
  executeCase,
  executeFor,
  executeArithmeticFor,
  executeIf,
  executeSelect,
  executeWhile,
} from './compound.ts';
import { evaluateCondition } from './condition.ts';
import { startCoproc } from './coproc.ts';
import { executeStatements } from './execute.ts';
import { inForeground } from './foreground.ts';
import { sourceText } from './background.ts';
import { redirectFor } from './redirect.ts';
import type { Shell } from './shell.ts';
import { executeSimple } from './simple.ts';
import { runSubshell } from './subshell.ts';
import { Discard } from './unwind.ts';

export function* executeCommand(shell: Shell, node: CommandNode): Co<number> {
  try {
    switch (node.type) {
      case 'Command':
        return yield* executeSimple(shell, node);
      case 'Function':
        return yield* defineFunction(shell, node);
      case 'Coproc':
        return yield* startCoproc(shell, node);
      case 'Redirected':
        return yield* executeRedirected(shell, node);
      default:
        return yield* executeCompound(shell, node);
    }
  } catch (thrown) {
    if (!(thrown instanceof AssignmentError) && !(thrown instanceof ArithmeticError)) throw thrown;
    if (thrown instanceof AssignmentError) yield* shell.report(thrown.text);
    else yield* shell.complain(thrown.text);
    throw new Discard(1, thrown instanceof ArithmeticError ? 'text' : 'line');
  }
}

export function* executeCompound(shell: Shell, node: CompoundCommand | CompoundList): Co<number> {
  shell.tail = false;
  switch (node.type) {
    case 'CompoundList':
      return yield* executeStatements(shell, node.commands);
    case 'BraceGroup':
      return yield* executeStatements(shell, node.body.commands);
    case 'Subshell': {
      const { source } = shell;
      const pgid = shell.interactive ? { pgid: 0 } : {};
      const pid = shell.proc.fork(
        (child) =>
          runSubshell(shell, child, (copy) => {
            copy.jobs.inherited = undefined;
            copy.source = source;
            return executeStatements(copy, node.body.commands);
          }),
        pgid,
      );
      return (yield* inForeground(shell, [pid], sourceText(shell, node)))[0] ?? 0;
    }
    case 'If':
      return yield* executeIf(shell, node);
    case 'For':
      return yield* executeFor(shell, node);
    case 'ArithmeticFor':
      return yield* executeArithmeticFor(shell, node);
    case 'While':
      return yield* executeWhile(shell, node);
    case 'Case':
      return yield* executeCase(shell, node);
    case 'Select':
      return yield* executeSelect(shell, node);
    case 'TestCommand':
      shell.line = shell.source.lineAt(node.pos);
      return yield* evaluateCondition(shell, node.expression);
    case 'ArithmeticCommand':
      shell.line = shell.source.lineAt(node.pos);
      return yield* executeArithmetic(shell, node.body);
    default:
      return assertNever(node);
  }
}

function* executeRedirected(shell: Shell, node: RedirectedNode): Co<number> {
  shell.line = shell.compoundLine;
  const redirected = yield* redirectFor(shell, node.redirects, node.command.type === 'Subshell');
  if (typeof redirected === 'number') return redirected;
  try {
    return yield* executeCompound(shell, node.command);
  } finally {
    redirected.undo();
    closeSubstitutions(shell);
  }
}

/** Closes what <(…) of the command that ended had opened. */
export function closeSubstitutions(shell: Shell): void {
  for (const fd of shell.openSubstitutions) {
    shell.proc.fds.get(fd)?.close();
    shell.proc.fds.delete(fd);
  }
  shell.openSubstitutions = [];
}

function* defineFunction(shell: Shell, node: Extract<CommandNode, { type: 'Function' }>): Co<number> {
  const name = node.name.text;
  const known = shell.functions.get(name);
  if (shell.readonlyFunctions.has(name)) {
    yield* shell.complain(`${name}: readonly function`);
    return 1;
  }
  const line = shell.source.lineAt(node.pos);
  shell.functions.set(name, {
    name,
    body: node.body,
    source: shell.source,
    line,
    exported: known?.exported ?? false,
  });
  return 0;
}
