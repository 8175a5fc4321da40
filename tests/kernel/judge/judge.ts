// Judges many labs, some at a time: nearly all of a run is waiting for ARP and ping to give up.

import { divergences } from './compare.ts';
import { isDeviation } from './deviations.ts';
import { randomLab } from './generate.ts';
import { labScript, type RandomLab, type Step } from './lab.ts';
import { shrink } from './shrink.ts';

export interface Divergence {
  readonly lab: RandomLab;
  readonly found: readonly string[];
}

/** `clean`; `listed`: differs in deviations only; `flaky`: the kernel itself doesn't do the same each time. */
export type Verdict = 'clean' | 'listed' | 'flaky' | 'diverges';

export interface Judgement extends Divergence {
  readonly verdict: Verdict;
}

export interface JudgeOptions {
  readonly runs: number;
  readonly seed: number;
  /** How many at a time. */
  readonly jobs: number;
  readonly progress?: (done: number, judgement: Judgement) => void;
}

export interface Judged {
  readonly runs: number;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly divergences: readonly Divergence[];
}

/** A machine that is busy delays timers: what differs each time is a divergence, anything less is not. */
const ATTEMPTS = 3;

export async function judge({ runs, seed, jobs, progress }: JudgeOptions): Promise<Judged> {
  const counts: Record<Verdict, number> = { clean: 0, listed: 0, flaky: 0, diverges: 0 };
  const found: Divergence[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < runs) {
      const judgement = await judged(randomLab(seed + next++));
      counts[judgement.verdict]++;
      if (judgement.verdict === 'diverges') found.push(judgement);
      done++;
      progress?.(done, judgement);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return { runs: done, counts, divergences: found.sort((a, b) => a.lab.seed - b.lab.seed) };
}

export async function judged(lab: RandomLab): Promise<Judgement> {
  const first = await divergences(lab.steps);
  const unlisted = first.filter((line) => !isDeviation(line));
  if (unlisted.length === 0) return { lab, found: first, verdict: first.length > 0 ? 'listed' : 'clean' };
  const left = await persistent(lab.steps, unlisted);
  return left.length > 0
    ? { lab, found: left, verdict: 'diverges' }
    : { lab, found: unlisted, verdict: 'flaky' };
}

/** Of the differences those that are there each time, as the last attempt tells them. */
async function persistent(
  steps: readonly Step[],
  found: readonly string[],
  attempts = ATTEMPTS,
): Promise<string[]> {
  let left = [...found];
  for (let i = 1; i < attempts && left.length > 0; i++) {
    const places = new Set(left.map(placeOf));
    left = (await divergences(steps)).filter((line) => !isDeviation(line) && places.has(placeOf(line)));
  }
  return left;
}

/** `frames h1 eth0`, `route h1`, `$ ip addr …` */
function placeOf(line: string): string {
  return line.split(' #')[0] ?? '';
}

/** The shortest script that still diverges in the same place. */
export async function shortest({ lab, found }: Divergence): Promise<string> {
  const place = placeOf(found[0] ?? '');
  const diverges = async (fewer: readonly Step[]): Promise<boolean> => {
    const first = await divergences(fewer);
    const same = first.filter((line) => placeOf(line) === place && !isDeviation(line));
    return (await persistent(fewer, same, 2)).length > 0;
  };
  return labScript(await shrink(lab.steps, diverges));
}
