// Addresses and the routes that come with them (recordings: switching, "addr"; README facts 1 to 4).

import { describe, expect, test } from 'vitest';
import { ipHost } from './ip-host.ts';

/** After these addresses, table main and table local (without lo's own lines) hold these routes. */
const CONNECTED: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    'a /24 connects its subnet and answers its broadcast address',
    ['192.0.2.1/24 dev eth0'],
    [
      '192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.1',
      'local 192.0.2.1/32 dev eth0 proto kernel scope host src 192.0.2.1',
      'broadcast 192.0.2.255/32 dev eth0 proto kernel scope link src 192.0.2.1',
    ],
  ],
  [
    'a /31 has no broadcast address',
    ['192.0.2.0/31 dev eth0'],
    [
      '192.0.2.0/31 dev eth0 proto kernel scope link src 192.0.2.0',
      'local 192.0.2.0/32 dev eth0 proto kernel scope host src 192.0.2.0',
    ],
  ],
  [
    'a /32 connects nothing',
    ['192.0.2.1/32 dev eth0'],
    ['local 192.0.2.1/32 dev eth0 proto kernel scope host src 192.0.2.1'],
  ],
  [
    'an explicit broadcast address comes beside the usual one',
    ['192.0.2.1/24 brd 198.51.100.255 dev eth0'],
    [
      '192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.1',
      'local 192.0.2.1/32 dev eth0 proto kernel scope host src 192.0.2.1',
      'broadcast 192.0.2.255/32 dev eth0 proto kernel scope link src 192.0.2.1',
      'broadcast 198.51.100.255/32 dev eth0 proto kernel scope link src 192.0.2.1',
    ],
  ],
  [
    'a second address of the subnet is local, and its route prefers the first as source',
    ['192.0.2.1/24 dev eth0', '192.0.2.2/24 dev eth0'],
    [
      '192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.1',
      'local 192.0.2.1/32 dev eth0 proto kernel scope host src 192.0.2.1',
      'local 192.0.2.2/32 dev eth0 proto kernel scope host src 192.0.2.1',
      'broadcast 192.0.2.255/32 dev eth0 proto kernel scope link src 192.0.2.1',
    ],
  ],
  [
    'without a carrier the routes say linkdown, but the local one',
    ['192.0.2.1/24 dev eth2'],
    [
      '192.0.2.0/24 dev eth2 proto kernel scope link src 192.0.2.1 linkdown',
      'local 192.0.2.1/32 dev eth2 proto kernel scope host src 192.0.2.1',
      'broadcast 192.0.2.255/32 dev eth2 proto kernel scope link src 192.0.2.1 linkdown',
    ],
  ],
  ['0.0.0.0/0 is accepted, and nothing happens', ['0.0.0.0/0 dev eth0'], []],
];

function connectedRoutes(addresses: readonly string[]): string[] {
  const host = ipHost(...addresses.map((address) => `ip addr add ${address}`));
  return [...host.routes(), ...host.routes('local').filter((line) => !line.includes('dev lo'))];
}

describe('an address brings its routes', () => {
  test.each(CONNECTED)('%s', (_title, addresses, routes) => {
    expect(connectedRoutes(addresses)).toEqual(routes);
  });

  test('all of 127.0.0.0/8 is local once lo is up', () => {
    expect(ipHost().routes('local')).toEqual([
      'local 127.0.0.0/8 dev lo proto kernel scope host src 127.0.0.1',
      'local 127.0.0.1/32 dev lo proto kernel scope host src 127.0.0.1',
      'broadcast 127.255.255.255/32 dev lo proto kernel scope link src 127.0.0.1',
    ]);
  });

  test('on a device that is down only the local route is made', () => {
    const host = ipHost('ip link set eth0 down', 'ip addr add 192.0.2.1/24 dev eth0');
    expect(host.routes()).toEqual([]);
    expect(host.get('192.0.2.1')).toBe('local 192.0.2.1 dev lo src 192.0.2.1 cache <local>');
  });
});

describe('lo, while it is down,', () => {
  test('has single addresses, but no subnets', () => {
    const host = ipHost(
      'ip addr del 127.0.0.1/8 dev lo',
      'ip link set lo down',
      'ip addr add 10.0.0.1/8 dev lo',
    );
    expect(host.routes('local')).toEqual(['local 10.0.0.1/32 dev lo proto kernel scope host src 10.0.0.1']);
  });
});

describe('a device keeps its addresses in order', () => {
  test('primaries come first, the nearer scope before the farther, then secondaries', () => {
    const host = ipHost(
      'ip addr add 192.0.2.1/24 dev eth0',
      'ip addr add 192.0.2.2/24 dev eth0',
      'ip addr add 198.51.100.1/24 dev eth0',
      'ip addr add 203.0.113.1/24 scope link dev eth0',
      'ip addr add 10.0.0.1/24 scope host dev eth0',
    );
    expect(host.addrs('eth0')).toEqual([
      '10.0.0.1/24 scope host',
      '203.0.113.1/24 scope link',
      '192.0.2.1/24 scope global',
      '198.51.100.1/24 scope global',
      '192.0.2.2/24 scope global secondary',
    ]);
  });

  test('the same address with another prefix is another address', () => {
    const host = ipHost('ip addr add 192.0.2.1/24 dev eth0', 'ip addr add 192.0.2.1/16 dev eth0');
    expect(host.says('ip addr add 192.0.2.1/32 dev eth0')).toBe('');
    expect(host.addrs('eth0')).toHaveLength(3);
  });
});

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['the same address twice', 'ip addr add 192.0.2.1/24 dev eth0', 'Error: ipv4: Address already assigned.'],
  [
    'another scope in the same subnet',
    'ip addr add 192.0.2.2/24 scope link dev eth0',
    'Error: ipv4: Invalid scope value.',
  ],
  ['deleting what is not there', 'ip addr del 192.0.2.9/24 dev eth0', 'Error: ipv4: Address not found.'],
  ['deleting with the wrong prefix', 'ip addr del 192.0.2.1/25 dev eth0', 'Error: ipv4: Address not found.'],
  ['a device that is not there', 'ip addr add 192.0.2.2/24 dev eth9', 'RTNETLINK answers: No such device'],
];

describe('the kernel refuses', () => {
  test.each(REFUSED)('%s', (_title, command, said) => {
    expect(ipHost('ip addr add 192.0.2.1/24 dev eth0').says(command)).toBe(said);
  });
});

describe('deleting an address', () => {
  const three = [
    'ip addr add 192.0.2.1/24 dev eth0',
    'ip addr add 192.0.2.2/24 dev eth0',
    'ip addr add 192.0.2.3/24 dev eth0',
    'ip addr add 198.51.100.1/24 dev eth0',
  ];

  test('a primary takes its secondaries with it', () => {
    const host = ipHost(...three, 'ip addr del 192.0.2.1/24 dev eth0');
    expect(host.addrs('eth0')).toEqual(['198.51.100.1/24 scope global']);
    expect(host.routes()).toEqual(['198.51.100.0/24 dev eth0 proto kernel scope link src 198.51.100.1']);
  });

  test('with promote_secondaries the next one is primary, and the source of the subnet', () => {
    const promote = 'sysctl conf.eth0.promote_secondaries=1';
    const host = ipHost(promote, ...three, 'ip addr del 192.0.2.1/24 dev eth0');
    expect(host.addrs('eth0')).toEqual([
      '198.51.100.1/24 scope global',
      '192.0.2.2/24 scope global',
      '192.0.2.3/24 scope global secondary',
    ]);
    expect(host.get('192.0.2.9')).toBe('192.0.2.9 dev eth0 src 192.0.2.2 cache <>');
  });

  test('the last one takes every route over the device with it', () => {
    const host = ipHost('ip addr add 192.0.2.1/24 dev eth0', 'ip route add 203.0.113.0/24 dev eth0');
    expect(host.did('ip addr del 192.0.2.1/24 dev eth0').routes()).toEqual([]);
  });

  test('routes elsewhere that prefer it as source go, too', () => {
    const host = ipHost('ip addr add 192.0.2.1/24 dev eth0', 'ip addr add 198.51.100.1/24 dev eth1');
    host.did('ip route add 203.0.113.0/24 dev eth1 src 192.0.2.1').did('ip addr del 192.0.2.1/24 dev eth0');
    expect(host.routes()).toEqual(['198.51.100.0/24 dev eth1 proto kernel scope link src 198.51.100.1']);
  });

  test('a broadcast address that another one shares stays', () => {
    const host = ipHost('ip addr add 192.0.2.1/24 dev eth0', 'ip addr add 192.0.2.1/25 dev eth0');
    host.did('ip addr add 192.0.2.1/23 brd 192.0.2.127 dev eth0').did('ip addr del 192.0.2.1/25 dev eth0');
    expect(host.routes('local')).toContain(
      'broadcast 192.0.2.127/32 dev eth0 proto kernel scope link src 192.0.2.1',
    );
  });
});
