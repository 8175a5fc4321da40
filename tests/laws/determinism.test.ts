import { expect, test } from 'vitest';
import { disturb, drawLab } from '../support/random-lab.ts';
import { worldSnapshot } from '../support/world-snapshot.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

test.for(SEEDS)('two runs give the same trace, octet for octet (seed %d)', (seed) => {
  const [first, second] = [drawLab(seed), drawLab(seed)];
  disturb(first, seed, 25);
  disturb(second, seed, 25);
  expect(first.world.events.length).toBeGreaterThan(100);
  expect(JSON.stringify(second.world.events)).toBe(JSON.stringify(first.world.events));
  expect(JSON.stringify(worldSnapshot(second.world))).toBe(JSON.stringify(worldSnapshot(first.world)));
});

test('another seed gives another trace', () => {
  const traces = [1, 2].map((seed) => {
    const lab = drawLab(3);
    disturb(lab, seed, 25);
    return JSON.stringify(lab.world.events);
  });
  expect(traces[0]).not.toBe(traces[1]);
});
