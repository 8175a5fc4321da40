import { expect, test } from 'vitest';
import type { Nanos } from '../../src/engine/ids.ts';
import { dropFuture, seekEvent } from '../../src/engine/playhead.ts';
import { run } from '../../src/engine/walk.ts';
import { topology } from '../support/topology.ts';

const BROADCAST = 'ff:ff:ff:ff:ff:ff';

const cabled = () =>
  topology()
    .host('h1', (e) => e.eth())
    .host('h2', (e) => e.eth())
    .cable('h1', 'h2', { delay: 1000 })
    .build();

test('a run without anything to do is idle, and leaves the clock', () => {
  const { world } = cabled();
  expect(run(world, { maxEvents: 10 })).toEqual({ reason: 'idle' });
  expect(world.now).toBe(0);
});

test('a run until a time leaves the clock there', () => {
  const { world } = cabled();
  expect(run(world, { until: 5_000_000 as Nanos, maxEvents: 10 })).toEqual({ reason: 'time' });
  expect(world.now).toBe(5_000_000);
});

test('a run until a time does what is due then, and no more', () => {
  const lab = cabled();
  lab.send('h1:eth0', BROADCAST);
  run(lab.world, { until: 999_999 as Nanos, maxEvents: 10 });
  expect(lab.text()).toBe('h1:eth0 xmit');
  run(lab.world, { until: 1_000_000 as Nanos, maxEvents: 10 });
  expect(lab.text()).toContain('h2:eth0 rcv broadcast');
});

test('a run stops when its budget of events is used up, and goes on later', () => {
  const lab = cabled();
  for (let i = 0; i < 5; i++) lab.send('h1:eth0', BROADCAST);
  const sent = lab.world.events.length;
  expect(run(lab.world, { maxEvents: 4 })).toEqual({ reason: 'budget' });
  expect(lab.world.events.length - sent).toBe(4);
  expect(run(lab.world, { maxEvents: 1000 })).toEqual({ reason: 'idle' });
});

test('a run stops when its budget of frames is used up', () => {
  const lab = cabled();
  for (let i = 0; i < 5; i++) lab.send('h1:eth0', BROADCAST);
  expect(run(lab.world, { maxEvents: 1000, maxFrames: 2 })).toEqual({ reason: 'budget' });
  expect(lab.world.events.filter((e) => e.kind === 'dev.rcv')).toHaveLength(2);
});

test('what arrives was caused by what was sent', () => {
  const lab = cabled();
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  expect(lab.world.events.map((e) => [e.kind, e.cause])).toEqual([
    ['dev.xmit', undefined],
    ['dev.rcv', 0],
    ['packet.drop', 1],
  ]);
});

test('a sealed world has no past, but the same future', () => {
  const lab = cabled();
  const { id } = lab.send('h1:eth0', BROADCAST);
  lab.seal();
  expect([lab.world.events, lab.world.journal.length]).toEqual([[], 0]);
  lab.run();
  expect(lab.world.events.map((e) => [e.kind, e.cause, e.packet?.id])).toEqual([
    ['dev.rcv', undefined, id],
    ['packet.drop', 0, id],
  ]);
});

test('nothing happens in the past as long as there is a future', () => {
  const lab = cabled();
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  seekEvent(lab.world, 0);
  expect(() => lab.run()).toThrow('drop its future first');
  dropFuture(lab.world, 0);
  expect(lab.run()).toEqual({ reason: 'idle' });
});
