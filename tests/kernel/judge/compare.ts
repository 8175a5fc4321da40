// One random lab under the kernel and in the engine, step by step at the same times, and where they differ: what each step
// printed, every device's frames, every table.

import { masked } from '../../recordings/mask.ts';
import type { Said } from '../kernel-run.ts';
import { EngineSide } from './engine-side.ts';
import { orderDiffers, type SeenFrame, SLACK } from './frame-order.ts';
import { KernelSide } from './kernel-side.ts';
import { changesLinks, type Step } from './lab.ts';

/** The neighbours of all namespaces first, and at once: nothing else changes by itself. */
const NEIGHBOURS = [
  '{ echo "@ neigh host"; ip -4 neigh; } > neigh.host &',
  'for n in $(ls /run/netns); do { echo "@ neigh $n"; ip -4 -n $n neigh; } > neigh.$n & done',
  'wait',
  'cat neigh.*',
].join('\n');
const TABLES = [
  look('addr', 'ip -d addr'),
  look('route', 'ip -4 route show table all'),
  look('rule', 'ip -4 rule'),
  look('link', 'ip -d link'),
  look('fdb', 'bridge fdb'),
].join('\n');

function look(what: string, command: string): string {
  const [tool, ...words] = command.split(' ');
  return [
    `echo "@ ${what} host"; ${command}`,
    `for n in $(ls /run/netns); do echo "@ ${what} $n"; ${tool} -n $n ${words.join(' ')}; done`,
  ].join('\n');
}

/** Lines that say what differs; none if the engine did as the kernel. `engineSteps`: for an engine that does otherwise. */
export async function divergences(steps: readonly Step[], engineSteps = steps): Promise<string[]> {
  const kernel = new KernelSide();
  const engine = new EngineSide();
  try {
    const sides = { kernel, engine };
    const { found, free } = await runSteps(sides, steps, engineSteps);
    const look = await runStep(sides, { text: NEIGHBOURS, wait: 0.5 }, { free, settle: false });
    const rest = await runStep(sides, { text: TABLES }, { free: look.free, settle: false });
    const tables = [look, rest].flatMap(({ said }) => tablesDiffer(said));
    return [...framesDiffer(await kernel.end(), engine.frames(), look.at), ...found, ...tables];
  } finally {
    kernel.close();
  }
}

interface Sides {
  readonly kernel: KernelSide;
  readonly engine: EngineSide;
}

async function runSteps(
  sides: Sides,
  steps: readonly Step[],
  engineSteps: readonly Step[],
): Promise<{ found: string[]; free: number }> {
  const found: string[] = [];
  let free = 0;
  let unsettled = false;
  for (const [i, step] of steps.entries()) {
    unsettled ||= changesLinks(step);
    // While the lab is being built nobody waits for linkwatch.
    const settle = unsettled && steps[i + 1]?.wait !== undefined;
    if (settle) unsettled = false;
    const done = await runStep(sides, step, { free, settle, ours: engineSteps[i]?.text ?? step.text });
    found.push(...answersDiffer(step, done.said));
    free = done.free;
  }
  return { found, free };
}

interface Turn {
  /** When the step before was over on both sides. */
  readonly free: number;
  readonly settle: boolean;
  /** What the engine runs, if it is something else. */
  readonly ours?: string;
}

interface BothSaid {
  readonly kernel: Said;
  readonly engine: Said;
}

async function runStep(
  { kernel, engine }: Sides,
  { text, wait }: Step,
  { free, settle, ours = text }: Turn,
): Promise<{ at: number; free: number; said: BothSaid }> {
  const at = wait === undefined ? free : quietTime(engine, free + wait);
  const said = await kernel.step(text, { at, settle });
  const both = { kernel: said, engine: engine.step(ours, said.at) };
  return { at: said.at, free: Math.max(said.done, engine.now), said: both };
}

/** What a step takes, on a machine that has more to do. */
const AHEAD = 0.25;

/** The first moment from `from` on that is well away from timers of the engine, or else the one that is furthest away. */
function quietTime(engine: EngineSide, from: number): number {
  engine.runUntil(from);
  const timers = engine.timers();
  const distance = (at: number): number =>
    Math.min(...timers.map((timer) => (timer <= at ? at - timer - SLACK : timer - at - AHEAD)), 0);
  const moments = Array.from({ length: 24 }, (_, i) => from + 0.02 + i / 20);
  return moments.reduce((best, at) => (distance(at) > distance(best) ? at : best));
}

function answersDiffer({ text }: Step, { kernel, engine }: BothSaid): string[] {
  const [ours, theirs] = [engine, kernel].map(({ stdout, stderr, status }) => [
    ...lines(stdout, text),
    ...lines(stderr, text).map((line) => `[stderr] ${line}`),
    `[exit ${status}]`,
  ]) as [string[], string[]];
  return firstRow(`$ ${text}`, theirs, ours);
}

function lines(printed: string, command: string): string[] {
  return masked(printed, command).replace(/\n$/, '').split('\n');
}

/** Each part `@ neigh red` by itself. Neighbours are hashed with a random key, so their order says nothing. */
function tablesDiffer({ kernel, engine }: BothSaid): string[] {
  const [theirs, ours] = [parts(kernel), parts(engine)];
  return [...new Set([...theirs.keys(), ...ours.keys()])].flatMap((name) =>
    firstRow(name, theirs.get(name), ours.get(name)),
  );
}

function parts({ stdout, stderr }: Said): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const part of `${stdout}@ errors\n${stderr}`.split(/^@ /m).slice(1)) {
    const [name = '', ...rows] = masked(part, 'table').split('\n');
    found.set(name, name.startsWith('neigh ') ? rows.sort() : rows);
  }
  return found;
}

type Frames = ReadonlyMap<string, readonly SeenFrame[]>;

function framesDiffer(kernel: Frames, engine: Frames, end: number): string[] {
  const until = (frames: readonly SeenFrame[] = []): SeenFrame[] => frames.filter(({ at }) => at < end);
  return [...new Set([...kernel.keys(), ...engine.keys()])].sort().flatMap((dev) => {
    const differs = orderDiffers(until(kernel.get(dev)), until(engine.get(dev)));
    return differs === undefined ? [] : [`frames ${dev} ${differs}`];
  });
}

/** The first row that differs is enough to know where to look. */
function firstRow(what: string, kernel: readonly string[] = [], engine: readonly string[] = []): string[] {
  const at = Array.from({ length: Math.max(kernel.length, engine.length) }).findIndex(
    (_, i) => kernel[i] !== engine[i],
  );
  if (at < 0) return [];
  return [`${what} #${at + 1}: kernel "${kernel[at] ?? 'nothing'}", engine "${engine[at] ?? 'nothing'}"`];
}
