// What a host learns of single destinations: path MTU and redirects. Not in the table, but `ip route get` shows it.

import { describe, expect, test } from 'vitest';
import { applyOp } from '../../../src/engine/apply.ts';
import { learnPmtu } from '../../../src/engine/fib/exceptions.ts';
import { learnRedirect } from '../../../src/engine/fib/redirect.ts';
import { type Nanos, type NetnsId, SECOND } from '../../../src/engine/ids.ts';
import { type Neigh, neighKey, type NudState } from '../../../src/engine/neigh/neigh.ts';
import type { Ipv4Addr } from '../../../src/wire/ipv4-addr.ts';
import { type IpHost, ipHost } from './ip-host.ts';

const BASE = ['ip addr add 192.0.2.1/24 dev eth0', 'ip route add default via 192.0.2.254'];
const FAR = '203.0.113.9' as Ipv4Addr;
const PLAIN = '203.0.113.9 via 192.0.2.254 dev eth0 src 192.0.2.1 cache <>';

function told(host: IpHost, mtu: number): boolean {
  return learnPmtu(host.world, host.ns, { dst: FAR, src: '192.0.2.1' as Ipv4Addr, tos: 0 }, mtu);
}

function later(host: IpHost, seconds: number): IpHost {
  host.world.clock.set((host.world.now + seconds * SECOND) as Nanos);
  return host;
}

function setMtu(host: IpHost, mtu: number): void {
  applyOp(host.world, { op: 'link.set', netns: 'h1' as NetnsId, name: 'eth0', mtu });
}

describe('a path MTU', () => {
  test('is for that destination, and for ten minutes', () => {
    const host = ipHost(...BASE);
    told(host, 1400);
    expect(host.get(FAR)).toContain('mtu 1400');
    expect(host.get('203.0.113.10')).not.toContain('mtu');
    expect(later(host, 600).get(FAR)).toContain('mtu 1400');
    expect(later(host, 1).get(FAR)).toBe(PLAIN);
  });

  test('only falls', () => {
    const host = ipHost(...BASE);
    told(host, 1400);
    expect(told(host, 1450)).toBe(false);
    told(host, 1300);
    expect(host.get(FAR)).toContain('mtu 1300');
  });

  test('above the device’s is no news', () => {
    expect(told(ipHost(...BASE), 1600)).toBe(false);
  });

  test('is not below min_pmtu, and then DF is given up', () => {
    const host = ipHost(...BASE);
    told(host, 100);
    expect(host.get(FAR)).toContain('mtu 552');
    expect([...host.ns.exceptions.sorted(() => 0)]).toMatchObject([{ mtu: 552, mtuLocked: true }]);
  });

  test('goes with the route that it was learned by', () => {
    const host = ipHost(...BASE);
    told(host, 1400);
    host.did('ip route del default').did('ip route add default via 192.0.2.254');
    expect(host.get(FAR)).toBe(PLAIN);
  });

  test('stays when another route with the same nexthop goes', () => {
    const host = ipHost(...BASE, 'ip route add 10.0.0.0/8 via 192.0.2.254');
    told(host, 1400);
    expect(host.did('ip route del 10.0.0.0/8').get(FAR)).toContain('mtu 1400');
  });

  test('falls with the device’s MTU, and rises with it if it was the device’s', () => {
    const host = ipHost(...BASE);
    told(host, 1400);
    setMtu(host, 1300);
    expect(host.get(FAR)).toContain('mtu 1300');
    setMtu(host, 1500);
    expect(host.get(FAR)).toContain('mtu 1500');
    told(host, 1400);
    setMtu(host, 2000);
    expect(host.get(FAR)).toContain('mtu 1400');
  });

  test('is forgotten by route.flush', () => {
    const host = ipHost(...BASE);
    told(host, 1400);
    expect(host.did('sysctl route.flush=1').get(FAR)).toBe(PLAIN);
  });

  test('does not limit what is forwarded, unless ip_forward_use_pmtu says so', () => {
    const host = ipHost(...BASE, 'ip addr add 198.51.100.1/24 dev eth1', 'sysctl ip_forward=1');
    told(host, 1400);
    expect(host.input('198.51.100.9', FAR, 'eth1')).toMatchObject({ kind: 'forward', mtu: 1500 });
    host.did('sysctl ip_forward_use_pmtu=1');
    expect(host.input('198.51.100.9', FAR, 'eth1')).toMatchObject({ kind: 'forward', mtu: 1400 });
  });
});

const BETTER = '192.0.2.253' as Ipv4Addr;

function knows(host: IpHost, ip: Ipv4Addr, state: NudState = 'REACHABLE'): void {
  const dev = host.ns.ifindexes.get('eth0');
  if (dev !== undefined) host.ns.neigh.set(neighKey(dev, ip), { ip, dev, state } as Neigh);
}

function redirected(
  host: IpHost,
  { from = '192.0.2.254', gateway = BETTER as string, knownAs = 'REACHABLE' as NudState } = {},
) {
  if (knownAs !== 'NONE') knows(host, gateway as Ipv4Addr, knownAs);
  const iif = host.ns.devs.sorted((a, b) => a.ifindex - b.ifindex).find(({ name }) => name === 'eth0');
  if (!iif) throw new Error('no eth0');
  const about = { dst: FAR, src: '192.0.2.1' as Ipv4Addr, tos: 0 };
  const decision = learnRedirect(host.world, host.ns, {
    about,
    from: from as Ipv4Addr,
    gateway: gateway as Ipv4Addr,
    iif,
  });
  return decision.decision === 'ignore' ? decision.why : decision.decision;
}

describe('a redirect', () => {
  test('is believed for that destination, and for five minutes', () => {
    const host = ipHost(...BASE);
    expect(redirected(host)).toBe('accept');
    expect(host.get(FAR)).toBe('203.0.113.9 via 192.0.2.253 dev eth0 src 192.0.2.1 cache <redirected>');
    expect(host.get('203.0.113.10')).toContain('via 192.0.2.254');
    expect(host.routes()[0]).toContain('via 192.0.2.254');
    expect(later(host, 301).get(FAR)).toBe(PLAIN);
  });

  test('of an unknown gateway only has it asked for', () => {
    const host = ipHost(...BASE);
    expect(redirected(host, { knownAs: 'NONE' })).toBe('resolve');
    expect(redirected(host, { knownAs: 'FAILED' })).toBe('resolve');
    expect(host.get(FAR)).toBe(PLAIN);
  });

  test('counts from the new gateway on', () => {
    const host = ipHost(...BASE);
    redirected(host);
    expect(redirected(host, { gateway: '192.0.2.252' })).toBe('not-the-gateway');
    expect(redirected(host, { from: BETTER, gateway: '192.0.2.252' })).toBe('accept');
  });

  test.each([
    ['from somebody else than the gateway', [], { from: '192.0.2.9' }, 'not-the-gateway'],
    ['to the gateway itself', [], { gateway: '192.0.2.254' }, 'same-gateway'],
    ['to our own address', [], { gateway: '192.0.2.1' }, 'invalid-gateway'],
    ['to a group', [], { gateway: '224.0.0.1' }, 'invalid-gateway'],
    ['on a router', ['sysctl ip_forward=1'], {}, 'accept-redirects-off'],
    [
      'with accept_redirects off',
      ['sysctl conf.all.accept_redirects=0', 'sysctl conf.eth0.accept_redirects=0'],
      {},
      'accept-redirects-off',
    ],
    [
      'off the link, if the medium isn’t shared',
      ['sysctl conf.all.shared_media=0', 'sysctl conf.eth0.shared_media=0'],
      { gateway: '198.51.100.1' },
      'gateway-off-link',
    ],
    [
      'to no gateway of ours, if it isn’t shared',
      ['sysctl conf.all.shared_media=0', 'sysctl conf.eth0.shared_media=0'],
      {},
      'not-a-known-gateway',
    ],
  ] as const)('is ignored %s', (_title, commands, change, why) => {
    expect(redirected(ipHost(...BASE, ...commands), change)).toBe(why);
  });

  test('of either all or the device is enough on a host', () => {
    expect(redirected(ipHost(...BASE, 'sysctl conf.all.accept_redirects=0'))).toBe('accept');
  });
});
