// One random lab under the kernel and in the engine, and where they differ: what commands answered, how many echo replies
// came, every device's frames, every table.

import { applyOp, describeError } from '../../../src/engine/apply.ts';
import { type MachineId, type Nanos, type NetnsId, SECOND } from '../../../src/engine/ids.ts';
import { startPing } from '../../../src/engine/process/ping.ts';
import { run } from '../../../src/engine/walk.ts';
import { World } from '../../../src/engine/world.ts';
import { parseIpv4 } from '../../../src/wire/ipv4-addr.ts';
import { unwrap } from '../../../src/base/result.ts';
import { framesOf, pingOptions, tablesOf } from '../engine-run.ts';
import { askKernel } from '../kernel-run.ts';
import { type LabRun, pingCommand, type Probe } from '../run.ts';
import { netnsId, netnsName, type Step, stepCommand } from './lab.ts';

/** Seconds after the last step in which what is still on its way happens; the end is somewhere in between. */
const TAIL = [2.5, 5] as const;
const BUDGET = 1_000_000;
const TICK = (SECOND / 100) as Nanos;

/** What a run told: `answers` has a line for each step. */
interface Told extends LabRun {
  readonly answers: readonly string[];
}

/** When, in seconds, each step from the first ping on began under the kernel, and when all was over. */
interface Clock {
  readonly starts: readonly number[];
  readonly end: number;
}

/** Lines that say what differs; none if the engine did as the kernel. `engineSteps`: for an engine that does otherwise. */
export async function divergences(steps: readonly Step[], engineSteps = steps): Promise<string[]> {
  const { kernel, clock } = await kernelTold(steps, quietTail(steps));
  return differences(kernel, engineTold(engineSteps, clock), steps);
}

/** Seconds after the last step at which nothing has happened for long and nothing will soon. */
function quietTail(steps: readonly Step[]): number {
  const { world } = afterSteps(steps);
  const last = world.now;
  const [from, to] = TAIL.map((seconds) => last + seconds * SECOND) as [number, number];
  run(world, { until: to as Nanos, maxEvents: BUDGET });
  const times = world.events.map((event) => event.at as number).filter((at) => at > from);
  const marks = [from, ...times, to];
  const gaps = marks
    .slice(1)
    .map((at, i) => ({ start: marks[i] as number, length: at - (marks[i] as number) }));
  const widest = gaps.reduce((a, b) => (b.length > a.length ? b : a));
  return (widest.start + widest.length / 2 - last) / SECOND;
}

/** The engine keeps the kernel's time: a busy machine takes longer over everything. */
export function engineTold(steps: readonly Step[], clock?: Clock): Told {
  const { world, answers } = afterSteps(steps, clock?.starts);
  if (clock) run(world, { until: nanos(clock.end), maxEvents: BUDGET });
  const spaces = world.netns.keys((a, b) => (a < b ? -1 : 1));
  const names = new Map<NetnsId, string>(spaces.map((id) => [id, netnsName(id)]));
  return { answers, frames: framesOf(world, names), tables: tablesOf(world, names) };
}

function afterSteps(steps: readonly Step[], starts?: readonly number[]): { world: World; answers: string[] } {
  const world = new World(1);
  unwrap(applyOp(world, { op: 'machine.add', id: 'host' as MachineId, name: 'host', kind: 'host' }));
  const first = steps.findIndex((step) => 'ping' in step);
  const answers = steps.map((step, i) => {
    const start = first < 0 ? undefined : starts?.[i - first];
    if (start !== undefined) run(world, { until: nanos(start), maxEvents: BUDGET });
    else if ('ping' in step) run(world, { until: later(world, step.ping.wait ?? 0), maxEvents: BUDGET });
    return engineStep(world, step);
  });
  return { world, answers };
}

function engineStep(world: World, step: Step): string {
  if ('do' in step) {
    const done = applyOp(world, step.do);
    return done.ok ? 'ok' : describeError(done.error);
  }
  const { ping } = step;
  const first = world.events.length;
  const pid = startPing(world, netnsId(ping.from), unwrap(parseIpv4(ping.to)), pingOptions(ping));
  while (world.processes.get(pid)?.done === false)
    run(world, { until: (world.now + TICK) as Nanos, maxEvents: BUDGET });
  const replies = world.events.slice(first).filter((event) => event.kind === 'ping.reply').length;
  return answered(ping, replies);
}

function nanos(seconds: number): Nanos {
  return Math.round(seconds * SECOND) as Nanos;
}

function later(world: World, seconds: number): Nanos {
  return (world.now + seconds * SECOND) as Nanos;
}

function answered(ping: Probe, replies: number): string {
  return ping.broadcast ? 'a broadcast' : `${replies} replies`;
}

async function kernelTold(steps: readonly Step[], tail: number): Promise<{ kernel: Told; clock: Clock }> {
  const start = steps.findIndex((step) => 'ping' in step);
  const before = start < 0 ? steps : steps.slice(0, start);
  const after = start < 0 ? [] : steps.slice(start);
  const script = before.map((step, i) => `${stepCommand(step)}; echo "@${i} $?" >&2\n`).join('');
  const told = await askKernel({ script, probes: after.map(kernelProbe), tail });
  const answers = [
    ...setupAnswers(told.setup.stderr, before.length),
    ...told.probes.map((said, i) => kernelAnswer(after[i] as Step, said)),
  ];
  const { frames, tables, probes, end } = told;
  return { kernel: { answers, frames, tables }, clock: { starts: probes.map(({ at }) => at), end } };
}

function kernelProbe(step: Step) {
  if ('ping' in step)
    return { netns: step.ping.from, command: pingCommand(step.ping), wait: step.ping.wait ?? 0 };
  return { netns: 'host', command: stepCommand(step), settle: step.do.op === 'link.set' };
}

/** The first line that each command said on standard error. */
function setupAnswers(stderr: string, count: number): string[] {
  const answers: string[] = [];
  let said: string | undefined;
  for (const line of stderr.split('\n')) {
    const mark = /^@\d+ (\d+)$/.exec(line);
    if (!mark) said ??= line;
    else {
      answers.push(mark[1] === '0' ? 'ok' : (said ?? `status ${mark[1]}`));
      said = undefined;
    }
  }
  if (answers.length !== count) throw new Error(`the script stopped early: ${stderr}`);
  return answers;
}

function kernelAnswer(step: Step, said: { status: number; stdout: string; stderr: string }): string {
  if ('ping' in step) return answered(step.ping, Number(/(\d+) received/.exec(said.stdout)?.[1] ?? 0));
  return said.status === 0 ? 'ok' : (said.stderr.split('\n')[0] ?? '');
}

function differences(kernel: Told, engine: Told, steps: readonly Step[]): string[] {
  const found = kernel.answers.flatMap((answer, i) =>
    answer === engine.answers[i]
      ? []
      : [`${stepCommand(steps[i] as Step)}: kernel "${answer}", engine "${engine.answers[i] ?? ''}"`],
  );
  const devs = new Set([...kernel.frames.keys(), ...engine.frames.keys()]);
  for (const dev of [...devs].sort())
    found.push(...rows(`frames ${dev}`, ordered(kernel.frames.get(dev)), ordered(engine.frames.get(dev))));
  for (const [netns, tables] of kernel.tables)
    for (const what of ['addr', 'route', 'neigh', 'link', 'fdb'] as const)
      found.push(...rows(`${what} ${netns}`, tables[what], engine.tables.get(netns)?.[what]));
  return found;
}

/**
 * ARP's frames last, by text: requests and probes that become due together go out in the order of the kernel's timer wheel,
 * which nobody can foretell. Where an error is about the first of several fragments, all are: the kernel lets a fragment
 * arrive before it sends the next, the engine sends them all at once (a deviation).
 */
function ordered(frames: readonly string[] = []): string[] {
  const isArp = (line: string): boolean => line.includes(': ARP ');
  const rest = frames.filter((line) => !isArp(line));
  const isCut = rest.some((line) => / about \{.* MF /.test(line));
  return [...(isCut ? rest.sort() : rest), ...frames.filter(isArp).sort()];
}

/** The first row that differs is enough to know where to look. */
function rows(what: string, kernel: readonly string[] = [], engine: readonly string[] = []): string[] {
  const at = Array.from({ length: Math.max(kernel.length, engine.length) }).findIndex(
    (_, i) => kernel[i] !== engine[i],
  );
  if (at < 0) return [];
  return [`${what} #${at + 1}: kernel "${kernel[at] ?? 'nothing'}", engine "${engine[at] ?? 'nothing'}"`];
}
