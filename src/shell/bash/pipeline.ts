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
      if (pipeline.operators[i] === '|&') fds.set(2, pipe.writer);
    }
    pids.push(forkStage(shell, command, fds, pids[0]));
    input?.close();
    input = pipe?.reader;
  });
  return { pids, input };
}

function forkStage(
  shell: Shell,
  command: CommandNode,
  fds: Map<number, Stream>,
  leader: number | undefined,
): number {
  const pgid = shell.interactive ? { pgid: leader ?? 0 } : {};
  return shell.proc.fork((child) => runSubshell(shell, child, (copy) => runStage(copy, command)), {
    fds,
    ...pgid,
  });
}

function* runStage(shell: Shell, command: CommandNode): Co<number> {
  shell.tail = command.type === 'Command';
  return yield* executeCommand(shell, command);
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
