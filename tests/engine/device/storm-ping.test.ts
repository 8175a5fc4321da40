import { expect, test } from 'vitest';
import { startPing } from '../../../src/engine/process/ping.ts';
import { topology } from '../../support/topology.ts';

test('a ping into a storm ends, and so does the storm', () => {
  const lab = topology()
    .host('h1', (e) => e.eth('192.0.2.1/24'))
    .host('h2', (e) => e.eth('192.0.2.2/24'))
    .switch('s1')
    .switch('s2')
    .cable('h1', 's1', { delay: 100 })
    .cable('h2', 's2', { delay: 100 })
    .cable('s1', 's2', { delay: 100 })
    .cable('s1', 's2', { delay: 100 })
    .build();
  startPing(lab.world, 'h1' as never, '192.0.2.2' as never, { count: 3 });
  expect(lab.run()).toEqual({ reason: 'storm' });
  expect(lab.world.queue.hasForeground).toBe(false);
  expect(lab.world.events.filter((e) => e.kind === 'br.storm')).toHaveLength(1);
  expect(lab.world.events.filter((e) => e.kind === 'ping.end')).toHaveLength(1);
});
