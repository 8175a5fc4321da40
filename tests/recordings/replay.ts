// Replays a recording in the engine: its set-up, then each step, and compares what the tools print and how they end.
//
// A step is run by the machine's own shell if there is one among the programs, otherwise directly, and then only if it is
// one plain command.

import { rootNetnsOf, namedNetnsOf, type MachineId, type Nanos, type NetnsId } from '../../src/engine/ids.ts';
import { applyOp } from '../../src/engine/apply.ts';
import { devsInOrder } from '../../src/engine/device/table.ts';
import { filesOf } from '../../src/engine/vfs/view.ts';
import { World } from '../../src/engine/world.ts';
import type { Co } from '../../src/shell/co.ts';
import { createShellHost, type ShellHost } from '../../src/shell/host.ts';
import type { Registry } from '../../src/shell/registry.ts';
import type { Stream } from '../../src/shell/stream.ts';
import { unwrap } from '../../src/base/result.ts';
import { parseMac } from '../../src/wire/mac.ts';
import { masked, Names, sameText } from './normal.ts';
import type { Case, Recording, Step } from './recording.ts';

const MACHINE = 'host' as MachineId;
const MILLISECOND = 1_000_000;
const LIMIT = 90_000 * MILLISECOND;

export interface Outcome {
  readonly case: string;
  readonly step: Step;
  /** undefined: there was nobody to run it. */
  readonly ours?: { readonly stdout: string; readonly stderr: string; readonly rc: number };
  readonly matched: boolean;
}

interface Background {
  readonly step: Step;
  readonly case: string;
  readonly pid: number;
  readonly out: Collector;
  readonly err: Collector;
}

/** A stream that keeps what is written to it. */
class Collector implements Stream {
  readonly tty = false;
  readonly readable = true;
  readonly writable = true;
  text = '';

  // eslint-disable-next-line require-yield -- a stream's methods are coroutines
  *read(): Co<string> {
    return '';
  }

  // eslint-disable-next-line require-yield -- a stream's methods are coroutines
  *write(text: string): Co<void> {
    this.text += text;
  }

  open(): void {}

  close(): void {}
}

export class Replay {
  readonly world = new World(1);
  readonly host: ShellHost;
  readonly #registry: Registry;
  readonly #names = new Names();
  readonly #outcomes: Outcome[] = [];
  #background: Background[] = [];
  /** What follows the step that runs: the MAC addresses that the kernel drew are in it. */
  #future: readonly Step[] = [];

  constructor(registry: Registry) {
    this.#registry = registry;
    unwrap(applyOp(this.world, { op: 'machine.add', id: MACHINE, name: 'lab', kind: 'host' }));
    this.host = createShellHost(this.world, {
      registry,
      filesOf: (machine, netns) => filesOf(this.world, machine, netns),
    });
    this.#apply({ op: 'link.set', netns: rootNetnsOf(MACHINE), name: 'lo', up: true });
  }

  run(recorded: Recording): readonly Outcome[] {
    for (const one of recorded.cases) this.#case(one);
    return this.#outcomes;
  }

  #case(one: Case): void {
    const names = one.steps
      .filter(({ kind, cmd }) => kind === 'setup' && cmd.startsWith('ip netns add '))
      .map(({ cmd }) => cmd.split(' ')[3] ?? '');
    if (names.some((name) => this.world.netns.has(namedNetnsOf(MACHINE, name)))) this.#reset();
    one.steps.forEach((step, i) => {
      this.#future = one.steps.slice(i);
      this.#step(one.id, step);
    });
    this.#stopBackground();
  }

  /** rec.py's reset(), which isn't recorded: all namespaces and devices go. */
  #reset(): void {
    for (const ns of this.world.netns.sorted((a, b) => a.ordinal - b.ordinal)) {
      if (ns.name !== '') this.#apply({ op: 'netns.del', machine: MACHINE, name: ns.name });
    }
    const root = this.world.netns.get(rootNetnsOf(MACHINE));
    for (const dev of root ? devsInOrder(root) : [])
      if (dev.name !== 'lo' && root?.devs.has(dev.ifindex))
        this.#apply({ op: 'link.del', netns: rootNetnsOf(MACHINE), name: dev.name });
  }

  #apply(op: Parameters<typeof applyOp>[1]): void {
    unwrap(applyOp(this.world, op));
  }

  #step(id: string, step: Step): void {
    if (step.kind === 'sleep') return this.#sleep(Number(step.cmd.split(' ')[1]) * 1000);
    if (step.kind === 'file') return;
    const netns = step.ns === '' ? rootNetnsOf(MACHINE) : namedNetnsOf(MACHINE, step.ns);
    const argv = this.#argv(step.cmd);
    if (!argv || !this.world.netns.has(netns)) {
      this.#outcomes.push({ case: id, step, matched: false });
      return this.#sleep(step.ms ?? 0);
    }
    const [out, err] = [new Collector(), new Collector()];
    const before = this.#macless();
    const start = this.world.now;
    const pid = this.host.spawnShell(MACHINE, { argv, stdout: out, stderr: err }, netns);
    if (step.kind === 'bg') {
      this.#background.push({ step, case: id, pid, out, err });
      return this.#sleep(300);
    }
    while (!this.host.ended(pid) && this.world.now < start + LIMIT)
      this.host.step(1, (start + LIMIT) as Nanos);
    if (!this.host.ended(pid)) this.host.signal(pid, 'SIGKILL');
    this.#adoptMacs(before);
    this.#judge(id, step, { stdout: out.text, stderr: err.text, rc: this.host.ended(pid)?.status ?? -9 });
    this.#sleep((step.ms ?? 0) - (this.world.now - start) / MILLISECOND);
  }

  #judge(id: string, step: Step, ours: { stdout: string; stderr: string; rc: number }): void {
    const same = (theirs: string, mine: string): boolean =>
      sameText(masked(step.cmd, theirs), masked(step.cmd, mine), this.#names);
    const status = step.kind === 'bg' || step.rc === ours.rc;
    const matched = status && same(step.stdout, ours.stdout) && same(step.stderr, ours.stderr);
    this.#outcomes.push({ case: id, step, ours, matched });
  }

  #sleep(ms: number): void {
    if (ms > 0) this.host.run({ until: (this.world.now + Math.round(ms * MILLISECOND)) as Nanos });
  }

  #stopBackground(): void {
    for (const { step, case: id, pid, out, err } of this.#background) {
      if (!this.host.ended(pid)) this.host.signal(pid, 'SIGINT');
      this.host.run({ until: (this.world.now + MILLISECOND) as Nanos });
      this.#judge(id, step, { stdout: out.text, stderr: err.text, rc: this.host.ended(pid)?.status ?? -2 });
    }
    this.#background = [];
  }

  #argv(cmd: string): readonly string[] | undefined {
    if (this.#registry.get('bash')) return ['bash', '-c', cmd];
    const words = cmd.replace(/^stdbuf -oL /, '').split(' ');
    if (/[|&;<>()$`"'*?[\]{}~#\\]/.test(cmd)) return undefined;
    return this.#registry.get(words[0] as string) ? words : undefined;
  }

  /** Devices whose MAC address nobody chose. */
  #macless(): Set<string> {
    return new Set(this.#veths().map(({ netns, name }) => `${netns} ${name}`));
  }

  #veths(): { netns: NetnsId; name: string; mac: string }[] {
    return this.world.netns
      .sorted((a, b) => a.ordinal - b.ordinal)
      .flatMap((ns) =>
        devsInOrder(ns)
          .filter((dev) => dev.kind === 'veth')
          .map(({ name, mac }) => ({ netns: ns.id, name, mac })),
      );
  }

  /** A veth's random address is the recorded one, so that the bridge above has the same lowest one. */
  #adoptMacs(before: ReadonlySet<string>): void {
    const [now] = this.#future;
    if (!now?.cmd.includes('link add') || now.cmd.includes(' address ')) return;
    for (const { netns, name } of this.#veths().filter((dev) => !before.has(`${dev.netns} ${dev.name}`))) {
      const pattern = new RegExp(`^\\d+: ${name}(?:@\\S+)?: .*\\n +link/ether (\\S+)`, 'm');
      const found = this.#future
        .map((step) => pattern.exec(step.stdout)?.[1])
        .find((mac) => mac !== undefined);
      const mac = found === undefined ? undefined : parseMac(found);
      if (mac?.ok) this.#apply({ op: 'link.set', netns, name, mac: mac.value });
    }
  }
}
