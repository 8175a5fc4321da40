// Replays a recording in the engine: the same commands on one machine `lab`, as the recorder typed them.

import { unwrap } from '../../src/base/result.ts';
import { applyOp } from '../../src/engine/apply.ts';
import { type MachineId, MILLISECOND, type Nanos, rootNetnsOf } from '../../src/engine/ids.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import { World } from '../../src/engine/world.ts';
import { shellsOf } from '../../src/lab/shell-session.ts';
import type { ShellHost } from '../../src/shell/host.ts';
import { nullStream, textOutput } from '../../src/shell/plain-streams.ts';
import { signalNumber } from '../../src/shell/signals.ts';
import { masked } from './mask.ts';
import { type RecordedCase, type RecordedStep, recording, RESETS, STOPS, type Topic } from './recording.ts';

const LAB = 'lab' as MachineId;
/** What rec.py waits after it has started something in the background, and before it interrupts it. */
const SETTLE = 300;
const BEFORE_STOP = 200;
/** A command that isn't over by then hangs (rec.py waits 40 s). */
const PATIENCE = 60_000;
const MAX_STEPS = 300_000;

export interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

export interface Replayed {
  /** `routing/ttl#3`: topic, case, and the number of the step in it. */
  readonly key: string;
  readonly cmd: string;
  readonly recorded: Said;
  readonly said: Said;
  readonly matches: boolean;
}

interface Running {
  readonly pid: number;
  out: string;
  err: string;
}

interface Background {
  readonly running: Running;
  readonly step: RecordedStep;
  readonly key: string;
  readonly stopAfter: string | undefined;
}

export function replay(topic: Topic): Replayed[] {
  const { cases } = recording(topic);
  let machine = new Machine();
  const told: Replayed[] = [];
  for (const one of cases) {
    if (RESETS[topic].includes(one.id)) machine = new Machine();
    told.push(...machine.replayCase(topic, one));
  }
  return told;
}

class Machine {
  readonly #world = new World(1);
  readonly #shells: ShellHost;
  #backgrounds: Background[] = [];

  constructor() {
    unwrap(applyOp(this.#world, { op: 'machine.add', id: LAB, name: 'lab', kind: 'host' }));
    unwrap(applyOp(this.#world, { op: 'link.set', netns: rootNetnsOf(LAB), name: 'lo', up: true }));
    filesOf(this.#world, LAB, rootNetnsOf(LAB)).mkdir('/etc/netns');
    this.#world.seal();
    this.#shells = shellsOf(this.#world);
  }

  replayCase(topic: Topic, { id, steps }: RecordedCase): Replayed[] {
    const told: Replayed[] = [];
    const stops = [...(STOPS[`${topic}/${id}`] ?? [])];
    for (const [i, step] of steps.entries()) {
      const key = `${topic}/${id}#${i}`;
      if (step.kind === 'sleep') this.#wait(Number(step.cmd.split(' ')[1]) * 1000);
      else if (step.kind === 'bg') {
        this.#backgrounds.push({ running: this.#start(step, 'exec '), step, key, stopAfter: stops.shift() });
        this.#wait(SETTLE);
      } else {
        const said = this.#run(step);
        if (step.kind === 'run') told.push(compare(key, step, said));
      }
      told.push(...this.#stop((one) => one.stopAfter === `${step.ns}$ ${step.cmd}`));
    }
    told.push(...this.#stop(() => true));
    return told;
  }

  #stop(isDue: (one: Background) => boolean): Replayed[] {
    const due = this.#backgrounds.filter(isDue);
    this.#backgrounds = this.#backgrounds.filter((one) => !due.includes(one));
    return due.map(({ running, step, key }) => {
      this.#wait(BEFORE_STOP);
      this.#shells.signal(running.pid, 'SIGINT');
      return compare(key, step, this.#finish(running));
    });
  }

  #run(step: RecordedStep): Said {
    const start = this.#world.now;
    const said = this.#finish(this.#start(step));
    // A process takes the machine some milliseconds to start, which the engine's takes no time.
    const spent = (this.#world.now - start) / MILLISECOND;
    if (step.ms !== undefined && spent < step.ms) this.#wait(step.ms - spent);
    return said;
  }

  #start({ ns, cmd }: RecordedStep, prefix = ''): Running {
    const running = { pid: 0, out: '', err: '' };
    const argv = [...(ns === '' ? [] : ['ip', 'netns', 'exec', ns]), 'bash', '-c', prefix + cmd];
    const pid = this.#shells.spawnShell(LAB, {
      argv,
      stdin: nullStream,
      stdout: textOutput((text) => void (running.out += text)),
      stderr: textOutput((text) => void (running.err += text)),
    });
    return Object.assign(running, { pid });
  }

  #finish(running: Running): Said {
    const until = (this.#world.now + PATIENCE * MILLISECOND) as Nanos;
    let crash = '';
    try {
      this.#shells.run({ pid: running.pid, until, maxSteps: MAX_STEPS });
    } catch (thrown) {
      crash = `crashed: ${thrown instanceof Error ? thrown.message : String(thrown)}\n`;
    }
    const ended = this.#shells.ended(running.pid);
    if (!ended) this.#shells.signal(running.pid, 'SIGKILL');
    return { stdout: running.out, stderr: running.err + crash, status: ended?.status ?? -1 };
  }

  #wait(milliseconds: number): void {
    const until = (this.#world.now + Math.round(milliseconds * MILLISECOND)) as Nanos;
    try {
      this.#shells.run({ until, maxSteps: MAX_STEPS });
    } catch {
      // What crashed in the background shows in its own step.
    }
  }
}

function compare(key: string, step: RecordedStep, said: Said): Replayed {
  const { cmd, stdout, stderr, rc } = step;
  const recorded = { stdout, stderr, status: rc < 0 ? 128 - rc : rc };
  const matches =
    masked(said.stdout, cmd) === masked(stdout, cmd) &&
    masked(said.stderr, cmd) === masked(stderr, cmd) &&
    (said.status === recorded.status || (rc < 0 && said.status === 128 + signalNumber('SIGINT')));
  return { key, cmd: `${step.ns}$ ${cmd}`, recorded, said, matches };
}
