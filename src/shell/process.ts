// One process: what the kernel keeps of it, and the calls that its program makes (program.ts says what each means).

import { err, ok, type Result } from '../base/result.ts';
import type { FileErrno, Files } from '../engine/vfs/files.ts';
import { MILLISECOND, type MachineId, type Nanos, type NetnsId } from '../engine/ids.ts';
import type { World } from '../engine/world.ts';
import type { Co, Signal, Wait } from './co.ts';
import { DEFAULT_PATH, executableAt, findInPath } from './find-program.ts';
import { openPath } from './open.ts';
import { resolvePath } from './path.ts';
import type { Pipe } from './pipe.ts';
import type { Ended, OpenMode, Proc, ProcessTable, ProcessView, SpawnOptions } from './program.ts';
import type { Registry } from './registry.ts';
import type { Stream } from './stream.ts';
import { type Terminal, terminalOf } from './terminal.ts';

/**
 * What it takes to load a program: fork, execve and the dynamic linker need about a millisecond on any Linux, and packets
 * some microseconds. So a script's pings follow each other slowly enough for the limits of ICMP (inet_peer_xrlim_allow).
 */
const START_TIME = MILLISECOND;

/** What a process asks of the kernel that it runs on (scheduler.ts). */
export interface Kernel extends ProcessTable {
  readonly world: World;
  readonly registry: Registry;
  start(
    parent: Process,
    argv: readonly string[],
    body: (child: Process) => Co<number>,
    o?: SpawnOptions,
  ): Process;
  signal(pid: number, signal: Signal): boolean;
  get(pid: number): Process | undefined;
  reap(process: Process): void;
  reboot(machine: MachineId): void;
  fifo(machine: MachineId, path: string): Pipe;
  randomStream(): Stream;
  pipe(): Pipe;
}

export interface ProcessState {
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly machine: MachineId;
  readonly netns: NetnsId;
  readonly files: Files;
  readonly cwd: string;
  readonly env: ReadonlyMap<string, string>;
  readonly umask: number;
  readonly terminal: Terminal | undefined;
  readonly argv: readonly string[];
}

export class Process implements Proc, ProcessView {
  readonly pid: number;
  ppid: number;
  pgid: number;
  readonly machine: MachineId;
  netns: NetnsId;
  files: Files;
  cwd: string;
  readonly env: Map<string, string>;
  readonly fds = new Map<number, Stream>();
  umask: number;
  readonly caught = new Set<Signal>();
  readonly ignored = new Set<Signal>();
  readonly terminal: Terminal | undefined;
  argv: readonly string[];
  stopped = false;
  ended: Ended | undefined;

  /** The scheduler's side of it. */
  body: Co<number> | undefined;
  /** Coroutines that it called deeply, the innermost last: they run before `body` goes on. */
  readonly inner: Co<void>[] = [];
  waitsFor: Wait = { for: 'turn' };
  /** Caught signals on their way in, and those that have come in and that nobody took. */
  readonly pending: Signal[] = [];
  readonly arrived: Signal[] = [];
  /** A signal that ends it as soon as it isn't running. */
  fatal: Signal | undefined;
  readonly #held = new Set<() => void>();
  readonly #kernel: Kernel;

  constructor(kernel: Kernel, state: ProcessState) {
    this.#kernel = kernel;
    this.pid = state.pid;
    this.ppid = state.ppid;
    this.pgid = state.pgid;
    this.machine = state.machine;
    this.netns = state.netns;
    this.files = state.files;
    this.cwd = state.cwd;
    this.env = new Map(state.env);
    this.umask = state.umask;
    this.terminal = state.terminal;
    this.argv = state.argv;
  }

  get columns(): number {
    const said = Number(this.env.get('COLUMNS'));
    return said > 0 ? said : (terminalOf(this.fds.get(1))?.columns ?? 80);
  }

  get world(): World {
    return this.#kernel.world;
  }

  get processes(): ProcessTable {
    return this.#kernel;
  }

  hold(stream: Stream): () => void {
    stream.open();
    const release = (): void => {
      if (this.#held.delete(release)) stream.close();
    };
    this.#held.add(release);
    return release;
  }

  /** The process has ended. */
  closeAll(): void {
    for (const stream of this.fds.values()) stream.close();
    this.fds.clear();
    for (const release of this.#held) release();
  }

  takeSignal(): Signal | undefined {
    return this.arrived.shift();
  }

  open(path: string, mode: OpenMode): Result<Stream, FileErrno> {
    return openPath(this, path, mode);
  }

  pipe(): Pipe {
    return this.#kernel.pipe();
  }

  fifo(path: string): Pipe {
    return this.#kernel.fifo(this.machine, path);
  }

  randomStream(): Stream {
    return this.#kernel.randomStream();
  }

  spawn(argv: readonly string[], options: SpawnOptions = {}): Result<number, 'ENOENT' | 'EACCES'> {
    const path = options.env?.get('PATH');
    const start = this.#resolve(argv, options.path, path, options);
    if (!start.ok) return start;
    const child = this.#kernel.start(this, argv, start.value, options);
    // What the machine itself starts is there at once.
    if (this.ppid !== 0) child.waitsFor = this.#startWait();
    return ok(child.pid);
  }

  fork(body: (child: Proc) => Co<number>, options?: SpawnOptions): number {
    return this.#kernel.start(this, this.argv, body, options).pid;
  }

  exec(argv: readonly string[], path?: string): Result<Co<number>, 'ENOENT' | 'EACCES'> {
    const start = this.#resolve(argv, path, undefined, {});
    if (!start.ok) return start;
    this.argv = argv;
    this.caught.clear();
    return ok(this.#load(start.value(this)));
  }

  *#load(program: Co<number>): Co<number> {
    yield this.#startWait();
    return yield* program;
  }

  #startWait(): Wait {
    return { for: 'start', until: (this.world.now + START_TIME) as Nanos };
  }

  *wait(pid: number): Co<number> {
    const child = this.#kernel.get(pid);
    if (!child) return 127;
    while (!child.ended) yield { for: 'exit', pids: [pid] };
    this.#kernel.reap(child);
    return child.ended.status;
  }

  kill(pid: number, signal: Signal): boolean {
    return this.#kernel.signal(pid, signal);
  }

  reboot(): void {
    this.#kernel.reboot(this.machine);
  }

  /** Finds the file and what it means, and gives the coroutine that runs it. */
  #resolve(
    argv: readonly string[],
    file: string | undefined,
    searchPath: string | undefined,
    options: SpawnOptions,
  ): Result<(process: Process) => Co<number>, 'ENOENT' | 'EACCES'> {
    const files = options.files ?? this.files;
    const cwd = options.cwd ?? this.cwd;
    const path = searchPath ?? this.env.get('PATH') ?? DEFAULT_PATH;
    const shown = findInPath(files, cwd, path, file ?? argv[0] ?? '');
    if (shown === undefined || shown === '') return err('ENOENT');
    const found = executableAt(files, this.#kernel.registry, resolvePath(cwd, shown), shown, argv.slice(1));
    if (!found.ok) return found;
    const { program, args } = found.value;
    return ok((process) => program.run(process, args));
  }
}
