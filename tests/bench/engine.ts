// How fast the engine walks: a star of hosts on one switch, every host pings every other once, the full trace on.
// A frame-hop is one frame received by one device. Prints, for growing stars, frame-hops per second (cold: the first run
// in this process; warm: the best of three), peak memory and octets per trace event; and the cost of a hop beside that of
// the smallest star, which stays near 1 when the cost grows linearly.
//
// Run with: npm run bench

import { spawnSync } from 'node:child_process';
import { applyOp } from '../../src/engine/apply.ts';
import {
  type CableId,
  type MachineId,
  MILLISECOND,
  type Nanos,
  rootNetnsOf,
  SECOND,
} from '../../src/engine/ids.ts';
import type { Op } from '../../src/engine/netlink.ts';
import { startPing } from '../../src/engine/process/ping.ts';
import { run } from '../../src/engine/walk.ts';
import { World } from '../../src/engine/world.ts';
import { ipv4FromNumber } from '../../src/wire/ipv4-addr.ts';

const SIZES = [10, 50, 100, 200];
const machine = (name: string): MachineId => name as MachineId;

function must(world: World, op: Op): void {
  const result = applyOp(world, op);
  if (!result.ok) throw new Error(`${JSON.stringify(op)}: ${JSON.stringify(result.error)}`);
}

/** `hosts` hosts 10.0.x.y/16 on one switch. */
function star(hosts: number): World {
  const world = new World(1);
  const s1 = rootNetnsOf(machine('s1'));
  must(world, { op: 'machine.add', id: machine('s1'), name: 's1', kind: 'switch' });
  must(world, { op: 'link.add', netns: s1, name: 'br0', link: { kind: 'bridge' } });
  must(world, { op: 'link.set', netns: s1, name: 'br0', up: true });
  for (let i = 1; i <= hosts; i++) {
    const id = machine(`h${i}`);
    const netns = rootNetnsOf(id);
    const port = `swp${i}`;
    must(world, { op: 'machine.add', id, name: id, kind: 'host' });
    must(world, { op: 'link.add', netns, name: 'eth0', link: { kind: 'physical' } });
    must(world, { op: 'link.set', netns, name: 'eth0', up: true });
    must(world, { op: 'link.add', netns: s1, name: port, link: { kind: 'physical' } });
    must(world, { op: 'link.set', netns: s1, name: port, up: true, master: 'br0' });
    const ends = [
      { machine: id, port: 'eth0' },
      { machine: machine('s1'), port },
    ] as const;
    must(world, {
      op: 'cable.add',
      id: `c${i}` as CableId,
      ends,
      delay: (0.1 * MILLISECOND) as Nanos,
      loss: 0,
      plugged: true,
    });
    must(world, { op: 'addr.add', netns, dev: 'eth0', cidr: { addr: hostAddr(i), prefixLen: 16 } });
  }
  world.seal();
  return world;
}

const hostAddr = (i: number) => ipv4FromNumber(0x0a000000 + i);

interface Figures {
  readonly hops: number;
  readonly events: number;
  readonly seconds: number;
  readonly octets: number;
}

function pingEachOther(hosts: number): Figures {
  const world = star(hosts);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  for (let from = 1; from <= hosts; from++) {
    for (let to = 1; to <= hosts; to++) {
      if (to === from) continue;
      startPing(world, rootNetnsOf(machine(`h${from}`)), hostAddr(to), {
        count: 1,
        timeout: SECOND as Nanos,
      });
    }
    const outcome = run(world, { maxEvents: Number.POSITIVE_INFINITY });
    if (outcome.reason !== 'idle') throw new Error(`the run ended with ${outcome.reason}`);
  }
  const seconds = (performance.now() - start) / 1000;
  globalThis.gc?.();
  const octets = process.memoryUsage().heapUsed - before;
  const replies = world.events.filter((event) => event.kind === 'ping.reply').length;
  if (replies !== hosts * (hosts - 1))
    throw new Error(`${replies} replies instead of ${hosts * (hosts - 1)}`);
  const hops = world.events.reduce((sum, event) => sum + (event.kind === 'dev.rcv' ? 1 : 0), 0);
  return { hops, events: world.events.length, seconds, octets };
}

function measure(hosts: number): void {
  const cold = pingEachOther(hosts);
  const warm = [1, 2, 3].map(() => pingEachOther(hosts)).reduce((a, b) => (a.seconds < b.seconds ? a : b));
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ hosts, ...warm, cold: cold.seconds, peak }));
}

function report(): void {
  console.log(
    'hosts   frame-hops     events   cold hops/s   warm hops/s   cost/hop   octets/event   peak MiB',
  );
  let unit: number | undefined;
  for (const hosts of SIZES) {
    const child = spawnSync(
      process.execPath,
      ['--expose-gc', '--max-old-space-size=16000', import.meta.filename, String(hosts)],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    if (child.status !== 0) throw new Error(`the run with ${hosts} hosts failed`);
    const row = JSON.parse(child.stdout) as Figures & { cold: number; peak: number };
    const cost = row.seconds / row.hops;
    unit ??= cost;
    const cells = [
      String(hosts).padStart(5),
      String(row.hops).padStart(12),
      String(row.events).padStart(10),
      Math.round(row.hops / row.cold)
        .toLocaleString('en')
        .padStart(13),
      Math.round(row.hops / row.seconds)
        .toLocaleString('en')
        .padStart(13),
      (cost / unit).toFixed(2).padStart(10),
      (row.octets / row.events).toFixed(0).padStart(14),
      row.peak.toFixed(0).padStart(10),
    ];
    console.log(cells.join(' '));
  }
}

const argument = process.argv[2];
if (argument) measure(Number(argument));
else report();
