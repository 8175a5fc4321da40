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

export interface JudgeOptions {
  readonly runs: number;
  readonly seed: number;
  /** How many at a time. */
  readonly jobs: number;
  readonly progress?: (done: number, divergence: Divergence | undefined) => void;
}

export interface Judged {
  readonly runs: number;
  readonly divergences: readonly Divergence[];
}

/** A machine that is busy delays timers: what differs three times over is a divergence, anything less is not. */
const ATTEMPTS = 3;

export async function judge({ runs, seed, jobs, progress }: JudgeOptions): Promise<Judged> {
  const found: Divergence[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < runs) {
      const lab = randomLab(seed + next++);
      const differences = await persistent(lab.steps);
      const divergence = differences.length > 0 ? { lab, found: differences } : undefined;
      if (divergence) found.push(divergence);
      done++;
      progress?.(done, divergence);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return { runs: done, divergences: found.sort((a, b) => a.lab.seed - b.lab.seed) };
}

/** The differences of the last attempt that no deviation covers, if every attempt had some. */
export async function persistent(steps: readonly Step[], attempts = ATTEMPTS): Promise<string[]> {
  let found: string[] = [];
  for (let i = 0; i < attempts; i++) {
    found = (await divergences(steps)).filter((line) => !isDeviation(line));
    if (found.length === 0) return [];
  }
  return found;
}

/** The shortest script that still diverges in the same part (`frames`, `neigh`, …). */
export async function shortest({ lab, found }: Divergence): Promise<string> {
  const part = (line: string | undefined): string => (line ?? '').split(' ')[0] ?? '';
  const kind = part(found[0]);
  const steps = await shrink(lab.steps, async (fewer) =>
    (await persistent(fewer, 2)).some((line) => part(line) === kind),
  );
  return labScript(steps);
}
