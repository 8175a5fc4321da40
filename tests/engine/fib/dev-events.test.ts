// What links do to routes (README facts 5 and 6).

import { describe, expect, test } from 'vitest';
import { applyOp } from '../../../src/engine/apply.ts';
import type { NetnsId } from '../../../src/engine/ids.ts';
import { type IpHost, ipHost, plug } from './ip-host.ts';

const BASE = ['ip addr add 192.0.2.1/24 dev eth0', 'ip route add default via 192.0.2.254'];
const CONNECTED = '192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.1';

describe('a device that goes down', () => {
  test('takes every route over it, and brings back only the connected one', () => {
    const host = ipHost(...BASE, 'ip link set eth0 down');
    expect(host.routes()).toEqual([]);
    expect(host.did('ip link set eth0 up').routes()).toEqual([CONNECTED]);
  });

  test('leaves its address answering, over lo', () => {
    const host = ipHost(...BASE, 'ip link set eth0 down');
    expect(host.get('192.0.2.1')).toBe('local 192.0.2.1 dev lo src 192.0.2.1 cache <local>');
    expect(host.get('192.0.2.255')).toBe('RTNETLINK answers: Network is unreachable');
  });

  test('spares unreachable routes, which have no device', () => {
    const host = ipHost(...BASE, 'ip route add unreachable 10.0.0.0/8', 'ip link set eth0 down');
    expect(host.routes()).toEqual(['unreachable 10.0.0.0/8 proto boot']);
  });
});

describe('a cable that is pulled', () => {
  test('leaves the routes, marked, and unmarks them when it is back', () => {
    const host = ipHost(...BASE);
    plug(host, 'eth0', false);
    expect(host.routes()).toEqual([
      '0.0.0.0/0 via 192.0.2.254 dev eth0 proto boot linkdown',
      `${CONNECTED} linkdown`,
    ]);
    plug(host, 'eth0', true);
    expect(host.routes()).toEqual(['0.0.0.0/0 via 192.0.2.254 dev eth0 proto boot', CONNECTED]);
  });

  test('does nothing to the routes to our own addresses', () => {
    const host = ipHost(...BASE);
    const before = host.routes('local').filter((line) => line.startsWith('local'));
    plug(host, 'eth0', false);
    expect(host.routes('local').filter((line) => line.startsWith('local'))).toEqual(before);
  });
});

describe('a device that is deleted', () => {
  function deleted(host: IpHost, name: string): IpHost {
    applyOp(host.world, { op: 'link.del', netns: 'h1' as NetnsId, name });
    return host;
  }

  test('takes its addresses, their routes, and whatever preferred them', () => {
    const host = ipHost(...BASE, 'ip addr add 198.51.100.1/24 dev eth1');
    host.did('ip route add 203.0.113.0/24 dev eth1 src 192.0.2.1').did('ip link set eth0 down');
    deleted(host, 'eth0');
    expect(host.routes()).toEqual(['198.51.100.0/24 dev eth1 proto kernel scope link src 198.51.100.1']);
    expect(host.routes('local').filter((line) => line.includes('192.0.2'))).toEqual([]);
  });
});

describe('a device that is renamed', () => {
  test('renames the labels of its addresses: the first plain, others by their suffix or place', () => {
    const host = ipHost('ip addr add 192.0.2.1/24 dev eth0', 'ip addr add 192.0.2.2/24 dev eth0');
    host.did('ip link set eth0 down');
    applyOp(host.world, { op: 'link.set', netns: 'h1' as NetnsId, name: 'eth0', rename: 'wan' });
    expect(
      host.ns.addrs
        .get()
        .slice(1)
        .map(({ label }) => label),
    ).toEqual(['wan', 'wan:2']);
  });
});

describe('lo', () => {
  test('gets 127.0.0.1/8 again each time it goes up', () => {
    const host = ipHost('ip addr del 127.0.0.1/8 dev lo', 'ip link set lo down', 'ip link set lo up');
    expect(host.addrs('lo')).toEqual(['127.0.0.1/8 scope host']);
  });
});
