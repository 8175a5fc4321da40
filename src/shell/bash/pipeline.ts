// A pipeline of several commands: each a process, joined by pipes, the last one perhaps in the shell itself (lastpipe).

import type { CommandNode, Pipeline } from 'unbash';
import type { Co } from '../co.ts';
import type { Stream } from '../stream.ts';
import { executeCommand } from './command.ts';
import { inForeground, waitForAll } from './foreground.ts';
import { sourceText } from './background.ts';
import type { Shell } from './shell.ts';
import { runSubshell } from './subshell.ts';

export function* runPipeline(shell: Shell, pipeline: Pipeline): Co<number> {
  const { commands } = pipeline;
  const runsLastHere = shell.shopts.has('lastpipe') && !shell.interactive;
  const forked = runsLastHere ? commands.slice(0, -1) : commands;
  const stages = startStages(shell, pipeline, forked);
  let statuses: number[] = [];
  if (runsLastHere) {
    const last = yield* runLastHere(shell, commands.at(-1) as CommandNode, stages.input as Stream);
    statuses = [...(yield* waitForAll(shell, stages.pids)), last];
  } else {
    statuses = yield* inForeground(shell, stages.pids, sourceText(shell, pipeline));
  }
  shell.pipeStatus = statuses;
  if (!shell.options.has('pipefail')) return statuses.at(-1) ?? 0;
  return statuses.findLast((status) => status !== 0) ?? 0;
}

interface Stages {
  readonly pids: readonly number[];
  /** What the last stage reads, if it isn't among them. Open. */
  readonly input: Stream | undefined;
}

/** Forks without a pause, so that no stage runs before its neighbours exist. */
function startStages(shell: Shell, pipeline: Pipeline, forked: readonly CommandNode[]): Stages {
  const pids: number[] = [];
  let input: Stream | undefined;
  forked.forEach((command, i) => {
    const fds = new Map(shell.proc.fds);
    if (input) fds.set(0, input);
    const pipe = i < pipeline.commands.length - 1 ? shell.proc.pipe() : undefined;
    if (pipe) {
      pipe.reader.open();
      fds.set(1, pipe.writer);
    }
    const takesErrors = pipeline.operators[i] === '|&';
    if (takesErrors && pipe && command.type !== 'Command') fds.set(2, pipe.writer);
    pids.push(forkStage(shell, command, fds, { leader: pids[0], takesErrors }));
    input?.close();
    input = pipe?.reader;
  });
  return { pids, input };
}

function forkStage(
  shell: Shell,
  command: CommandNode,
  fds: Map<number, Stream>,
  { leader, takesErrors }: { readonly leader: number | undefined; readonly takesErrors: boolean },
): number {
  const pgid = shell.interactive ? { pgid: leader ?? 0 } : {};
  return shell.proc.fork(
    (child) => runSubshell(shell, child, (copy) => runStage(copy, command, takesErrors)),
    {
      fds,
      ...pgid,
    },
  );
}

/** What a process of its own ends without looking at an EXIT trap. */
export const UNTRAPPED: readonly string[] = ['For', 'ArithmeticFor', 'While', 'If', 'Case', 'Select'];

/** `|&` is `2>&1 |`, the last redirection of all: what is said while a simple command is expanded goes by it. */
function* runStage(shell: Shell, command: CommandNode, takesErrors: boolean): Co<number> {
  if (command.type !== 'Command') shell.jobs.inherited = undefined;
  shell.pipesErrors = takesErrors && command.type === 'Command';
  shell.tail = command.type === 'Command';
  try {
    return yield* executeCommand(shell, command);
  } finally {
    if (UNTRAPPED.includes(command.type)) shell.traps.actions.delete('EXIT');
  }
}

function* runLastHere(shell: Shell, command: CommandNode, input: Stream): Co<number> {
  const { fds } = shell.proc;
  const before = fds.get(0);
  fds.set(0, input);
  try {
    return yield* executeCommand(shell, command);
  } finally {
    input.close();
    if (before) fds.set(0, before);
    else fds.delete(0);
  }
}
