// One option table a program: parsing, usage, completion and the man page all come from it.

import type { MachineId, NetnsId } from '../engine/ids.ts';
import type { World } from '../engine/world.ts';

export interface OptionSpec {
  /** `c` for -c; absent for a long one only. */
  readonly short?: string;
  readonly long?: string;
  /** The argument's name in the usage text (`count`); absent: takes none. */
  readonly argument?: string;
  /** One line for the man page and the completion menu. */
  readonly about: string;
}

export interface OptionTable {
  /** One line: `ping - send ICMP ECHO_REQUEST to network hosts`. */
  readonly about: string;
  readonly options: readonly OptionSpec[];
  /** What follows the options, as the real usage text has it: `<destination>`. */
  readonly operands?: string;
  /** The real tool's usage text, if it isn't generated. */
  readonly usage?: string;
  /** What may stand for the last of `words` (those behind the program's name), which is being typed; absent: options and files. */
  readonly complete?: (at: CompletionPlace, words: readonly string[]) => readonly string[];
}

/** Where a command line is typed: a completion may name what is there. */
export interface CompletionPlace {
  readonly world: World;
  readonly machine: MachineId;
  readonly netns: NetnsId;
}
