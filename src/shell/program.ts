// A program: what a name in PATH runs. Everything it can touch is in its `Proc`.

import type { Result } from '../base/result.ts';
import type { World } from '../engine/world.ts';
import type { NetnsId, MachineId } from '../engine/ids.ts';
import type { FileErrno, Files } from '../engine/vfs/files.ts';
import type { Co, Signal } from './co.ts';
import type { OptionTable } from './options.ts';
import type { Stream } from './stream.ts';
import type { Terminal } from './terminal.ts';

/** One process (a program, a subshell, a shell), as the kernel would know it. */
export interface Proc {
  readonly pid: number;
  readonly ppid: number;
  /** Its process group: a job of an interactive shell is one; Ctrl-C goes to the terminal's foreground group. */
  pgid: number;
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
  /** Signals that it ignores (`trap '' INT`, nohup): children inherit them. */
  readonly ignored: Set<Signal>;
  /** How wide output is: COLUMNS, the terminal on standard output, or 80. */
  readonly columns: number;
  /** The controlling terminal: Ctrl-C in it is meant for this process's session. */
  readonly terminal: Terminal | undefined;
  /** Its name and arguments, as `ps` shows them. */
  argv: readonly string[];
  /** Every process of the host, for ps, `ip netns pids`, kill and the like. */
  readonly processes: ProcessTable;
  /** A caught signal that arrived since it was last asked for; a `yield` inside a read or a write may have swallowed it. */
  takeSignal(): Signal | undefined;
  /**
   * Keeps `stream` open until it is called back or the process ends, however it ends: a descriptor that no child gets
   * (O_CLOEXEC). Without it a program that SIGPIPE kills would leave its pipes open.
   */
  hold(stream: Stream): () => void;
  /** open(2) by a path as the user typed it, relative to cwd: files, /dev/null, /dev/stdin, /dev/fd/N. Use this, not
   * `files.read`, for what a user names: `diff <(a) <(b)` names /dev/fd/63. See also open.ts. */
  open(path: string, mode: OpenMode): Result<Stream, FileErrno>;
  /** pipe(2): both ends are closed until they are put into a descriptor table. */
  pipe(): { readonly reader: Stream; readonly writer: Stream };
  /** Starts a child; it inherits what `options` doesn't name. argv[0] is looked up in PATH. */
  spawn(argv: readonly string[], options?: SpawnOptions): Result<number, 'ENOENT' | 'EACCES'>;
  /** Starts a coroutine as a child (a subshell, a pipeline's stage). */
  fork(body: (child: Proc) => Co<number>, options?: SpawnOptions): number;
  /** Becomes another program (execve): its status is what this process must end with. */
  exec(argv: readonly string[], path?: string): Result<Co<number>, 'ENOENT' | 'EACCES'>;
  /** Waits for a child and gives its status (128 + n for a signal). */
  wait(pid: number): Co<number>;
  kill(pid: number, signal: Signal): boolean;
  /** reboot(2): every process of the machine ends, and it starts anew. */
  reboot(): void;
}

export type OpenMode = 'read' | 'write' | 'append' | 'read-write' | 'exclusive';

export interface SpawnOptions {
  readonly fds?: ReadonlyMap<number, Stream>;
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  readonly netns?: NetnsId;
  readonly files?: Files;
  /** A process group to join; 0: one of its own. */
  readonly pgid?: number;
  /** The program's file, where argv[0] isn't it (`exec -a`). */
  readonly path?: string;
  /** A controlling terminal of its own. */
  readonly terminal?: Terminal;
}

/** How a process ended: `status` is 128 + number if a signal did it. */
export interface Ended {
  readonly status: number;
  readonly signal?: Signal;
  /** The machine was switched off. */
  readonly rebooted?: true;
}

export interface ProcessView {
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly machine: MachineId;
  readonly netns: NetnsId;
  readonly argv: readonly string[];
  readonly stopped: boolean;
  readonly terminal: Terminal | undefined;
  /** Set once it has ended and until its parent has waited for it (a zombie). */
  readonly ended: Ended | undefined;
}

export interface ProcessTable {
  get(pid: number): ProcessView | undefined;
  /** By pid. */
  list(): readonly ProcessView[];
  /** Sends a signal to every process of a group; false if there is none. */
  killGroup(pgid: number, signal: Signal): boolean;
}

export interface Program {
  readonly name: string;
  /** From it come the usage text, the completion and the man page. */
  readonly options: OptionTable;
  /** `args` without the program's name. Returns the exit status. */
  run(proc: Proc, args: readonly string[]): Co<number>;
}
