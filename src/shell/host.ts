// A shell host: the processes of all machines of a world. A page or the command line boots machines, starts shells on them
// and lets them run in small steps, so that Ctrl-C stops even a busy loop.

import type { MachineId, Nanos, NetnsId } from '../engine/ids.ts';
import { rootNetnsOf } from '../engine/ids.ts';
import type { Files } from '../engine/vfs/files.ts';
import type { World } from '../engine/world.ts';
import type { Signal } from './co.ts';
import { DEFAULT_PATH } from './find-program.ts';
import type { Process } from './process.ts';
import { nullStream } from './plain-streams.ts';
import type { Ended, Proc, ProcessTable } from './program.ts';
import type { Registry } from './registry.ts';
import { Scheduler, type StepOutcome } from './scheduler.ts';
import type { Stream } from './stream.ts';
import type { Terminal } from './terminal.ts';

export interface ShellHostOptions {
  readonly registry: Registry;
  /** A machine's file system as a process in `netns` sees it. */
  readonly filesOf: (machine: MachineId, netns: NetnsId) => Files;
  /** What a reboot does to a machine's configuration; gives the commands that it runs at its start. */
  readonly reboot?: (machine: MachineId) => readonly string[];
}

export interface StandardStreams {
  readonly stdin?: Stream;
  readonly stdout: Stream;
  readonly stderr: Stream;
}

/** What runs: any command line of words (`['bash', '-c', text]`, `['/tmp/x.sh']`), or a shell at a terminal. */
export type ShellStart =
  | ({
      readonly argv: readonly string[];
      readonly env?: ReadonlyMap<string, string>;
      readonly cwd?: string;
    } & StandardStreams)
  | { readonly terminal: Terminal };

export interface ShellHost {
  readonly world: World;
  readonly processes: ProcessTable;
  boot(machine: MachineId): Proc;
  /** Starts a program on a machine, in `netns` (the machine's own by default); its pid. 127 programs that aren't there throw. */
  spawnShell(machine: MachineId, start: ShellStart, netns?: NetnsId): number;
  /** At most `budget` steps of processes; time goes no further than `until`. */
  step(budget: number, until?: Nanos): StepOutcome;
  /** Steps until everything is done, `until` is reached, or `pid` has ended. */
  run(options?: { readonly until?: Nanos; readonly pid?: number; readonly maxSteps?: number }): StepOutcome;
  signal(pid: number, signal: Signal): boolean;
  /** How a process that this host started has ended; undefined while it runs. */
  ended(pid: number): Ended | undefined;
}

const STEPS = 1000;

export function createShellHost(world: World, options: ShellHostOptions): ShellHost {
  const restart = (machine: MachineId): void => {
    const commands = options.reboot?.(machine) ?? [];
    const fds = new Map([0, 1, 2].map((fd) => [fd, nullStream]));
    if (commands.length > 0) boot(machine).spawn(['sh', '-c', commands.join('\n')], { fds, pgid: 0 });
  };
  const scheduler = new Scheduler(world, options.registry, restart);
  const started = new Map<number, Process>();
  const boot = (machine: MachineId): Process => {
    const root = rootNetnsOf(machine);
    return scheduler.init(machine, root, options.filesOf(machine, root), bootEnvironment());
  };
  const ended = (pid: number) => started.get(pid)?.ended;
  const host: ShellHost = {
    world,
    processes: scheduler,
    boot,
    spawnShell(machine, start, netns = rootNetnsOf(machine)) {
      const init = boot(machine);
      const argv = 'terminal' in start ? ['bash'] : start.argv;
      const env = 'terminal' in start ? terminalEnvironment() : new Map([...init.env, ...(start.env ?? [])]);
      const cwd = ('terminal' in start ? undefined : start.cwd) ?? '/root';
      const done = init.spawn(argv, {
        fds: streamsOf(start),
        env,
        cwd,
        netns,
        pgid: 0,
        ...('terminal' in start && { terminal: start.terminal }),
        ...(netns === init.netns ? {} : { files: options.filesOf(machine, netns) }),
      });
      if (!done.ok) throw new Error(`can't start ${argv[0]}: ${done.error}`);
      const process = scheduler.get(done.value) as Process;
      started.set(process.pid, process);
      if ('terminal' in start) start.terminal.attach(scheduler, process.pid);
      return process.pid;
    },
    step: (budget, until) => scheduler.step(budget, until),
    run({ until, pid, maxSteps = Number.POSITIVE_INFINITY } = {}) {
      for (let steps = 0; steps < maxSteps; steps += STEPS) {
        if (pid !== undefined && ended(pid)) return { reason: 'idle' };
        const isDone = (): boolean => pid !== undefined && ended(pid) !== undefined;
        const outcome = scheduler.step(STEPS, until, isDone);
        if (outcome.reason !== 'budget') return outcome;
      }
      return { reason: 'budget' };
    },
    signal: (pid, signal) => scheduler.signal(pid, signal),
    ended,
  };
  return host;
}

function streamsOf(start: ShellStart): Map<number, Stream> {
  if ('terminal' in start) return new Map([0, 1, 2].map((fd) => [fd, start.terminal.stream]));
  return new Map([
    [0, start.stdin ?? nullStream],
    [1, start.stdout],
    [2, start.stderr],
  ]);
}

function bootEnvironment(): Map<string, string> {
  return new Map([
    ['HOME', '/root'],
    ['USER', 'root'],
    ['LOGNAME', 'root'],
    ['SHELL', '/bin/bash'],
    ['LANG', 'C.UTF-8'],
    ['PATH', DEFAULT_PATH],
  ]);
}

function terminalEnvironment(): Map<string, string> {
  return new Map([...bootEnvironment(), ['TERM', 'xterm-256color']]);
}
