import { expect, test } from 'vitest';
import type { CableId, MachineId, NetnsId } from '../../src/engine/ids.ts';
import type { Op } from '../../src/engine/netlink.ts';
import { topology } from '../support/topology.ts';

const h1 = 'h1' as MachineId;

const lab = () =>
  topology()
    .host('h1', (e) => e.eth())
    .host('h2', (e) => e.eth())
    .netns('h1', 'red')
    .veth('h1:va', 'h1/red:vb')
    .cable('h1', 'h2')
    .build();

test.for<[string, Op, string]>([
  ['a machine twice', { op: 'machine.add', id: h1, name: 'x', kind: 'host' }, 'EEXIST'],
  ['renaming a machine that is not there', { op: 'machine.set', id: 'x' as MachineId, name: 'y' }, 'ENODEV'],
  ['a namespace twice', { op: 'netns.add', machine: h1, name: 'red' }, 'EEXIST'],
  ['a namespace with a slash in its name', { op: 'netns.add', machine: h1, name: 'a/b' }, 'EINVAL'],
  ['deleting a namespace that is not there', { op: 'netns.del', machine: h1, name: 'x' }, 'ENOENT'],
  ['deleting a root namespace', { op: 'netns.del', machine: h1, name: '' }, 'ENOENT'],
  ['pulling out a cable that is not there', { op: 'cable.del', id: 'x' as CableId }, 'ENODEV'],
  ['a loss of more than all', { op: 'cable.set', id: 'c1' as CableId, loss: 1.5 }, 'ERANGE'],
])('refuses %s', ([, op, errno]) => {
  expect(lab().apply(op)).toEqual({ ok: false, error: { errno } });
});

const cable = (...ends: [[string, string], [string, string]]): Op => ({
  op: 'cable.add',
  id: 'new' as CableId,
  ends: [
    { machine: ends[0][0] as MachineId, port: ends[0][1] },
    { machine: ends[1][0] as MachineId, port: ends[1][1] },
  ],
  delay: 0 as never,
  loss: 0,
  plugged: true,
});

test.for<[string, Op, string]>([
  ['a port that has one', cable(['h1', 'eth0'], ['h2', 'eth0']), 'EBUSY'],
  ['a port that is not there', cable(['h1', 'eth9'], ['h2', 'eth0']), 'ENODEV'],
  ['what is no port', cable(['h1', 'va'], ['h2', 'eth0']), 'EOPNOTSUPP'],
])('refuses a cable to %s', ([, op, errno]) => {
  expect(lab().apply(op)).toEqual({ ok: false, error: { errno } });
});

test('a machine that is taken away takes its cables with it, and their other ends lose their carrier', () => {
  const world = lab();
  world.apply({ op: 'machine.del', id: h1 });
  expect(world.world.cables.size).toBe(0);
  expect(world.world.netns.keys(() => 0)).toEqual(['h2']);
  expect(world.dev('h2:eth0')).toMatchObject({ up: true, carrier: false, operstate: 'DOWN' });
  expect(world.dev('h2:eth0')).not.toHaveProperty('cable');
});

test('a namespace that is deleted takes its veth pairs with it', () => {
  const world = lab();
  world.apply({ op: 'netns.del', machine: h1, name: 'red' });
  expect(world.world.netns.has('h1/red' as NetnsId)).toBe(false);
  expect(world.ns('h1').ifindexes.has('va')).toBe(false);
});

test('a physical port goes back to the root namespace when its namespace is deleted', () => {
  const world = lab();
  world.apply({ op: 'link.add', netns: 'h1' as NetnsId, name: 'eth1', link: { kind: 'physical' } });
  world.set('h1:eth1', { moveTo: 'h1/red' as NetnsId });
  world.set('h1/red:eth1', { rename: 'eth0' });
  world.apply({ op: 'netns.del', machine: h1, name: 'red' });
  expect(world.dev('h1:dev0')).toMatchObject({ kind: 'physical', up: false });
});

test('a port that is renamed keeps its cable', () => {
  const world = lab();
  world.set('h1:eth0', { rename: 'wan' });
  expect(world.world.cables.get('c1' as CableId)?.ends[0]).toEqual({ machine: 'h1', port: 'wan' });
  world.apply({ op: 'cable.del', id: 'c1' as CableId });
  expect(world.dev('h1:wan').carrier).toBe(false);
});

test('a machine that comes later gets other addresses', () => {
  const world = lab();
  world.apply({ op: 'machine.add', id: 'h3' as MachineId, name: 'h3', kind: 'host' });
  world.apply({ op: 'link.add', netns: 'h3' as NetnsId, name: 'eth0', link: { kind: 'physical' } });
  expect(world.dev('h3:eth0').mac).toBe('02:00:00:03:00:02');
});

test('a typo in a name tells the names that there are', () => {
  expect(() => lab().ns('h9')).toThrow('no namespace "h9"; there are h1, h1/red, h2');
  expect(() => lab().dev('h2:eht0')).toThrow('no device "eht0" in h2; there are lo, eth0');
  expect(() =>
    topology()
      .host('h1', (e) => e.eth())
      .cable('h1', 'h3'),
  ).toThrow('no machine "h3"; there are h1');
});
