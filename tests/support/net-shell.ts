// Runs single programs on drawn labs, and gives what they print.

import type { MachineId, NetnsId } from '../../src/engine/ids.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import type { World } from '../../src/engine/world.ts';
import { NET_PROGRAMS } from '../../src/shell/commands/net/index.ts';
import { createShellHost, type ShellHost } from '../../src/shell/host.ts';
import { textInput, textOutput } from '../../src/shell/plain-streams.ts';
import type { Program } from '../../src/shell/program.ts';
import { createRegistry } from '../../src/shell/registry.ts';

export interface Ran {
  readonly out: string;
  readonly err: string;
  readonly status: number | undefined;
}

export interface Running extends Ran {
  readonly pid: number;
}

/** What net programs are tested beside: they run other commands. */
const TRUE: Program = {
  name: 'true',
  options: { about: 'true - do nothing, successfully', options: [] },
  // eslint-disable-next-line require-yield -- a program is a coroutine
  *run() {
    return 0;
  },
};

export class NetShell {
  readonly host: ShellHost;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.host = createShellHost(world, {
      registry: createRegistry(NET_PROGRAMS, [TRUE]),
      filesOf: (machine, netns) => filesOf(world, machine, netns),
    });
  }

  /** Starts `command` (words by spaces; a word in double quotes may have some) on `h1` or in `h1/red`. */
  start(place: string, command: string): Running {
    const [machine = ''] = place.split('/');
    const argv = (command.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, '$1'));
    const got = { out: '', err: '' };
    const streams = {
      stdin: textInput(''),
      stdout: textOutput((text) => void (got.out += text)),
      stderr: textOutput((text) => void (got.err += text)),
    };
    const { host } = this;
    const pid = host.spawnShell(machine as MachineId, { argv, ...streams }, place as NetnsId);
    return {
      pid,
      get out() {
        return got.out;
      },
      get err() {
        return got.err;
      },
      get status() {
        return host.ended(pid)?.status;
      },
    };
  }

  /** Starts it and lets time pass until it has ended. */
  run(place: string, command: string): Ran {
    const running = this.start(place, command);
    this.host.run({ pid: running.pid, maxSteps: 1_000_000 });
    const { out, err, status } = running;
    return { out, err, status };
  }

  write(place: string, path: string, text: string): void {
    const files = filesOf(this.#world, place.split('/')[0] as MachineId, place as NetnsId);
    const done = files.write(path, text);
    if (!done.ok) throw new Error(`${path}: ${done.error}`);
  }
}

/** Round trip times and durations differ from run to run on a real machine. */
export function masked(text: string): string {
  return text
    .replace(/= [\d./]+ ms/g, '= T ms')
    .replace(/\d+\.\d+ ms/g, 'T ms')
    .replace(/time \d+ms/g, 'time Tms')
    .replace(/\d+\.\d+ms/g, 'Tms');
}
