import { turnStarts } from '../support/turns.ts';
import { describe, expect, test } from 'vitest';
import { Journal } from '../../src/base/journal.ts';
import { Rng } from '../../src/base/rng.ts';
import { dropFuture, seekEvent } from '../../src/engine/playhead.ts';
import type { Lab } from '../support/lab.ts';
import { disturb, drawLab } from '../support/random-lab.ts';
import { worldSnapshot } from '../support/world-snapshot.ts';

const SEEDS = [11, 12, 13, 14, 15, 16];

const snapshot = (lab: Lab) => JSON.stringify(worldSnapshot(lab.world));

function disturbed(seed: number): Lab {
  const lab = drawLab(seed);
  disturb(lab, seed, 20);
  return lab;
}

describe('the playhead', () => {
  test.for(SEEDS)('shows the same world at an event however it got there (seed %d)', (seed) => {
    const lab = disturbed(seed);
    const last = lab.world.events.length - 1;
    const dice = new Rng(new Journal(), seed);
    const seen = new Map<number, string>();
    for (let i = 0; i < 60; i++) {
      // A few events visited often, from both sides.
      const seq = Math.floor((dice.below(12) / 11) * (last + 1)) - 1;
      seekEvent(lab.world, seq);
      const now = snapshot(lab);
      expect(now).toBe(seen.get(seq) ?? now);
      seen.set(seq, now);
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  test.for(SEEDS)('finds the drawn lab again at the start (seed %d)', (seed) => {
    const drawn = snapshot(drawLab(seed));
    const lab = disturbed(seed);
    seekEvent(lab.world, -1);
    expect(snapshot(lab)).toBe(drawn);
  });
});

describe('a dropped future', () => {
  test.for(SEEDS)('comes again when the same is done (seed %d)', (seed) => {
    const lab = drawLab(seed);
    disturb(lab, seed, 8);
    const at = lab.world.events.length - 1;
    disturb(lab, seed + 100, 8);
    const [trace, end] = [JSON.stringify(lab.world.events), snapshot(lab)];
    expect(dropFuture(lab.world, at)).toBe(at);
    disturb(lab, seed + 100, 8);
    expect(JSON.stringify(lab.world.events)).toBe(trace);
    expect(snapshot(lab)).toBe(end);
  });

  test.for(SEEDS)(
    'is cut at the beginning of a turn, and the rest of the run comes again (seed %d)',
    (seed) => {
      const lab = drawLab(seed);
      lab.send('a1:eth0', 'ff:ff:ff:ff:ff:ff', { etherType: 0x0806 });
      lab.run();
      const [trace, end] = [JSON.stringify(lab.world.events), snapshot(lab)];
      const dice = new Rng(new Journal(), seed);
      // The first turn was the sending itself, which nobody does again.
      const first = turnStarts(lab.world)[1] as number;
      for (let i = 0; i < 10; i++) {
        const seq = first - 1 + dice.below(lab.world.events.length - first);
        const kept = dropFuture(lab.world, seq);
        expect(turnStarts(lab.world)).not.toContain(kept + 1);
        expect(kept).toBeLessThanOrEqual(seq);
        lab.run();
        expect(JSON.stringify(lab.world.events)).toBe(trace);
        expect(snapshot(lab)).toBe(end);
      }
    },
  );
});
