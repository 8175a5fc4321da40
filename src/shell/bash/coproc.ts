// coproc: a background command with a pipe in each direction.

import type { Coproc } from 'unbash';
import type { Co } from '../co.ts';
import { assign } from './assign.ts';
import { printNode } from './print.ts';
import { executeCommand, executeCompound } from './command.ts';
import type { Shell } from './shell.ts';
import { runSubshell } from './subshell.ts';

// eslint-disable-next-line require-yield -- a coroutine like the other commands
export function* startCoproc(shell: Shell, node: Coproc): Co<number> {
  const name = node.name?.text ?? 'COPROC';
  const { proc } = shell;
  const input = proc.pipe();
  const output = proc.pipe();
  const fds = new Map(proc.fds).set(0, input.reader).set(1, output.writer);
  const { body } = node;
  const pid = proc.fork(
    (child) =>
      runSubshell(shell, child, (copy) => {
        copy.tail = body.type === 'Command';
        return body.type === 'CompoundList' ? executeCompound(copy, body) : executeCommand(copy, body);
      }),
    { fds },
  );
  const read = freeDescriptor(shell, 63);
  output.reader.open();
  proc.fds.set(read, output.reader);
  const write = freeDescriptor(shell, 62);
  input.writer.open();
  proc.fds.set(write, input.writer);
  assign(shell, name, String(read), '0');
  assign(shell, name, String(write), '1');
  assign(shell, `${name}_PID`, String(pid));
  shell.lastBackground = pid;
  shell.jobs.add([pid], pid, printNode(node, shell.source.text));
  return 0;
}

function freeDescriptor(shell: Shell, from: number): number {
  let fd = from;
  while (shell.proc.fds.has(fd)) fd--;
  return fd;
}
