// Shells on the machines of a world: which programs there are, the blank machine that a script is given, and a script from
// its first line to its last.

import { present } from '../base/assert.ts';
import { unwrap } from '../base/result.ts';
import { applyOp } from '../engine/apply.ts';
import { type MachineId, type Nanos, type NetnsId, rootNetnsOf, SECOND } from '../engine/ids.ts';
import { filesOf } from '../engine/vfs/view.ts';
import { World } from '../engine/world.ts';
import { rebootMachine } from './reboot.ts';
import { PROGRAMS } from '../shell/commands/registry.ts';
import { createShellHost, type ShellHost } from '../shell/host.ts';
import { nullStream, textOutput } from '../shell/plain-streams.ts';

export function shellsOf(world: World): ShellHost {
  return createShellHost(world, {
    registry: PROGRAMS,
    filesOf: (machine, netns) => filesOf(world, machine, netns),
    reboot: (machine) => rebootMachine(world, machine).commands,
  });
}

/** The machine of `packetwalk run` without a topology: what `unshare -nm` gives, `lo` DOWN and nothing else. */
export function blankWorld(seed = 1): World {
  const world = new World(seed);
  unwrap(applyOp(world, { op: 'machine.add', id: BLANK, name: 'host', kind: 'host' }));
  world.seal();
  return world;
}

export const BLANK = 'host' as MachineId;

export interface Script {
  readonly text: string;
  /** What it is called: `$0`, and in messages. Absent: it is `bash -c`'s. */
  readonly path?: string;
  readonly args?: readonly string[];
  readonly machine: MachineId;
  readonly netns?: NetnsId;
}

export interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** How it ended: with a status, or with the reason why it can't. */
export type ScriptEnd = { readonly status: number } | { readonly endless: Endless };

/**
 * `waits`: everybody waits for what nobody will do; `time`: it has run for more than a day in virtual time; `steps`,
 * `events`: it goes round and round.
 */
export type Endless = 'waits' | 'time' | 'steps' | 'events';

export interface Limits {
  /** Virtual time. */
  readonly time: Nanos;
  /** Steps of processes (some 100 commands each) in which the network does nothing. */
  readonly steps: number;
  /** Of the trace: it has to fit into memory. */
  readonly events: number;
}

const LIMITS: Limits = { time: (86_400 * SECOND) as Nanos, steps: 100_000, events: 4_000_000 };
const STRETCH = 1000;

export function runScript(shells: ShellHost, script: Script, output: Output, limits = LIMITS): ScriptEnd {
  const { machine } = script;
  const netns = script.netns ?? rootNetnsOf(machine);
  const { path, args = [] } = script;
  if (path !== undefined) putFile(shells.world, machine, path, script.text);
  const argv = path === undefined ? ['bash', '-c', script.text, 'bash', ...args] : ['bash', path, ...args];
  const start = {
    argv,
    stdin: nullStream,
    stdout: textOutput((text) => output.out(text)),
    stderr: textOutput((text) => output.err(text)),
  };
  return untilEnded(shells, shells.spawnShell(machine, start, netns), limits);
}

function untilEnded(shells: ShellHost, pid: number, limits: Limits): ScriptEnd {
  const { world } = shells;
  const start = world.now;
  let events = world.events.length;
  for (let steps = 0; ; steps += STRETCH) {
    const { reason } = shells.run({ pid, maxSteps: STRETCH });
    const ended = shells.ended(pid);
    if (ended) return { status: ended.status };
    if (reason === 'idle') return { endless: 'waits' };
    if (world.now - start >= limits.time) return { endless: 'time' };
    if (world.events.length > events) steps = 0;
    events = world.events.length;
    if (steps >= limits.steps) return { endless: 'steps' };
    if (events >= limits.events) return { endless: 'events' };
  }
}

/** The script's file on the machine, where it is called from: /root, unless its path is absolute. */
function putFile(world: World, machine: MachineId, path: string, text: string): void {
  const files = filesOf(world, machine, rootNetnsOf(machine));
  const parts = (path.startsWith('/') ? path : `/root/${path}`).split('/').slice(1);
  for (let i = 1; i < parts.length; i++) files.mkdir(`/${parts.slice(0, i).join('/')}`);
  present(files.write(`/${parts.join('/')}`, text, { mode: 0o755 }), path);
}
