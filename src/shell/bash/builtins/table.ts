// The builtins by name.

import type { Co } from '../../co.ts';
import type { Shell } from '../shell.ts';
import { ALIAS_BUILTINS } from './aliases.ts';
import { COMMAND_BUILTINS } from './commands.ts';
import { DIRECTORY_BUILTINS } from './directories.ts';
import { DECLARE_BUILTINS } from './declare.ts';
import { FLOW_BUILTINS } from './flow.ts';
import { HISTORY_BUILTINS } from './history.ts';
import { INPUT_BUILTINS } from './input.ts';
import { JOB_BUILTINS } from './jobs.ts';
import { OPTION_BUILTINS } from './options.ts';
import { OUTPUT_BUILTINS } from './output.ts';
import { PROCESS_BUILTINS } from './process.ts';
import { TEST_BUILTINS } from './test.ts';
import { TRAP_BUILTINS } from './trap.ts';

export type Builtin = (shell: Shell, args: readonly string[]) => Co<number>;
export type Builtins = Readonly<Record<string, Builtin>>;

let all: ReadonlyMap<string, Builtin> | undefined;

function table(): ReadonlyMap<string, Builtin> {
  // Made when it is first needed: the lists and this table refer to each other.
  all ??= new Map(
    [
      ALIAS_BUILTINS,
      COMMAND_BUILTINS,
      DECLARE_BUILTINS,
      DIRECTORY_BUILTINS,
      FLOW_BUILTINS,
      HISTORY_BUILTINS,
      INPUT_BUILTINS,
      JOB_BUILTINS,
      OPTION_BUILTINS,
      OUTPUT_BUILTINS,
      PROCESS_BUILTINS,
      TEST_BUILTINS,
      TRAP_BUILTINS,
    ].flatMap((list: Builtins) => Object.entries(list)),
  );
  return all;
}

/** The builtin of that name, unless it is disabled. */
export function builtinNamed(shell: Shell, name: string): Builtin | undefined {
  return shell.disabledBuiltins.has(name) ? undefined : table().get(name);
}

export function builtinNames(): readonly string[] {
  return [...table().keys()].sort();
}
