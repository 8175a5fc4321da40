import { describe, expect, test } from 'vitest';
import { ratioOf, scrubberTicks } from '../../../src/ui/timeline/scrubber-ticks.ts';
import { played } from '../../support/played.ts';

const { events } = played('linux-router').lab.world;

function ticks(path: string | undefined): number {
  return (path ?? '').split('M').length - 1;
}

describe('the scrubber', () => {
  test('has a tick for every event of a short run', () => {
    const all = [...scrubberTicks(events).values()].reduce((sum, path) => sum + ticks(path), 0);
    expect(all).toBe(events.length);
  });

  test('has no red tick for copies of a flood that nobody wanted', () => {
    expect(scrubberTicks(events).has('drop')).toBe(false);
  });

  test('has a red tick where a packet died', () => {
    const lost = played('nobody-there').lab.world.events;
    expect(ticks(scrubberTicks(lost).get('drop'))).toBeGreaterThan(0);
  });

  test('has a bounded number of ticks for 100,000 events, and shows the one drop among them', () => {
    const [first] = events;
    if (!first) throw new Error('no events');
    const many = Array.from({ length: 100_000 }, (_, seq) =>
      seq === 54_321
        ? { ...first, seq, kind: 'packet.drop' as const, reason: 'NEIGH_FAILED' as const }
        : { ...first, seq },
    );
    const paths = scrubberTicks(many);
    const all = [...paths.values()].reduce((sum, path) => sum + ticks(path), 0);
    expect(all).toBeLessThan(400);
    expect(ticks(paths.get('drop'))).toBe(1);
  });

  test('runs from before the first step to the last', () => {
    expect([ratioOf(-1, 10), ratioOf(9, 10), ratioOf(-1, 0)]).toEqual([0, 1, 0]);
  });
});
