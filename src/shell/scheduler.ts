// Runs processes as coroutines in virtual time over a world. Each round gives every process that can go on one step, in the
// order of their pids; when all wait, the world runs to the next moment that matters to somebody, and never beyond.

import { applyOp } from '../engine/apply.ts';
import { run } from '../engine/walk.ts';
import type { MachineId, Nanos, NetnsId } from '../engine/ids.ts';
import type { Files } from '../engine/vfs/files.ts';
import type { World } from '../engine/world.ts';
import { advance } from './advance.ts';
import type { Co, Signal } from './co.ts';
import { describeAnyErrno } from './errno-words.ts';
import { createPipe, type Pipe } from './pipe.ts';
import { Process, type Kernel } from './process.ts';
import type { SpawnOptions } from './program.ts';
import { randomStream } from './random-stream.ts';
import { earliest, isReady, nextAlarm } from './readiness.ts';
import type { Registry } from './registry.ts';
import { defaultAction, signalNumber } from './signals.ts';
import { type Stream, WriteError } from './stream.ts';

/**
 * What a turn of a program that doesn't wait costs. Without it a loop that polls would stand still in time for ever. A
 * shell takes a turn after every 100 commands: ten microseconds a command, as on a slow machine.
 */
const TURN_COST = 1_000_000;
/** Time is handed to the world in stretches of this length, so that it isn't bothered at each turn. */
const COST_STRETCH = 1_000_000;
/** Events a single stretch of the world may record before the caller of step() gets a say. */
const EVENTS_PER_STRETCH = 20_000;

export interface StepOutcome {
  /** `budget`: there is more to do; `time`: the limit is reached; `idle`: everything waits for what nobody will do. */
  readonly reason: 'budget' | 'time' | 'idle';
}

export class Scheduler implements Kernel {
  readonly world: World;
  readonly registry: Registry;
  readonly #processes = new Map<number, Process>();
  readonly #fifos = new Map<string, Pipe>();
  readonly #inits = new Map<MachineId, Process>();
  /** What a machine does when it starts again. */
  readonly #boot: (machine: MachineId) => void;
  readonly #reboots: MachineId[] = [];
  #running: Process | undefined;
  #owed = 0;
  /** How far time may go in the step that is being taken. */
  #limit: Nanos | undefined;

  constructor(world: World, registry: Registry, boot: (machine: MachineId) => void) {
    this.world = world;
    this.registry = registry;
    this.#boot = boot;
  }

  /** The machine's first process: the parent of all others, and of those that lose theirs. */
  init(machine: MachineId, netns: NetnsId, files: Files, env: ReadonlyMap<string, string>): Process {
    const known = this.#inits.get(machine);
    if (known) return known;
    const pid = this.#newPid();
    const argv = ['/sbin/init'];
    const state = {
      pid,
      ppid: 0,
      pgid: pid,
      machine,
      netns,
      files,
      cwd: '/',
      env,
      umask: 0o022,
      terminal: undefined,
      argv,
    };
    const process = new Process(this, state);
    process.waitsFor = { for: 'event', ready: () => false };
    this.#inits.set(machine, process);
    this.#processes.set(pid, process);
    return process;
  }

  start(
    parent: Process,
    argv: readonly string[],
    body: (child: Process) => Co<number>,
    options: SpawnOptions = {},
  ): Process {
    const pid = this.#newPid();
    const process = new Process(this, {
      pid,
      ppid: parent.pid,
      pgid: options.pgid === 0 ? pid : (options.pgid ?? parent.pgid),
      machine: parent.machine,
      netns: options.netns ?? parent.netns,
      files: options.files ?? parent.files,
      cwd: options.cwd ?? parent.cwd,
      env: options.env ?? parent.env,
      umask: parent.umask,
      terminal: options.terminal ?? parent.terminal,
      argv,
    });
    for (const [fd, stream] of options.fds ?? parent.fds) {
      stream.open();
      process.fds.set(fd, stream);
    }
    for (const signal of parent.ignored) process.ignored.add(signal);
    process.body = body(process);
    this.#processes.set(pid, process);
    return process;
  }

  get(pid: number): Process | undefined {
    return this.#processes.get(pid);
  }

  list(): readonly Process[] {
    return [...this.#processes.values()].sort((a, b) => a.pid - b.pid);
  }

  reap(process: Process): void {
    if (process.ended) this.#processes.delete(process.pid);
  }

  reboot(machine: MachineId): void {
    this.#reboots.push(machine);
  }

  fifo(machine: MachineId, path: string): Pipe {
    const key = `${machine}:${path}`;
    const known = this.#fifos.get(key) ?? this.pipe(true);
    this.#fifos.set(key, known);
    return known;
  }

  pipe(named = false): Pipe {
    return createPipe(() => this.#running && this.signal(this.#running.pid, 'SIGPIPE'), named);
  }

  randomStream(): Stream {
    return randomStream(this.world.rng);
  }

  killGroup(pgid: number, signal: Signal): boolean {
    const members = this.list().filter((process) => process.pgid === pgid && !process.ended);
    for (const { pid } of members) this.signal(pid, signal);
    return members.length > 0;
  }

  /** kill(2): false if there is no such process. */
  signal(pid: number, signal: Signal): boolean {
    const process = this.#processes.get(pid);
    if (!process || process.ended) return false;
    if (process.body === undefined) return true;
    if (signal === 'SIGCONT' || signal === 'SIGKILL') process.stopped = false;
    const untouchable = signal === 'SIGKILL' || signal === 'SIGSTOP';
    if (!untouchable && process.ignored.has(signal)) return true;
    if (!untouchable && process.caught.has(signal)) {
      process.pending.push(signal);
      return true;
    }
    const action = defaultAction(signal);
    if (action === 'stop') {
      process.stopped = true;
      const parent = this.#processes.get(process.ppid);
      if (parent?.caught.has('SIGCHLD')) parent.pending.push('SIGCHLD');
    } else if (action === 'end') this.#endBy(process, signal);
    return true;
  }

  /** At most `budget` steps of processes, none of them after `until`; no time passes once `isDone`. */
  step(budget: number, until?: Nanos, isDone?: () => boolean): StepOutcome {
    let left = budget;
    this.#limit = until;
    while (left > 0) {
      const steps = this.#round(left);
      left -= steps;
      for (const machine of this.#reboots.splice(0)) this.#restart(machine);
      if (this.#owed >= COST_STRETCH && !this.#spendOwed(until)) return { reason: 'time' };
      if (isDone?.()) return { reason: 'idle' };
      if (steps > 0) continue;
      const outcome = this.#letTimePass(until);
      if (outcome !== 'passed') return { reason: outcome };
      left--;
    }
    return { reason: 'budget' };
  }

  /** Gives each process that can go on one step; how many could. */
  #round(limit: number): number {
    let steps = 0;
    const moment = { processes: this.#processes, now: this.world.now, limit: this.#limit };
    for (const process of this.#processes.values()) {
      if (steps >= limit) break;
      if (!isReady(process, moment)) continue;
      steps++;
      this.#resume(process);
    }
    return steps;
  }

  #restart(machine: MachineId): void {
    for (const process of this.list()) {
      if (process.machine !== machine) continue;
      process.ppid = 0;
      if (!process.ended) this.#endBy(process, 'SIGKILL');
      process.ended = { status: 137, signal: 'SIGKILL', rebooted: true };
      this.#processes.delete(process.pid);
    }
    this.#inits.delete(machine);
    this.#boot(machine);
  }

  #resume(process: Process): void {
    const signal = process.pending.shift();
    if (signal !== undefined) process.arrived.push(signal);
    this.#running = process;
    try {
      const result = advance(process, signal);
      if (process.fatal !== undefined) this.#endBy(process, process.fatal, true);
      else if (result.done) this.#end(process, result.value & 0xff);
      else {
        process.waitsFor = result.value;
        if (result.value.for === 'turn') this.#owed += TURN_COST;
      }
    } catch (thrown) {
      this.#crash(process, thrown);
    } finally {
      this.#running = undefined;
    }
  }

  /** A write that failed ends a program that doesn't care, with the words of coreutils; anything else is a bug of ours. */
  #crash(process: Process, thrown: unknown): void {
    // A function that calls itself for ever exhausts the stack, here as in bash.
    if (thrown instanceof RangeError && /call stack/.test(thrown.message))
      return this.#endBy(process, 'SIGSEGV', true);
    if (!(thrown instanceof WriteError)) {
      this.#end(process, 134);
      throw thrown;
    }
    const name = (process.argv[0] ?? '').split('/').at(-1);
    const say = process.fds.get(2)?.write(`${name}: write error: ${describeAnyErrno(thrown.errno)}\n`);
    try {
      say?.next();
    } catch {
      // Standard error is gone, too.
    }
    this.#end(process, 1);
  }

  #endBy(process: Process, signal: Signal, now = false): void {
    if (this.#running === process && !now) {
      process.fatal = signal;
      return;
    }
    // Runs the program's finally blocks; what they would wait for, they don't get.
    for (const body of [...process.inner.splice(0).reverse(), process.body])
      try {
        body?.return(0 as never);
      } catch {
        // It is gone either way.
      }
    this.#end(process, 128 + signalNumber(signal), signal);
  }

  #end(process: Process, status: number, signal?: Signal): void {
    process.ended = signal ? { status, signal } : { status };
    process.body = undefined;
    process.closeAll();
    const init = this.#inits.get(process.machine);
    for (const other of this.#processes.values()) {
      if (other.ppid !== process.pid) continue;
      other.ppid = init?.pid ?? 1;
      if (other.ended) this.#processes.delete(other.pid);
    }
    if (process.ppid === init?.pid || !this.#processes.has(process.ppid)) this.#processes.delete(process.pid);
    else this.signal(process.ppid, 'SIGCHLD');
    this.#leaveNetns(process);
  }

  /** A network namespace without a name ends with the last process in it. */
  #leaveNetns({ netns: other, machine }: Process): void {
    if (!this.world.netns.get(other)?.isNameless) return;
    const isIn = (process: Process): boolean => process.netns === other && !process.ended;
    if (![...this.#processes.values()].some(isIn)) applyOp(this.world, { op: 'netns.drop', machine, other });
  }

  /** Lets the time pass that running has taken; false if the limit is reached. */
  #spendOwed(until: Nanos | undefined): boolean {
    const target = (this.world.now + this.#owed) as Nanos;
    this.#owed = 0;
    if (until !== undefined && until <= this.world.now) return false;
    const stop = until !== undefined && until < target ? until : target;
    run(this.world, { until: stop, maxEvents: EVENTS_PER_STRETCH });
    return true;
  }

  /** Everybody waits: runs the world to its next task, to somebody's alarm, or to the limit, whichever comes first. */
  #letTimePass(until: Nanos | undefined): 'passed' | 'time' | 'idle' {
    const alarm = nextAlarm(this.#processes.values());
    const next = this.world.queue.peek();
    const target = earliest(earliest(alarm, next?.at), until);
    if (
      target === undefined ||
      (alarm === undefined && until === undefined && !this.world.queue.hasForeground)
    )
      return 'idle';
    if (
      until !== undefined &&
      this.world.now >= until &&
      target >= until &&
      (next === undefined || next.at > until)
    )
      return 'time';
    this.#owed = 0;
    run(this.world, { until: target, maxEvents: EVENTS_PER_STRETCH });
    return 'passed';
  }

  #newPid(): number {
    let pid: number;
    do pid = this.world.newPid();
    while (this.#processes.has(pid));
    return pid;
  }
}
