// Calling a function.

import { type Co, deeply } from '../co.ts';
import { executeCommand, executeCompound } from './command.ts';
import type { Shell, ShellFunction } from './shell.ts';
import { runTrap } from './signals.ts';
import type { TrapName } from './traps.ts';
import { Return } from './unwind.ts';

/** Recursion deeper than this many calls goes on with an empty stack, and beyond MAX_DEPTH ends as a bash without memory. */
const CALLS_PER_STACK = 50;
const MAX_DEPTH = 3000;

export function* callFunction(shell: Shell, called: ShellFunction, args: readonly string[]): Co<number> {
  const { positional, frames, source, loopDepth, compoundLine } = shell;
  const depth = shell.scopes.stack.length;
  if (frames.length >= MAX_DEPTH) throw new RangeError('call stack of the script');
  shell.frames = [
    ...frames,
    { name: called.name, callLine: shell.line, source: sourceName(shell, called), kind: 'function' },
  ];
  shell.positional = args;
  shell.source = called.source;
  shell.loopDepth = 0;
  shell.compoundLine = called.source.lineAt(called.body.pos);
  shell.scopes.stack.push(new Map());
  const showTraps = hideTraps(shell);
  try {
    const body = runBody(shell, called);
    shell.status =
      frames.length % CALLS_PER_STACK === CALLS_PER_STACK - 1 ? yield* deeply(body) : yield* body;
  } catch (thrown) {
    if (!(thrown instanceof Return)) {
      showTraps();
      throw thrown;
    }
    shell.status = thrown.status;
  } finally {
    shell.scopes.stack.length = depth;
    shell.frames = frames;
    shell.positional = positional;
    shell.source = source;
    shell.loopDepth = loopDepth;
    shell.compoundLine = compoundLine;
  }
  const action = shell.traps.get('RETURN');
  if (action) yield* runTrap(shell, 'RETURN', action);
  showTraps();
  return shell.status;
}

/** DEBUG, RETURN and ERR don't hold in a function unless it sets them, or `set -T` and `set -E` say so. */
function hideTraps({ traps, options }: Shell): () => void {
  const hidden: [TrapName, string][] = [];
  for (const name of ['DEBUG', 'RETURN', 'ERR'] as const) {
    const action = traps.get(name);
    if (action === undefined || options.has(name === 'ERR' ? 'errtrace' : 'functrace')) continue;
    hidden.push([name, action]);
    traps.actions.delete(name);
  }
  return () => {
    for (const [name, action] of hidden) if (traps.get(name) === undefined) traps.actions.set(name, action);
  };
}

/** Functions that no file defined have a name of their own in BASH_SOURCE and in messages. */
function sourceName(shell: Shell, { source }: ShellFunction): string {
  if (source.name !== shell.name || shell.interactive) return source.name;
  if (shell.commandString) return 'environment';
  return shell.stdinScript ? 'main' : source.name;
}

function* runBody(shell: Shell, { body }: ShellFunction): Co<number> {
  if (body.type === 'Redirected') return yield* executeCommand(shell, body);
  return yield* executeCompound(shell, body);
}
