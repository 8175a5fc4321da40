// Which route wins (`ip route get`), and which addresses a packet of our own gets.

import { describe, expect, test } from 'vitest';
import { ipHost, plug } from './ip-host.ts';

const BASE = ['ip addr add 192.0.2.1/24 dev eth0', 'ip addr add 198.51.100.1/24 dev eth1'];
const DEFAULT = 'ip route add default via 192.0.2.254';

/** After these commands, this question gets this answer. */
const CASES: readonly (readonly [string, readonly string[], string, string])[] = [
  [
    'the longest prefix wins',
    [DEFAULT, 'ip route add 10.1.0.0/16 dev eth1', 'ip route add 10.0.0.0/8 dev eth0'],
    '10.1.2.3',
    '10.1.2.3 dev eth1 src 198.51.100.1 cache <>',
  ],
  [
    'the longest prefix wins over a lower metric',
    ['ip route add 10.0.0.0/8 dev eth0', 'ip route add 10.1.0.0/16 dev eth1 metric 900'],
    '10.1.2.3',
    '10.1.2.3 dev eth1 src 198.51.100.1 cache <>',
  ],
  ['no route is an unreachable network', [], '10.1.2.3', 'RTNETLINK answers: Network is unreachable'],
  [
    'unreachable is no route to host',
    ['ip route add unreachable 10.0.0.0/8'],
    '10.1.2.3',
    'RTNETLINK answers: No route to host',
  ],
  [
    'blackhole is an invalid argument',
    ['ip route add blackhole 10.0.0.0/8'],
    '10.1.2.3',
    'RTNETLINK answers: Invalid argument',
  ],
  [
    'prohibit is a denied permission',
    ['ip route add prohibit 10.0.0.0/8'],
    '10.1.2.3',
    'RTNETLINK answers: Permission denied',
  ],
  [
    'throw ends the table, and with it the default route',
    [DEFAULT, 'ip route add throw 10.0.0.0/8'],
    '10.1.2.3',
    'RTNETLINK answers: Network is unreachable',
  ],
  [
    'an unreachable route hides a shorter one',
    [DEFAULT, 'ip route add unreachable 10.0.0.0/8'],
    '10.1.2.3',
    'RTNETLINK answers: No route to host',
  ],
  [
    'a route with a tos is for that tos',
    ['ip route add 10.0.0.0/8 dev eth0', 'ip route add 10.0.0.0/8 dev eth1 tos 16'],
    '10.1.2.3 tos 16',
    '10.1.2.3 dev eth1 src 198.51.100.1 cache <>',
  ],
  [
    'without that tos it is not',
    ['ip route add 10.0.0.0/8 dev eth0', 'ip route add 10.0.0.0/8 dev eth1 tos 16'],
    '10.1.2.3',
    '10.1.2.3 dev eth0 src 192.0.2.1 cache <>',
  ],
  [
    'an own address is reached over lo, from itself',
    [],
    '192.0.2.1',
    'local 192.0.2.1 dev lo src 192.0.2.1 cache <local>',
  ],
  [
    'a secondary is reached from its primary',
    ['ip addr add 192.0.2.2/24 dev eth0'],
    '192.0.2.2',
    'local 192.0.2.2 dev lo src 192.0.2.1 cache <local>',
  ],
  ['every 127 address is ours', [], '127.1.2.3', 'local 127.1.2.3 dev lo src 127.0.0.1 cache <local>'],
  ['0.0.0.0 is ourselves', [], '0.0.0.0', 'local 0.0.0.0 dev lo src 127.0.0.1 cache <local>'],
  [
    'the subnet’s last address is a broadcast',
    [],
    '192.0.2.255',
    'broadcast 192.0.2.255 dev eth0 src 192.0.2.1 cache <local,brd>',
  ],
  [
    'the subnet’s first address is a host like any other',
    [],
    '192.0.2.0',
    '192.0.2.0 dev eth0 src 192.0.2.1 cache <>',
  ],
  ['255.255.255.255 needs a device', [], '255.255.255.255', 'RTNETLINK answers: Network is unreachable'],
  [
    '255.255.255.255 leaves by the device named',
    [DEFAULT],
    '255.255.255.255 oif eth1',
    'broadcast 255.255.255.255 dev eth1 src 198.51.100.1 cache <local,brd>',
  ],
  [
    'multicast takes the default route, but no gateway',
    [DEFAULT],
    '239.1.1.1',
    'multicast 239.1.1.1 dev eth0 src 192.0.2.1 cache <mc>',
  ],
  [
    'a gateway that is an own address is no gateway',
    ['ip route add default via 192.0.2.1'],
    '10.1.2.3',
    '10.1.2.3 dev eth0 src 192.0.2.1 cache <>',
  ],
  [
    'without a route, the device named is taken as the link',
    [],
    '10.1.2.3 oif eth1',
    '10.1.2.3 dev eth1 src 198.51.100.1 cache <>',
  ],
  [
    'the device named passes over other routes',
    [DEFAULT, 'ip route add default via 198.51.100.254 metric 9'],
    '10.1.2.3 oif eth1',
    '10.1.2.3 via 198.51.100.254 dev eth1 src 198.51.100.1 cache <>',
  ],
  [
    'a source that is not ours is refused',
    [DEFAULT],
    '10.1.2.3 from 203.0.113.7',
    'RTNETLINK answers: Network is unreachable',
  ],
  [
    'a source that nobody can have is invalid',
    [DEFAULT],
    '10.1.2.3 from 224.0.0.1',
    'RTNETLINK answers: Invalid argument',
  ],
  ['127.0.0.1 does not leave', [DEFAULT], '10.1.2.3 from 127.0.0.1', 'RTNETLINK answers: Invalid argument'],
  [
    'the route’s MTU is shown',
    ['ip route add 10.0.0.0/8 dev eth0 mtu 1400'],
    '10.1.2.3',
    '10.1.2.3 dev eth0 src 192.0.2.1 mtu 1400 cache <>',
  ],
];

describe('a look-up', () => {
  test.each(CASES)('%s', (_title, commands, question, answer) => {
    expect(ipHost(...BASE, ...commands).get(question)).toBe(answer);
  });

  test('tells of all routes of the table that it consulted, and of the winner', () => {
    const host = ipHost(...BASE, DEFAULT);
    host.get('10.1.2.3');
    const event = host.world.events.find((e) => e.kind === 'fib.lookup');
    const consulted = event?.kind === 'fib.lookup' ? event.answer.consulted : [];
    expect(
      consulted.map(({ rule, table, routes, won }) => [rule.pref, table, routes.length, won?.via]),
    ).toEqual([
      [0, 255, 7, undefined],
      [32766, 254, 3, '192.0.2.254'],
    ]);
  });
});

/** The source of a packet to an address, given these addresses and routes. */
const SOURCES: readonly (readonly [string, readonly string[], string, string])[] = [
  [
    'is the route’s own choice',
    [
      'ip addr add 192.0.2.1/24 dev eth0',
      'ip addr add 203.0.113.5/32 dev lo',
      'ip route add 10.0.0.0/8 dev eth0 src 203.0.113.5',
    ],
    '10.1.2.3',
    '203.0.113.5',
  ],
  [
    'is of the gateway’s subnet',
    [
      'ip addr add 192.0.2.1/24 dev eth0',
      'ip addr add 198.51.100.1/24 dev eth0',
      'ip route add default via 198.51.100.254',
    ],
    '10.1.2.3',
    '198.51.100.1',
  ],
  [
    'is the first primary else',
    [
      'ip addr add 192.0.2.1/24 dev eth0',
      'ip addr add 198.51.100.1/24 dev eth0',
      'ip route add 10.0.0.0/8 dev eth0',
    ],
    '10.1.2.3',
    '192.0.2.1',
  ],
  [
    'is another device’s if there is none',
    ['ip addr add 192.0.2.1/24 dev eth1', 'ip route add 10.0.0.0/8 dev eth0'],
    '10.1.2.3',
    '192.0.2.1',
  ],
  [
    'is not one of a nearer scope',
    [
      'ip addr add 192.0.2.1/24 scope link dev eth0',
      'ip addr add 198.51.100.1/24 dev eth1',
      'ip route add default via 192.0.2.254',
    ],
    '10.1.2.3',
    '198.51.100.1',
  ],
  [
    'on the link may be of scope link',
    ['ip addr add 192.0.2.1/24 scope link dev eth0', 'ip route add 10.0.0.0/8 dev eth0'],
    '10.1.2.3',
    '192.0.2.1',
  ],
  ['is not 127.0.0.1', ['ip route add 10.0.0.0/8 dev eth0'], '10.1.2.3', ''],
];

describe('the source of a packet of our own', () => {
  test.each(SOURCES)('%s', (_title, commands, dst, src) => {
    expect(/ src (\S+)/.exec(ipHost(...commands).get(dst))?.[1] ?? '').toBe(src);
  });
});

describe('a route without carrier', () => {
  const commands = [...BASE, DEFAULT, 'ip route add default via 198.51.100.254 metric 9'];

  test('is used all the same: packets just vanish', () => {
    const host = ipHost(...commands);
    plug(host, 'eth0', false);
    expect(host.get('10.1.2.3')).toContain('via 192.0.2.254 dev eth0');
  });

  test('is passed over with ignore_routes_with_linkdown, and comes back', () => {
    const host = ipHost(...commands, 'sysctl conf.eth0.ignore_routes_with_linkdown=1');
    plug(host, 'eth0', false);
    expect(host.get('10.1.2.3')).toContain('via 198.51.100.254 dev eth1');
    plug(host, 'eth0', true);
    expect(host.get('10.1.2.3')).toContain('via 192.0.2.254 dev eth0');
  });
});

describe('policy rules', () => {
  const commands = [...BASE, DEFAULT, 'ip route add default via 198.51.100.254 table 100'];

  test.each([
    [
      'by source',
      'pref 10 from 198.51.100.0/24 lookup 100',
      '10.1.2.3 from 198.51.100.1',
      'via 198.51.100.254',
    ],
    ['by destination', 'pref 10 to 10.0.0.0/8 lookup 100', '10.1.2.3', 'via 198.51.100.254'],
    ['by incoming device', 'pref 10 iif lo lookup 100', '10.1.2.3', 'via 198.51.100.254'],
    [
      'that don’t match are passed over',
      'pref 10 from 203.0.113.0/24 lookup 100',
      '10.1.2.3',
      'via 192.0.2.254',
    ],
    ['to an empty table are passed over', 'pref 10 lookup 200', '10.1.2.3', 'via 192.0.2.254'],
    ['after main have no say where main has', 'pref 32766 lookup 100', '10.1.2.3', 'via 192.0.2.254'],
  ])('%s', (_title, rule, question, answer) => {
    const host = ipHost(...commands, 'sysctl ip_forward=1', `ip rule add ${rule}`);
    expect(host.get(question)).toContain(answer);
  });

  test('are each there once, and are deleted by what they say', () => {
    const host = ipHost('ip rule add pref 10 from 192.0.2.0/24 lookup 100');
    expect(host.says('ip rule add pref 10 from 192.0.2.0/24 lookup 100')).toBe(
      'RTNETLINK answers: File exists',
    );
    expect(host.says('ip rule del pref 10 from 192.0.2.0/25 lookup 100')).toBe(
      'RTNETLINK answers: No such file or directory',
    );
    expect(host.says('ip rule add pref 10 lookup 100')).toBe('RTNETLINK answers: File exists');
    expect(host.says('ip rule del pref 10 lookup 100')).toBe('');
  });

  test('part local from main: until the first one, a longer prefix in main beats local', () => {
    const host = ipHost(...BASE, 'ip addr add 10.0.0.1/8 dev lo', 'ip route add 10.1.0.0/16 dev eth1');
    expect(host.get('10.1.2.3')).toBe('10.1.2.3 dev eth1 src 198.51.100.1 cache <>');
    host.did('ip rule add pref 10 from 203.0.113.0/24 lookup 100');
    expect(host.get('10.1.2.3')).toBe('local 10.1.2.3 dev lo src 10.0.0.1 cache <local>');
  });
});
