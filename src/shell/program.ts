// A program: what a name in PATH runs. Everything it can touch is in its `Proc`.

import type { Result } from '../base/result.ts';
import type { World } from '../engine/world.ts';
import type { NetnsId, MachineId } from '../engine/ids.ts';
import type { Files } from '../engine/vfs/files.ts';
import type { Co, Signal } from './co.ts';
import type { OptionTable } from './options.ts';
import type { Stream } from './stream.ts';

/** One process (a program, a subshell, a shell), as the kernel would know it. */
export interface Proc {
  readonly pid: number;
  readonly ppid: number;
  readonly world: World;
  readonly machine: MachineId;
  /** The namespace it is in. `ip netns exec` starts a process in another one. */
  netns: NetnsId;
  /** The machine's file system as this process sees it (its mounts: /etc/netns/NAME over /etc, /sys of its namespace). */
  files: Files;
  cwd: string;
  readonly env: Map<string, string>;
  /** By descriptor: 0 stdin, 1 stdout, 2 stderr. */
  readonly fds: Map<number, Stream>;
  umask: number;
  /** Signals that it catches: they arrive as the value of a `yield`. The others end it with 128 + number. */
  readonly caught: Set<Signal>;
  /** Is it a terminal's foreground, and how wide is the terminal (COLUMNS)? */
  readonly columns: number;
  /** Starts a child; it inherits what `options` doesn't name. */
  spawn(argv: readonly string[], options?: SpawnOptions): Result<number, 'ENOENT' | 'EACCES'>;
  /** Starts a coroutine as a child (a subshell, a pipeline's stage). */
  fork(body: (child: Proc) => Co<number>, options?: SpawnOptions): number;
  /** Waits for a child and gives its status (128 + n for a signal). */
  wait(pid: number): Co<number>;
  kill(pid: number, signal: Signal): boolean;
}

export interface SpawnOptions {
  readonly fds?: ReadonlyMap<number, Stream>;
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  readonly netns?: NetnsId;
  readonly files?: Files;
}

export interface Program {
  readonly name: string;
  /** From it come the usage text, the completion and the man page. */
  readonly options: OptionTable;
  /** `args` without the program's name. Returns the exit status. */
  run(proc: Proc, args: readonly string[]): Co<number>;
}
