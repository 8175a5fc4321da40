import { expect, test } from 'vitest';
import { unwrap } from '../../../src/base/result.ts';
import { inetAddrType } from '../../../src/engine/fib/addr-type.ts';
import { namedNetnsOf } from '../../../src/engine/ids.ts';
import type { Netns } from '../../../src/engine/netns.ts';
import { procNetRoute } from '../../../src/engine/vfs/proc-net.ts';
import { addr, routed } from '../ip/routed.ts';

test('until a namespace has a table local every address is a broadcast, and /proc/net/route is empty', () => {
  const lab = routed();
  const { machine } = lab.ns('h1');
  unwrap(lab.apply({ op: 'netns.add', machine, name: 'red' }));
  const netns = namedNetnsOf(machine, 'red');
  const red = lab.world.netns.get(netns) as Netns;
  expect([inetAddrType(red, addr('192.0.2.2')), procNetRoute(red)]).toEqual(['broadcast', '']);
  unwrap(lab.apply({ op: 'link.set', netns, name: 'lo', up: true }));
  expect(inetAddrType(red, addr('192.0.2.2'))).toBe('unicast');
  expect(procNetRoute(red)).toMatch(/^Iface.*\n$/);
});
