// The short form of `npm run judge`: as many random labs as fit into some twenty seconds.

import { describe, expect, test } from 'vitest';
import { loudSkip } from '../../support/loud-skip.ts';
import { kernelMissing } from '../kernel-run.ts';
import { divergences } from './compare.ts';
import { randomLab } from './generate.ts';
import { judge } from './judge.ts';
import { labScript, netnsId, sound, type Step } from './lab.ts';
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

  test('that differ in one step are told apart', async () => {
    const right: readonly Step[] = [
      { do: { op: 'netns.add', machine: 'host' as never, name: 'h1' } },
      { do: { op: 'link.set', netns: netnsId('h1'), name: 'lo', up: true } },
      { ping: { from: 'h1', to: '127.0.0.1', patience: 1 } },
    ];
    const wrong = right.filter((_, i) => i !== 1);
    const found = await divergences(right, wrong);
    expect(found.map((line) => line.split(':')[0])).toContain('frames h1 lo #1');
  });
});

test('a seed draws the same lab each time', () => {
  expect(labScript(randomLab(7).steps)).toBe(labScript(randomLab(7).steps));
});

test('a shrunk lab keeps what makes it diverge, and what that needs', async () => {
  const { steps } = randomLab(3);
  const isBridgeUp = (step: Step): boolean =>
    'do' in step && step.do.op === 'link.set' && step.do.name === 'br1' && step.do.up === true;
  const left = await shrink(steps, async (fewer) => fewer.some(isBridgeUp), 1000);
  expect(labScript(left)).toBe(
    'ip netns add s2\nip -n s2 link add br1 type bridge mcast_snooping 0\nip -n s2 link set br1 up\n',
  );
  expect(sound(steps)).toEqual(steps);
});
