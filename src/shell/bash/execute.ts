// Statements, lists and pipelines.

import type { AndOr, CommandNode, Pipeline, PipelineNode, Statement } from 'unbash';
import type { Co } from '../co.ts';
import { executeCommand } from './command.ts';
import { startBackground } from './background.ts';
import { runPipeline } from './pipeline.ts';
import type { Shell } from './shell.ts';
import { checkSignals, runTrap } from './signals.ts';
import { reportTime } from './time.ts';
import { Exit } from './unwind.ts';

export function* executeStatements(shell: Shell, statements: readonly Statement[]): Co<number> {
  shell.status = statements.length === 0 ? 0 : shell.status;
  for (const statement of statements) yield* executeStatement(shell, statement);
  return shell.status;
}

export function* executeStatement(shell: Shell, statement: Statement): Co<number> {
  yield* shell.tick();
  yield* checkSignals(shell);
  if (statement.background) {
    startBackground(shell, statement);
    shell.status = 0;
    return 0;
  }
  return yield* executeNode(shell, statement.command);
}

export function* executeNode(shell: Shell, node: PipelineNode | AndOr): Co<number> {
  if (node.type === 'AndOr') return yield* executeAndOr(shell, node);
  if (node.type === 'Pipeline') return yield* executePipeline(shell, node);
  return yield* executeChecked(shell, node);
}

/** All but the last are conditions: set -e and the ERR trap don't look at them. */
function* executeAndOr(shell: Shell, list: AndOr): Co<number> {
  let status = 0;
  for (let i = 0; i < list.commands.length; i++) {
    const operator = list.operators[i - 1];
    if (operator && (operator === '&&') !== (status === 0)) continue;
    const command = list.commands[i] as PipelineNode;
    status =
      i < list.commands.length - 1
        ? yield* asCondition(shell, () => executeNode(shell, command))
        : yield* executeNode(shell, command);
  }
  return status;
}

export function* asCondition(shell: Shell, part: () => Co<number>): Co<number> {
  shell.conditionDepth++;
  try {
    return yield* part();
  } finally {
    shell.conditionDepth--;
  }
}

function* executePipeline(shell: Shell, pipeline: Pipeline): Co<number> {
  const isNegated = pipeline.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1;
  const time = pipeline.prefixes.find((prefix) => prefix.type === 'Time');
  const startedAt = shell.proc.world.now;
  const body = () => executeStages(shell, pipeline);
  const [only] = pipeline.commands;
  // A compound command's own commands are conditions only if `set -e` was there before it (CMD_INVERT_RETURN).
  const isLookedInto = pipeline.commands.length === 1 && !CHECKED.includes(only?.type ?? '');
  const isCondition = isNegated && (!isLookedInto || shell.options.has('errexit'));
  let status = pipeline.commands.length === 0 ? 0 : yield* isCondition ? asCondition(shell, body) : body();
  if (time) yield* reportTime(shell, shell.proc.world.now - startedAt, time.posix !== undefined);
  if (isNegated) status = status === 0 ? 1 : 0;
  shell.status = status;
  return status;
}

function* executeStages(shell: Shell, pipeline: Pipeline): Co<number> {
  const [only] = pipeline.commands;
  if (pipeline.commands.length === 1) return yield* executeChecked(shell, only as CommandNode);
  const hadTrap = shell.traps.get('ERR') !== undefined;
  shell.status = yield* runPipeline(shell, pipeline);
  yield* checkFailure(shell, hadTrap);
  return shell.status;
}

/** What `set -e` looks at itself; of other commands it looks at the parts. */
const CHECKED: readonly string[] = ['Command', 'Subshell', 'TestCommand', 'ArithmeticCommand', 'Redirected'];

/** Runs a command, and acts on its failure where it is one that `set -e` looks at. */
function* executeChecked(shell: Shell, node: CommandNode): Co<number> {
  const hadTrap = shell.traps.get('ERR') !== undefined;
  shell.status = yield* executeCommand(shell, node);
  if (CHECKED.includes(node.type)) {
    if (node.type !== 'Redirected') shell.pipeStatus = [shell.status];
    yield* checkFailure(shell, hadTrap);
  }
  return shell.status;
}

/** set -e and the ERR trap, if there was one before the command ran. */
export function* checkFailure(shell: Shell, hadTrap: boolean): Co<void> {
  if (shell.status === 0 || shell.conditionDepth > 0) return;
  const action = hadTrap ? shell.traps.get('ERR') : undefined;
  if (action) yield* runTrap(shell, 'ERR', action);
  if (shell.options.has('errexit')) throw new Exit(shell.status);
}
