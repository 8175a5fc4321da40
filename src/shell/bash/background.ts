// `command &`: a job that nobody waits for.

import type { PipelineNode, AndOr, Statement } from 'unbash';
import type { Co } from '../co.ts';
import { nullStream } from '../plain-streams.ts';
import { executeCommand } from './command.ts';
import { executeNode } from './execute.ts';
import { UNTRAPPED } from './pipeline.ts';
import { printNode } from './print.ts';
import type { Shell } from './shell.ts';
import { runSubshell } from './subshell.ts';

export function startBackground(shell: Shell, statement: Statement): void {
  const fds = new Map(shell.proc.fds);
  // Without job control a background command must not read what the script is fed with.
  if (!shell.interactive) fds.set(0, nullStream);
  const pid = shell.proc.fork(
    (child) => runSubshell(shell, child, (copy) => runBackground(copy, statement.command)),
    {
      fds,
      ...(shell.interactive ? { pgid: 0 } : {}),
    },
  );
  shell.lastBackground = pid;
  const job = shell.jobs.add(
    [pid],
    shell.proc.processes.get(pid)?.pgid ?? pid,
    sourceText(shell, statement.command),
  );
  if (shell.interactive) shell.notices.push(`[${job.number}] ${pid}\n`);
}

function* runBackground(shell: Shell, node: PipelineNode | AndOr): Co<number> {
  if (shell.proc.pgid !== shell.proc.pid)
    for (const signal of ['SIGINT', 'SIGQUIT'] as const) shell.proc.ignored.add(signal);
  if (node.type !== 'Command')
    try {
      return yield* executeNode(shell, node);
    } finally {
      if (UNTRAPPED.includes(node.type)) shell.traps.actions.delete('EXIT');
    }
  shell.tail = true;
  return yield* executeCommand(shell, node);
}

/** A command as `jobs` and messages show it. */
export function sourceText(shell: Shell, node: PipelineNode | AndOr): string {
  return printNode(node, shell.source.text);
}
