// `ip route add`, `replace` and `del`: what the kernel takes, what it refuses and in which words (README fact 18).

import { describe, expect, test } from 'vitest';
import { ipHost } from './ip-host.ts';

const CONNECTED = ['ip addr add 192.0.2.1/24 dev eth0', 'ip addr add 198.51.100.1/24 dev eth1'];

const ADDED: readonly (readonly [string, string, string])[] = [
  [
    'finds the device by the gateway',
    'default via 192.0.2.254',
    '0.0.0.0/0 via 192.0.2.254 dev eth0 proto boot',
  ],
  ['is on the link without a gateway', '10.0.0.0/8 dev eth1', '10.0.0.0/8 dev eth1 proto boot scope link'],
  [
    'may prefer a source',
    '10.0.0.0/8 dev eth1 src 192.0.2.1',
    '10.0.0.0/8 dev eth1 proto boot scope link src 192.0.2.1',
  ],
  ['takes an own address as gateway', 'default via 192.0.2.1', '0.0.0.0/0 via 192.0.2.1 dev eth0 proto boot'],
  [
    'believes onlink',
    'default via 10.9.9.9 dev eth0 onlink',
    '0.0.0.0/0 via 10.9.9.9 dev eth0 proto boot onlink',
  ],
  ['needs no device to be unreachable', 'unreachable 10.0.0.0/8', 'unreachable 10.0.0.0/8 proto boot'],
  ['has a metric', '10.0.0.0/8 dev eth1 metric 7', '10.0.0.0/8 dev eth1 proto boot scope link metric 7'],
  [
    'cuts an MTU that no IPv4 packet can have',
    '10.0.0.0/8 dev eth1 mtu 70000',
    '10.0.0.0/8 dev eth1 proto boot scope link mtu 65520',
  ],
  [
    'is marked without a carrier',
    '10.0.0.0/8 dev eth2',
    '10.0.0.0/8 dev eth2 proto boot scope link linkdown',
  ],
];

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['a gateway off the link', 'default via 10.9.9.9', 'Error: Nexthop has invalid gateway.'],
  ['a gateway on another device', 'default via 192.0.2.254 dev eth1', 'Error: Nexthop has invalid gateway.'],
  ['a broadcast address as gateway', 'default via 192.0.2.255', 'Error: Nexthop has invalid gateway.'],
  ['no gateway and no device', 'default', 'RTNETLINK answers: No such device'],
  ['a device that is not there', 'default dev eth9', 'RTNETLINK answers: No such device'],
  ['host bits', '10.0.0.1/8 dev eth0', 'Error: Invalid prefix for given prefix length.'],
  ['a route that is there', '192.0.2.0/24 dev eth1', 'RTNETLINK answers: File exists'],
  ['a source that is not ours', 'default dev eth0 src 10.0.0.1', 'Error: Invalid prefsrc address.'],
  [
    'a gateway for scope host',
    '10.0.0.0/8 via 192.0.2.9 scope host',
    'Error: Route with host scope can not have a gateway.',
  ],
  ['a wide scope for a local route', 'local 10.0.0.1 dev eth0 scope link', 'Error: Invalid scope.'],
  ['scope nowhere', '10.0.0.0/8 dev eth0 scope nowhere', 'Error: Invalid scope.'],
  ['onlink without a device', 'default via 10.9.9.9 onlink', 'Error: Nexthop device required for onlink.'],
  [
    'onlink without a gateway',
    'default dev eth0 onlink',
    'Error: Invalid flags for nexthop - PERVASIVE and ONLINK can not be set.',
  ],
  ['onlink to ourselves', 'default via 192.0.2.1 dev eth0 onlink', 'Error: Nexthop has invalid gateway.'],
  [
    'onlink from scope link',
    'default via 10.9.9.9 dev eth0 scope link onlink',
    'Error: Nexthop has invalid scope.',
  ],
  [
    'a device for an unreachable route',
    'unreachable 10.0.0.0/8 dev eth0',
    'Error: Gateway, device and multipath can not be specified for this route type.',
  ],
  ['a tos with ECN bits', 'default dev eth0 tos 1', 'Error: Invalid dsfield (tos): ECN bits must be 0.'],
];

describe('a new route', () => {
  test.each(ADDED)('%s', (_title, words, line) => {
    expect(ipHost(...CONNECTED, `ip route add ${words}`).routes()).toContain(line);
  });

  test.each(REFUSED)('%s is refused', (_title, words, said) => {
    expect(ipHost(...CONNECTED).says(`ip route add ${words}`)).toBe(said);
  });

  test('over a device that is down is refused', () => {
    const host = ipHost(...CONNECTED, 'ip link set eth0 down');
    expect(host.says('ip route add 10.0.0.0/8 dev eth0')).toBe('Error: Device for nexthop is not up.');
    expect(host.says('ip route add default via 192.0.2.9')).toBe('Error: Nexthop has invalid gateway.');
    expect(host.says('ip route add default via 9.9.9.9 dev eth0 onlink')).toBe(
      'Error: Nexthop device is not up.',
    );
    expect(host.says('ip route add default via 192.0.2.1')).toBe('RTNETLINK answers: Network is down');
  });

  test('of another table finds its gateway in that table, too', () => {
    const host = ipHost(...CONNECTED, 'ip route add 10.0.0.0/8 dev eth1 table 100');
    expect(host.says('ip route add default via 10.1.1.1')).toBe('Error: Nexthop has invalid gateway.');
    expect(host.says('ip route add default via 10.1.1.1 table 100')).toBe('');
  });
});

describe('routes of one prefix', () => {
  const two = [
    ...CONNECTED,
    'ip route add default via 192.0.2.254',
    'ip route add default via 198.51.100.254 metric 5',
  ];

  test('with another metric is another route, and the lowest wins', () => {
    expect(ipHost(...two).get('203.0.113.9')).toBe(
      '203.0.113.9 via 192.0.2.254 dev eth0 src 192.0.2.1 cache <>',
    );
  });

  test('a deletion without a metric takes the lowest', () => {
    const host = ipHost(...two, 'ip route del default');
    expect(host.get('203.0.113.9')).toBe('203.0.113.9 via 198.51.100.254 dev eth1 src 198.51.100.1 cache <>');
  });

  test('a deletion takes what it names', () => {
    const host = ipHost(...two, 'ip route del default via 198.51.100.254');
    expect(host.says('ip route del default metric 5')).toBe('RTNETLINK answers: No such process');
    expect(host.says('ip route del default dev eth0')).toBe('');
  });

  test('replace ousts the one with the same metric, and adds another one', () => {
    const host = ipHost(
      ...two,
      'ip route replace default via 192.0.2.253',
      'ip route replace default via 192.0.2.252 metric 9',
    );
    expect(host.routes().filter((line) => line.startsWith('0.0.0.0/0'))).toEqual([
      '0.0.0.0/0 via 192.0.2.253 dev eth0 proto boot',
      '0.0.0.0/0 via 198.51.100.254 dev eth1 proto boot metric 5',
      '0.0.0.0/0 via 192.0.2.252 dev eth0 proto boot metric 9',
    ]);
  });
});

describe('a table', () => {
  test('lists by prefix, the longer first, then tos, then metric', () => {
    const host = ipHost(
      'ip route add 10.1.0.0/16 dev eth0',
      'ip route add 10.0.0.0/8 dev eth0 metric 2',
      'ip route add 10.0.0.0/8 dev eth0 metric 1',
      'ip route add 10.0.0.0/8 dev eth0 tos 16',
      'ip route add default dev eth0',
      'ip route add 10.0.0.0/24 dev eth0',
    );
    expect(host.routes().map((line) => line.replace(/ dev eth0 proto boot scope link/, ''))).toEqual([
      '0.0.0.0/0',
      '10.0.0.0/24',
      '10.0.0.0/8 tos 0x10',
      '10.0.0.0/8 metric 1',
      '10.0.0.0/8 metric 2',
      '10.1.0.0/16',
    ]);
  });

  test('exists from its first route on, and when that is gone', () => {
    const host = ipHost('ip addr add 192.0.2.1/24 dev eth0');
    expect(host.says('ip route del default table 100')).toBe('Error: FIB table does not exist.');
    host.did('ip route add default dev eth0 table 100').did('ip route del default table 100');
    expect(host.says('ip route del default table 100')).toBe('RTNETLINK answers: No such process');
  });
});
