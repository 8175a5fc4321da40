// The route of a packet that comes in: martians, the reverse path filter, forwarding, redirects.
// net/ipv4/route.c: ip_route_input_slow; net/ipv4/fib_frontend.c: fib_validate_source.

import { describe, expect, test } from 'vitest';
import type { InputRouteVerdict } from '../../../src/engine/fib/route-verdict.ts';
import { ipHost } from './ip-host.ts';

const BASE = ['ip addr add 192.0.2.1/24 dev eth0', 'ip addr add 198.51.100.1/24 dev eth1'];
const ROUTER = [...BASE, 'sysctl ip_forward=1'];

function told(verdict: InputRouteVerdict): string {
  switch (verdict.kind) {
    case 'deliver':
      return `deliver ${verdict.cast}, answered from ${verdict.specDst}`;
    case 'forward':
      return `forward to ${verdict.nextHop} by ${verdict.oif.name}${verdict.redirect ? ', redirect' : ''}`;
    case 'error':
      return `${verdict.errno} ${verdict.reason}${verdict.icmpCode === undefined ? '' : ` code ${verdict.icmpCode}`}`;
    case 'drop':
      return `drop ${verdict.reason}`;
  }
}

/** Commands, `SRC > DST` by eth0, and what routing says. */
type Case = readonly [string, readonly string[], string, string];

const MARTIANS: readonly Case[] = [
  ['a multicast source', ROUTER, '224.0.0.5 > 192.0.2.1', 'drop IP_INVALID_SOURCE'],
  ['a broadcast source', ROUTER, '255.255.255.255 > 192.0.2.1', 'drop IP_INVALID_SOURCE'],
  [
    'the subnet’s broadcast address as source',
    [...ROUTER, 'sysctl conf.eth0.rp_filter=1'],
    '192.0.2.255 > 192.0.2.1',
    'drop IP_INVALID_SOURCE',
  ],
  ['no source', ROUTER, '0.0.0.0 > 192.0.2.1', 'drop IP_INVALID_SOURCE'],
  ['no destination', ROUTER, '192.0.2.9 > 0.0.0.0', 'drop IP_INVALID_DEST'],
  ['127 as source', ROUTER, '127.0.0.1 > 192.0.2.1', 'drop IP_LOCALNET'],
  ['127 as destination', ROUTER, '192.0.2.9 > 127.0.0.1', 'drop IP_LOCALNET'],
  ['our own address as source', BASE, '192.0.2.1 > 192.0.2.1', 'drop IP_LOCAL_SOURCE'],
  ['another of our own addresses as source', BASE, '198.51.100.1 > 192.0.2.1', 'drop IP_LOCAL_SOURCE'],
  ['our own address as source of a broadcast', BASE, '192.0.2.1 > 255.255.255.255', 'drop IP_LOCAL_SOURCE'],
];

const ACCEPTED: readonly Case[] = [
  ['a packet to us', BASE, '192.0.2.9 > 192.0.2.1', 'deliver unicast, answered from 192.0.2.1'],
  [
    'a packet to our address on another device',
    BASE,
    '192.0.2.9 > 198.51.100.1',
    'deliver unicast, answered from 198.51.100.1',
  ],
  [
    'a packet from nowhere that we know',
    BASE,
    '203.0.113.9 > 192.0.2.1',
    'deliver unicast, answered from 192.0.2.1',
  ],
  [
    'a broadcast of the subnet',
    BASE,
    '192.0.2.9 > 192.0.2.255',
    'deliver broadcast, answered from 192.0.2.1',
  ],
  ['a broadcast to all', BASE, '192.0.2.9 > 255.255.255.255', 'deliver broadcast, answered from 192.0.2.1'],
  [
    'a host without an address asking all',
    BASE,
    '0.0.0.0 > 255.255.255.255',
    'deliver broadcast, answered from 192.0.2.1',
  ],
  ['multicast to all hosts', BASE, '192.0.2.9 > 224.0.0.1', 'deliver multicast, answered from 192.0.2.1'],
  [
    '127 with route_localnet',
    [...BASE, 'sysctl conf.eth0.route_localnet=1'],
    '192.0.2.9 > 127.0.0.1',
    'deliver unicast, answered from 127.0.0.1',
  ],
  [
    'our own address as source with accept_local',
    [...BASE, 'sysctl conf.eth0.accept_local=1'],
    '198.51.100.1 > 192.0.2.1',
    'deliver unicast, answered from 192.0.2.1',
  ],
];

const NOT_FOR_US: readonly Case[] = [
  ['is silence on a host', BASE, '192.0.2.9 > 198.51.100.9', 'EHOSTUNREACH forwarding-disabled'],
  [
    'is silence on a host without a route, too',
    BASE,
    '192.0.2.9 > 203.0.113.9',
    'EHOSTUNREACH forwarding-disabled',
  ],
  ['is forwarded by a router', ROUTER, '192.0.2.9 > 198.51.100.9', 'forward to 198.51.100.9 by eth1'],
  [
    'goes to the gateway',
    [...ROUTER, 'ip route add default via 198.51.100.254'],
    '192.0.2.9 > 203.0.113.9',
    'forward to 198.51.100.254 by eth1',
  ],
  [
    'asks the incoming device whether to forward',
    [...ROUTER, 'sysctl conf.eth0.forwarding=0'],
    '192.0.2.9 > 198.51.100.9',
    'EHOSTUNREACH forwarding-disabled',
  ],
  [
    'doesn’t ask the outgoing one',
    [...ROUTER, 'sysctl conf.eth1.forwarding=0'],
    '192.0.2.9 > 198.51.100.9',
    'forward to 198.51.100.9 by eth1',
  ],
  [
    'without a route is net unreachable',
    ROUTER,
    '192.0.2.9 > 203.0.113.9',
    'ENETUNREACH IP_INNOROUTES code 0',
  ],
  [
    'to an unreachable route is host unreachable',
    [...ROUTER, 'ip route add unreachable 203.0.113.0/24'],
    '192.0.2.9 > 203.0.113.9',
    'EHOSTUNREACH route-unreachable code 1',
  ],
  [
    'to a prohibit route is filtered',
    [...ROUTER, 'ip route add prohibit 203.0.113.0/24'],
    '192.0.2.9 > 203.0.113.9',
    'EACCES route-prohibit code 13',
  ],
  [
    'to a blackhole is silence',
    [...ROUTER, 'ip route add blackhole 203.0.113.0/24'],
    '192.0.2.9 > 203.0.113.9',
    'EINVAL route-blackhole',
  ],
  ['from our own address is dropped', ROUTER, '192.0.2.1 > 198.51.100.9', 'drop IP_LOCAL_SOURCE'],
  ['to a group that nobody joined is dropped', ROUTER, '192.0.2.9 > 239.1.1.1', 'drop multicast-not-joined'],
];

const STRICT = 'sysctl conf.eth0.rp_filter=1';
const LOOSE = 'sysctl conf.eth0.rp_filter=2';

const RP_FILTER: readonly Case[] = [
  [
    'strict: the way back leads through the device',
    [...ROUTER, STRICT],
    '192.0.2.9 > 198.51.100.9',
    'forward to 198.51.100.9 by eth1',
  ],
  [
    'strict: it leads through another one',
    [...ROUTER, STRICT],
    '198.51.100.7 > 198.51.100.9',
    'drop IP_RPFILTER',
  ],
  ['strict: there is none', [...ROUTER, STRICT], '203.0.113.9 > 198.51.100.9', 'drop IP_RPFILTER'],
  ['strict: a packet to us is asked, too', [...BASE, STRICT], '203.0.113.9 > 192.0.2.1', 'drop IP_RPFILTER'],
  [
    'strict: a default route back is a way back',
    [...ROUTER, STRICT, 'ip route add default via 192.0.2.254'],
    '203.0.113.9 > 198.51.100.9',
    'forward to 198.51.100.9 by eth1',
  ],
  [
    'loose: it leads through another one',
    [...ROUTER, LOOSE],
    '198.51.100.7 > 192.0.2.1',
    'deliver unicast, answered from 192.0.2.1',
  ],
  ['loose: there is none', [...ROUTER, LOOSE], '203.0.113.9 > 192.0.2.1', 'drop IP_RPFILTER'],
  [
    'the greater of all and the device’s counts',
    [...ROUTER, 'sysctl conf.all.rp_filter=1'],
    '198.51.100.7 > 192.0.2.1',
    'drop IP_RPFILTER',
  ],
];

const REDIRECTS: readonly Case[] = [
  [
    'the gateway is on the sender’s link',
    [...ROUTER, 'ip route add default via 192.0.2.254'],
    '192.0.2.9 > 203.0.113.9',
    'forward to 192.0.2.254 by eth0, redirect',
  ],
  ['the destination itself is', ROUTER, '192.0.2.9 > 192.0.2.7', 'forward to 192.0.2.7 by eth0, redirect'],
  [
    'not if the sender is behind a gateway',
    [...ROUTER, 'ip route add default via 192.0.2.254', 'ip route add 10.0.0.0/8 via 192.0.2.7'],
    '10.1.1.1 > 203.0.113.9',
    'forward to 192.0.2.254 by eth0',
  ],
  [
    'not if send_redirects is off',
    [
      ...ROUTER,
      'ip route add default via 192.0.2.254',
      'sysctl conf.all.send_redirects=0',
      'sysctl conf.eth0.send_redirects=0',
    ],
    '192.0.2.9 > 203.0.113.9',
    'forward to 192.0.2.254 by eth0',
  ],
  [
    'not between two subnets of one link that isn’t shared',
    [
      ...ROUTER,
      'ip addr add 203.0.113.1/24 dev eth0',
      'sysctl conf.all.shared_media=0',
      'sysctl conf.eth0.shared_media=0',
      'ip route add default via 203.0.113.254',
    ],
    '192.0.2.9 > 10.1.1.1',
    'forward to 203.0.113.254 by eth0',
  ],
];

function inputs(cases: readonly Case[]): void {
  test.each(cases)('%s', (_title, commands, packet, expected) => {
    const [src = '', dst = ''] = packet.split(' > ');
    expect(told(ipHost(...commands).input(src, dst))).toBe(expected);
  });
}

describe('drops a martian', () => inputs(MARTIANS));
describe('takes', () => inputs(ACCEPTED));
describe('what is not for us', () => inputs(NOT_FOR_US));
describe('the reverse path filter', () => inputs(RP_FILTER));
describe('a redirect is due', () => inputs(REDIRECTS));

describe('the trace', () => {
  test('tells of the filter, its mode and the way back', () => {
    const host = ipHost(...ROUTER, STRICT);
    host.input('198.51.100.7', '198.51.100.9');
    const event = host.world.events.find((e) => e.kind === 'fib.rp-filter');
    expect(event).toMatchObject({
      mode: 1,
      passed: false,
      reverse: { dst: { addr: '198.51.100.0', prefixLen: 24 } },
    });
  });

  test('tells of the device’s MTU, or the route’s', () => {
    const host = ipHost(...ROUTER, 'ip route add 10.0.0.0/8 via 198.51.100.254 mtu 1300');
    expect(host.input('192.0.2.9', '198.51.100.9')).toMatchObject({ kind: 'forward', mtu: 1500 });
    expect(host.input('192.0.2.9', '10.1.1.1')).toMatchObject({
      kind: 'forward',
      mtu: 1300,
      viaGateway: true,
    });
  });
});
