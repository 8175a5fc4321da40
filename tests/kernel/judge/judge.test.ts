// The short form of `npm run judge`: as many random labs as fit into some twenty seconds, and that the judge can tell.

import { describe, expect, test } from 'vitest';
import { loudSkip } from '../../support/loud-skip.ts';
import { kernelMissing } from '../kernel-run.ts';
import { divergences } from './compare.ts';
import { DEVIATIONS } from './deviations.ts';
import { orderDiffers, type SeenFrame } from './frame-order.ts';
import { randomLab } from './generate.ts';
import { judge } from './judge.ts';
import { labScript, type Step } from './lab.ts';
import { shrink } from './shrink.ts';

const missing = kernelMissing();
if (missing) loudSkip(`the judge of random labs: ${missing}`);

describe.skipIf(missing)('random labs', () => {
  test('do in the engine what they do under the kernel', async () => {
    const runs = 10;
    const judged = await judge({ runs, seed: 20_000, jobs: 5 });
    const told = judged.divergences.map(({ lab, found }) => [
      `seed ${lab.seed}`,
      ...found,
      labScript(lab.steps),
    ]);
    expect(told).toEqual([]);
    expect(judged.runs).toBe(runs);
  });

  test('that differ in one step are told apart by what is printed, by frames and by tables', async () => {
    const right: readonly Step[] = [
      'ip netns add h1',
      'ip -n h1 link set lo up',
      'ip netns exec h1 ping -c 1 -W 1 127.0.0.1',
    ].map((text) => ({ text, wait: 0 }));
    const wrong = right.with(1, { text: ':' });
    const found = await divergences(right, wrong);
    const parts = found.map((line) => line.split(/ #| -c/)[0]);
    expect(parts).toEqual(['frames h1 lo', '$ ip netns exec h1 ping', 'addr h1', 'route h1', 'link h1']);
  });

  test.for(DEVIATIONS)('still differ in: $why', async ({ shown, covers }) => {
    const steps = shown.map((text) => (text === ': later' ? { text, wait: 3 } : { text, wait: 0 }));
    const found = await divergences(steps);
    expect(found).not.toEqual([]);
    for (const line of found) expect(line).toMatch(covers);
  });
});

describe('the order of frames', () => {
  const frame = (line: string, at: number, ofTimer = false): SeenFrame => ({ line, at, ofTimer });

  test.for([
    ['is the same', ['a', 'b'], [frame('a', 0), frame('b', 0)], true],
    ['is another', ['b', 'a'], [frame('a', 0), frame('b', 0)], false],
    ['may be another close to a timer', ['b', 'a'], [frame('a', 0, true), frame('b', 0.2)], true],
    ['may not be another away from it', ['b', 'a'], [frame('a', 0, true), frame('b', 0.4)], false],
    ['counts frames under the kernel', ['a', 'a'], [frame('a', 0)], false],
    ['counts frames of the engine', ['a'], [frame('a', 0), frame('a', 0)], false],
  ] as const)('%s', ([, kernel, engine, same]) => {
    const seen = kernel.map((line) => ({ line, at: 0 }));
    expect(orderDiffers(seen, engine) === undefined).toBe(same);
  });
});

test('a seed draws the same lab each time', () => {
  expect(labScript(randomLab(7).steps)).toBe(labScript(randomLab(7).steps));
});

test('a shrunk lab is a script of what makes it diverge', async () => {
  const steps = ['ip netns add a', 'ip -n a link set lo up', 'ip netns add b', 'ip -n b link set lo up'].map(
    (text) => ({ text }),
  );
  const needed = /netns add b|-n b/;
  const diverges = async (fewer: readonly Step[]): Promise<boolean> =>
    fewer.filter(({ text }) => needed.test(text)).length === 2;
  expect(labScript(await shrink(steps, diverges, 100))).toBe('ip netns add b\nip -n b link set lo up\n');
});
