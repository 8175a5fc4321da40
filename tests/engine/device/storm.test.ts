import { expect, test } from 'vitest';
import type { CableId } from '../../../src/engine/ids.ts';
import type { Lab } from '../../support/lab.ts';
import { topology, type Topology } from '../../support/topology.ts';

const BROADCAST = 'ff:ff:ff:ff:ff:ff';

/** h1 - s1 = s2 - h2, with `cables` cables between the switches. */
function loop(cables: number): Lab {
  const drawn: Topology = topology()
    .host('h1', (e) => e.eth())
    .host('h2', (e) => e.eth())
    .switch('s1')
    .switch('s2')
    .cable('h1', 's1')
    .cable('h2', 's2');
  for (let i = 0; i < cables; i++) drawn.cable('s1', 's2');
  return drawn.build();
}

const storms = (lab: Lab) => lab.world.events.filter((e) => e.kind === 'br.storm');

/** Packets that neither were delivered nor dropped at every device that their copies reached. */
function pending(lab: Lab): number {
  return lab.world.queue.pending().length;
}

test('a broadcast into a loop of two switches and two cables is a storm', () => {
  const lab = loop(2);
  lab.send('h1:eth0', BROADCAST);
  expect(lab.run()).toEqual({ reason: 'storm' });
  expect(storms(lab)).toHaveLength(1);
  expect(storms(lab)[0]).toMatchObject({ frames: 2, cables: ['c3', 'c4'] });
});

test('a storm comes to an end, and each copy with a reason', () => {
  const lab = loop(2);
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  expect(pending(lab)).toBe(0);
  expect(lab.world.events.length).toBeLessThan(1000);
  expect(lab.text()).toContain('drop storm-bound');
});

test('a storm goes round often enough to be seen', () => {
  const lab = loop(2);
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  const seen = lab.world.events.filter((e) => e.kind === 'dev.rcv' && e.netns === 'h2');
  expect(seen.length).toBeGreaterThan(8);
});

test('three cables between two switches storm, and end, too', () => {
  const lab = loop(3);
  lab.send('h1:eth0', BROADCAST);
  expect(lab.run()).toEqual({ reason: 'storm' });
  expect(pending(lab)).toBe(0);
});

test('a full mesh of six switches storms, and ends within the budget', () => {
  const drawn = topology().host('h1', (e) => e.eth());
  const names = ['s1', 's2', 's3', 's4', 's5', 's6'];
  for (const name of names) drawn.switch(name);
  drawn.cable('h1', 's1');
  names.forEach((a, i) => names.slice(i + 1).forEach((b) => drawn.cable(a, b)));
  const lab = drawn.build();
  lab.send('h1:eth0', BROADCAST);
  expect(lab.run()).toEqual({ reason: 'storm' });
  expect(pending(lab)).toBe(0);
});

test('a switch cabled to itself storms', () => {
  const lab = topology()
    .host('h1', (e) => e.eth())
    .switch('s1')
    .cable('h1', 's1')
    .cable('s1', 's1')
    .build();
  lab.send('h1:eth0', BROADCAST);
  expect(lab.run()).toEqual({ reason: 'storm' });
  expect(storms(lab)[0]).toMatchObject({ cables: ['c2'] });
});

test('a loop is reported once, however many frames storm in it', () => {
  const lab = loop(2);
  for (let i = 0; i < 3; i++) lab.send('h1:eth0', BROADCAST);
  lab.run();
  expect(storms(lab)).toHaveLength(1);
});

test('a loop that is still there after a change is reported again', () => {
  const lab = loop(2);
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  lab.apply({ op: 'cable.set', id: 'c1' as CableId, delay: 5 as never });
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  expect(storms(lab)).toHaveLength(2);
});

test('a loop that is cut storms no more', () => {
  const lab = loop(2);
  lab.apply({ op: 'cable.set', id: 'c4' as CableId, plugged: false });
  lab.send('h1:eth0', BROADCAST);
  expect(lab.run()).toEqual({ reason: 'idle' });
});

test('a flood through twenty switches in a row is no storm', () => {
  const drawn = topology().host('h1', (e) => e.eth());
  for (let i = 1; i <= 20; i++) drawn.switch(`s${i}`);
  drawn.cable('h1', 's1');
  for (let i = 1; i < 20; i++) drawn.cable(`s${i}`, `s${i + 1}`);
  const lab = drawn.build();
  for (let i = 0; i < 50; i++) lab.send('h1:eth0', BROADCAST);
  expect(lab.run()).toEqual({ reason: 'idle' });
  expect(storms(lab)).toEqual([]);
});
