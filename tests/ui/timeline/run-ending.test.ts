import { describe, expect, test } from 'vitest';
import { lastRunStart, runEnding } from '../../../src/ui/timeline/run-ending.ts';
import { played } from '../../support/played.ts';

function ending(id: string) {
  const { events } = played(id).lab.world;
  return runEnding(events, lastRunStart(events));
}

describe('the end of a run', () => {
  test('is a delivery when every request was answered', () => {
    expect(ending('linux-router')).toMatchObject({ kind: 'delivered', sent: 1, received: 1 });
  });

  test('is a loss when nobody is there', () => {
    expect(ending('nobody-there')).toMatchObject({ kind: 'lost', received: 0 });
  });

  test('is a storm when a frame goes round and round', () => {
    expect(ending('storm')).toMatchObject({ kind: 'storm' });
  });

  test('is nothing when nothing was started', () => {
    expect(runEnding([], 0)).toBeUndefined();
  });
});
