import { expect, test } from 'vitest';
import type { MacAddr } from '../../../src/wire/mac.ts';
import type { NetnsId } from '../../../src/engine/ids.ts';
import { type Lab } from '../../support/lab.ts';
import { topology } from '../../support/topology.ts';

const BROADCAST = 'ff:ff:ff:ff:ff:ff';
const X = '02:00:00:00:00:77' as MacAddr;

const star = () =>
  topology()
    .host('h1', (e) => e.eth())
    .host('h2', (e) => e.eth())
    .switch('s1')
    .cable('h1', 's1')
    .cable('h2', 's1')
    .build();

/** h1 and h2 have been heard by s1. */
function heard(): Lab {
  const lab = star();
  for (const host of ['h1:eth0', 'h2:eth0']) lab.send(host, BROADCAST);
  lab.run();
  return lab;
}

const fdb = (op: 'fdb.add' | 'fdb.del', port: string, mac = X) =>
  ({ op, netns: 's1' as NetnsId, port, mac }) as const;

test('a bridge learns who is behind which port', () => {
  expect(heard().fdb('s1:br0')).toEqual(['h1:eth0 swp1', 'h2:eth0 swp2']);
});

test('an address that shows up behind another port moves there', () => {
  const lab = heard();
  lab.seal().send('h2:eth0', BROADCAST, { src: 'h1:eth0' });
  lab.run();
  expect(lab.text()).toContain('learn h1:eth0 moved from swp1');
  expect(lab.fdb('s1:br0')).toEqual(['h1:eth0 swp2', 'h2:eth0 swp2']);
});

test('an entry lives 300 seconds after its last frame', () => {
  const lab = heard();
  lab.wait(299.999);
  expect(lab.fdb('s1:br0')).toEqual(['h1:eth0 swp1', 'h2:eth0 swp2']);
  lab.wait(0.001);
  expect(lab.fdb('s1:br0')).toEqual([]);
});

test('each frame renews its sender', () => {
  const lab = heard();
  lab.wait(200);
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  lab.wait(200);
  expect(lab.fdb('s1:br0')).toEqual(['h1:eth0 swp1']);
});

test('a frame to an aged address is flooded again', () => {
  const lab = heard();
  lab.wait(300);
  lab.seal().send('h1:eth0', 'h2:eth0');
  lab.run();
  expect(lab.text()).toContain('learn h1:eth0 > fdb aged > br0 flood swp2');
});

test('a bridge with ageing time 0 learns nothing and forgets what it knew', () => {
  const lab = heard();
  lab.set('s1:br0', { bridge: { ageing: 0 as never } });
  expect(lab.fdb('s1:br0')).toEqual([]);
  lab.send('h1:eth0', BROADCAST);
  lab.run();
  expect(lab.fdb('s1:br0')).toEqual([]);
});

test('a port that loses its carrier loses its entries at once', () => {
  const lab = heard();
  lab.set('h1:eth0', { up: false });
  expect(lab.fdb('s1:br0')).toEqual(['h2:eth0 swp2']);
});

test('a bridge that goes down forgets what it learned', () => {
  const lab = heard();
  lab.set('s1:br0', { up: false });
  expect(lab.fdb('s1:br0')).toEqual([]);
});

test('a static entry does not age, and outlives its carrier', () => {
  const lab = star();
  lab.apply(fdb('fdb.add', 'swp1'));
  lab.wait(1000);
  lab.set('h1:eth0', { up: false });
  expect(lab.fdb('s1:br0')).toEqual([`${X} swp1`]);
});

test('a static entry follows its address to another port all the same', () => {
  const lab = star();
  lab.apply(fdb('fdb.add', 'swp1'));
  lab.send('h2:eth0', BROADCAST, { src: X });
  lab.run();
  lab.wait(1000);
  expect(lab.fdb('s1:br0')).toEqual([`${X} swp2`]);
});

test.for([
  ['an address that is already there', fdb('fdb.add', 'swp2'), 'EEXIST'],
  ['an address of all zeros', fdb('fdb.add', 'swp1', '00:00:00:00:00:00' as MacAddr), 'EINVAL'],
  ['a device that is no port', fdb('fdb.add', 'lo'), 'EOPNOTSUPP'],
  ['a device that is not there', fdb('fdb.add', 'swp9'), 'ENODEV'],
  ['deleting what is behind another port', fdb('fdb.del', 'swp2'), 'ENOENT'],
  ['deleting what is not there', fdb('fdb.del', 'swp1', '02:00:00:00:00:99' as MacAddr), 'ENOENT'],
] as const)('the forwarding database refuses %s', ([, op, errno]) => {
  const lab = star();
  lab.apply(fdb('fdb.add', 'swp1'));
  expect(lab.apply(op)).toEqual({ ok: false, error: { errno } });
});

test("a port's own address is in the database as long as it has it", () => {
  const lab = star();
  const local = () =>
    lab
      .ns('s1')
      .fdb.sorted((a, b) => a.port - b.port)
      .filter((entry) => entry.local)
      .map((entry) => `${entry.mac} ${lab.ns('s1').devs.get(entry.port)?.name}`);
  expect(local()).toEqual([`${lab.dev('s1:swp1').mac} swp1`, `${lab.dev('s1:swp2').mac} swp2`]);
  lab.set('s1:swp2', { mac: X });
  expect(local()).toEqual([`${lab.dev('s1:swp1').mac} swp1`, `${X} swp2`]);
  lab.set('s1:swp1', { master: null });
  expect(local()).toEqual([`${X} swp2`]);
});

test('of two ports with the same address the first has the entry, and the second inherits it', () => {
  const lab = star();
  const entry = () => lab.ns('s1').fdb.get(`${lab.dev('s1:br0').ifindex} ${X}`)?.port;
  lab.set('s1:swp1', { mac: X });
  lab.set('s1:swp2', { mac: X });
  expect(entry()).toBe(lab.dev('s1:swp1').ifindex);
  lab.set('s1:swp1', { master: null });
  expect(entry()).toBe(lab.dev('s1:swp2').ifindex);
});
