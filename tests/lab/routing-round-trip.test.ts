// What routing can be told survives: a snapshot, compiled, is the same snapshot.

import { expect, test } from 'vitest';
import { unwrap } from '../../src/base/result.ts';
import { applyOp } from '../../src/engine/apply.ts';
import { type MachineId, rootNetnsOf } from '../../src/engine/ids.ts';
import type { Op } from '../../src/engine/netlink.ts';
import { World } from '../../src/engine/world.ts';
import { compile } from '../../src/lab/compile.ts';
import { snapshot } from '../../src/lab/snapshot.ts';
import type { Ipv4Addr, Ipv4Cidr } from '../../src/wire/ipv4-addr.ts';
import type { MacAddr } from '../../src/wire/mac.ts';

const machine = 'm1' as MachineId;
const netns = rootNetnsOf(machine);
const at = (text: string): Ipv4Addr => text as Ipv4Addr;
const cidr = (text: string): Ipv4Cidr => {
  const [addr = '', length = '32'] = text.split('/');
  return { addr: at(addr), prefixLen: Number(length) };
};

const OPS: readonly Op[] = [
  { op: 'machine.add', id: machine, name: 'A', kind: 'host' },
  { op: 'link.add', netns, name: 'eth0', link: { kind: 'physical' }, mac: '02:00:00:00:00:01' as MacAddr },
  { op: 'link.add', netns, name: 'eth1', link: { kind: 'physical' }, mac: '02:00:00:00:00:02' as MacAddr },
  { op: 'link.set', netns, name: 'eth0', up: true },
  { op: 'link.set', netns, name: 'eth1', up: true },
  { op: 'addr.add', netns, dev: 'eth0', cidr: cidr('10.0.0.1/24'), metric: 50 },
  { op: 'addr.add', netns, dev: 'eth0', cidr: cidr('10.0.2.1/24'), noPrefixRoute: true },
  { op: 'addr.add', netns, dev: 'eth1', cidr: cidr('10.0.1.1/24'), validLft: 100, preferredLft: 50 },
  { op: 'addr.add', netns, dev: 'eth1', cidr: cidr('10.0.3.1/30'), peer: at('10.0.3.2') },
  {
    op: 'route.add',
    netns,
    route: {
      dst: cidr('10.5.0.0/16'),
      proto: '12',
      metrics: { advmss: 1300 },
      mtu: 1400,
      locked: ['mtu'],
      nexthops: [{ via: at('10.0.0.9') }, { via: at('10.0.1.9'), weight: 3 }],
    },
  },
  {
    op: 'route.add',
    netns,
    route: { dst: cidr('10.6.0.0/16'), via: at('10.0.0.9'), realm: 0x1_0007, scope: '100' },
  },
  { op: 'route.add', netns, route: { dst: cidr('239.0.0.0/8'), dev: 'eth0', type: 'multicast' } },
  {
    op: 'rule.add',
    netns,
    rule: {
      pref: 10,
      table: 100,
      ipproto: 6,
      dport: { start: 80, end: 90 },
      suppressPrefixlength: 0,
      proto: 4,
    },
  },
  { op: 'rule.add', netns, rule: { pref: 11, table: 0, action: 'goto', goto: 32_766, not: true } },
  { op: 'rule.add', netns, rule: { pref: 12, table: 100, uidrange: { start: 0, end: 99 }, realm: 5 } },
  {
    op: 'neigh.add',
    netns,
    dev: 'eth0',
    ip: at('10.0.0.7'),
    mac: '02:00:00:00:00:07' as MacAddr,
    router: true,
    proto: 4,
  },
  { op: 'pneigh.add', netns, dev: 'eth0', ip: at('10.0.0.88') },
  { op: 'pneigh.add', netns, ip: at('10.0.0.89'), router: true },
];

test('a snapshot says all of it, and compiling it gives it again', () => {
  const world = new World(1);
  for (const op of OPS) unwrap(applyOp(world, op));
  const document = snapshot({ world, name: 'lab', seed: 1, positions: new Map(), stimuli: [] });
  const again = snapshot(unwrap(compile(document)));
  expect(again).toEqual(document);
  const [saved] = document.machines[0]?.netns ?? [];
  expect(saved?.routes.find((route) => route.nexthops)?.nexthops).toHaveLength(2);
  expect(saved?.rules).toHaveLength(3);
  expect(saved?.proxies).toHaveLength(2);
});
