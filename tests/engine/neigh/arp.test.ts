// What a host does with ARP packets. Each row was played to Linux 6.18 through a packet socket, with these results: the
// entry afterwards and the frames that came back. h1 has 192.0.2.1/24 on eth0 and 198.51.100.1/24 on eth1.

import { describe, expect, it } from 'vitest';
import type { Ipv4Addr } from '../../../src/wire/ipv4-addr.ts';
import { BROADCAST_MAC, ZERO_MAC } from '../../../src/wire/mac.ts';
import { frames, H1, H2, H3, loneHost, type LoneHost, MAC1, MAC2, MAC3 } from './lone-host.ts';

const addr = (text: string) => text as Ipv4Addr;
const ETH1 = addr('198.51.100.1');
const FAR = addr('203.0.113.9');
const ANY = addr('0.0.0.0');

type Hear = Parameters<LoneHost['hear']>;
type Row = [title: string, hear: Hear, expected: readonly string[], sysctl?: Record<string, number>];

const request = (spa = H2, tpa = H1, sha = MAC2): Hear => [{ op: 'request', spa, tpa, sha }];
const reply = (sha = MAC2, tpa = H1): Hear => [{ op: 'reply', sha, tpa }];
const isAt = (who = H1, to = ':02') => `${who} is-at :01 > ${to}`;

const asked: Row[] = [
  ['answers a question for its address and learns who asks', request(), ['STALE :02', isAt()]],
  ['answers a unicast question', [{ op: 'request' }, MAC1], ['STALE :02', isAt()]],
  ['answers for an address of another device', request(H2, ETH1), ['STALE :02', isAt(ETH1)]],
  ['answers an asker from another subnet', request(FAR), ['STALE :02', isAt()]],
  ['answers no question for a stranger', request(H2, H3), ['-']],
  ['answers no question for 127.0.0.1', request(H2, addr('127.0.0.1')), ['-']],
  [
    'answers for 127.0.0.1 with route_localnet',
    request(H2, addr('127.0.0.1')),
    ['STALE :02', isAt(addr('127.0.0.1'))],
    { route_localnet: 1 },
  ],
  ['answers no question for a multicast group', request(H2, addr('224.0.0.1')), ['-']],
  ['answers no question for the subnet broadcast address', request(H2, addr('192.0.2.255')), ['-']],
  ['answers no question for 255.255.255.255', request(H2, addr('255.255.255.255')), ['-']],
  ['answers nobody who claims its own address', request(H1, H1), ['-']],
  ['answers nobody who claims 127.0.0.1', request(addr('127.0.0.1')), ['-']],
  ['answers nobody who claims a multicast group', request(addr('224.0.0.1')), ['-']],
  ['answers nobody who claims 255.255.255.255', request(addr('255.255.255.255')), ['-']],
  [
    'answers even who claims the subnet broadcast address',
    request(addr('192.0.2.255')),
    ['NOARP all', isAt()],
  ],
  ['ignores an unknown operation', [{ op: { unknown: 3 } }], ['-']],
  ['answers duplicate address detection and learns nothing', request(ANY), ['-', isAt()]],
  ['answers no duplicate address detection for a stranger', request(ANY, H3), ['-']],
  ['ignores a reply from 0.0.0.0', [{ op: 'reply', spa: ANY }], ['-']],
  ['arp_ignore 1 answers for an address of this device', request(), ['STALE :02', isAt()], { arp_ignore: 1 }],
  ['arp_ignore 1 answers not for an address of another device', request(H2, ETH1), ['-'], { arp_ignore: 1 }],
  [
    'arp_ignore 1 answers an asker from another subnet',
    request(FAR),
    ['STALE :02', isAt()],
    { arp_ignore: 1 },
  ],
  ['arp_ignore 2 answers an asker of the subnet', request(), ['STALE :02', isAt()], { arp_ignore: 2 }],
  ['arp_ignore 2 answers no asker from another subnet', request(FAR), ['-'], { arp_ignore: 2 }],
  [
    'arp_ignore 3 answers for an address of global scope',
    request(),
    ['STALE :02', isAt()],
    { arp_ignore: 3 },
  ],
  ['arp_ignore 8 answers nothing', request(), ['-'], { arp_ignore: 8 }],
  ['arp_ignore 8 answers no duplicate address detection', request(ANY), ['-'], { arp_ignore: 8 }],
  ['arp_filter answers where the answer would leave', request(), ['STALE :02', isAt()], { arp_filter: 1 }],
  ['arp_filter answers nobody it has no route to', request(FAR), ['-'], { arp_filter: 1 }],
  ['rp_filter 1 answers nobody it has no route to', request(FAR), ['-'], { rp_filter: 1 }],
  ['rp_filter 2 answers nobody it has no route to', request(FAR), ['-'], { rp_filter: 2 }],
  ['takes up no unasked reply', reply(), ['-']],
  ['takes up no gratuitous request', request(H2, H2), ['-']],
  ['arp_accept 1 takes up a gratuitous request', request(H2, H2), ['STALE :02'], { arp_accept: 1 }],
  ['arp_accept 1 takes up a reply', reply(), ['REACHABLE :02'], { arp_accept: 1 }],
  [
    'arp_accept 1 takes up a broadcast reply without proof',
    [{ op: 'reply', tpa: H3 }, BROADCAST_MAC],
    ['STALE :02'],
    { arp_accept: 1 },
  ],
  ['arp_accept 1 takes up no question for a stranger', request(H2, H3), ['-'], { arp_accept: 1 }],
  ['arp_accept 1 takes up another subnet', request(FAR, FAR), ['STALE :02'], { arp_accept: 1 }],
  ['arp_accept 2 takes up its subnet', request(H2, H2), ['STALE :02'], { arp_accept: 2 }],
  ['arp_accept 2 takes up no other subnet', request(FAR, FAR), ['-'], { arp_accept: 2 }],
];

describe('a host that knows nobody', () => {
  it.each([
    [0, [isAt(addr('198.51.100.77'))]],
    [3, []],
  ])('answers for an address of scope host with arp_ignore %i: %j', (level, expected) => {
    const host = loneHost({ eth1: [], sysctl: { arp_ignore: level } });
    const cidr = { addr: addr('198.51.100.77'), prefixLen: 32 };
    host.op({ op: 'addr.add', netns: host.ns.id, dev: 'eth1', cidr, scope: 'host' });
    host.hear(...request(H2, cidr.addr));
    expect(frames(host.log())).toEqual(expected);
  });
  it.each(asked)('%s', (_title, hear, expected, sysctl = {}) => {
    const host = loneHost({ eth1: ['198.51.100.1/24'], sysctl });
    host.hear(...hear);
    expect([host.state(hear[0].spa), ...frames(host.log())]).toEqual(expected);
  });
});

type Known = 'REACHABLE' | 'STALE' | 'PERMANENT' | 'NOARP';
type NewsRow = [title: string, known: Known, age: number, hear: Hear, expected: readonly string[]];
const gratuitous = (tha = MAC3, to = BROADCAST_MAC): Hear => [{ op: 'reply', sha: MAC3, tpa: H2, tha }, to];

const news: NewsRow[] = [
  [
    'a question for a stranger with the known MAC changes nothing',
    'REACHABLE',
    2,
    request(H2, H3),
    ['REACHABLE :02'],
  ],
  [
    'a question for a stranger with another MAC within a second changes nothing',
    'REACHABLE',
    1,
    request(H2, H3, MAC3),
    ['REACHABLE :02'],
  ],
  [
    'a question for a stranger with another MAC later makes it STALE',
    'REACHABLE',
    1.1,
    request(H2, H3, MAC3),
    ['STALE :03'],
  ],
  [
    'a question for us with another MAC counts at once',
    'REACHABLE',
    0,
    request(H2, H1, MAC3),
    ['STALE :03', isAt(H1, ':03')],
  ],
  ['a reply proves a STALE entry', 'STALE', 0, reply(), ['REACHABLE :02']],
  [
    'a reply with another MAC within a second changes nothing',
    'REACHABLE',
    1,
    reply(MAC3),
    ['REACHABLE :02'],
  ],
  ['a reply with another MAC later replaces it', 'REACHABLE', 1.1, reply(MAC3), ['REACHABLE :03']],
  ['a reply with another MAC within a second leaves STALE', 'STALE', 1, reply(MAC3), ['STALE :02']],
  ['a reply with another MAC later proves that one', 'STALE', 1.1, reply(MAC3), ['REACHABLE :03']],
  ['a broadcast reply proves nothing', 'STALE', 2, [{ op: 'reply' }, BROADCAST_MAC], ['STALE :02']],
  [
    'a broadcast reply with another MAC makes it STALE',
    'REACHABLE',
    1.1,
    [{ op: 'reply', sha: MAC3 }, BROADCAST_MAC],
    ['STALE :03'],
  ],
  ['a gratuitous request counts at once', 'REACHABLE', 0, request(H2, H2, MAC3), ['STALE :03']],
  ['a gratuitous reply counts at once', 'REACHABLE', 0, gratuitous(), ['STALE :03']],
  [
    'a gratuitous reply without its MAC as target is none',
    'REACHABLE',
    0,
    gratuitous(ZERO_MAC),
    ['REACHABLE :02'],
  ],
  ['a gratuitous reply to us alone is a proof', 'REACHABLE', 0, gratuitous(MAC3, MAC1), ['REACHABLE :03']],
  ['a reply changes no PERMANENT entry', 'PERMANENT', 2, reply(MAC3), ['PERMANENT :02']],
  [
    'a question changes no PERMANENT entry and is answered',
    'PERMANENT',
    2,
    request(H2, H1, MAC3),
    ['PERMANENT :02', isAt(H1, ':03')],
  ],
  [
    'a question changes no NOARP entry and is answered',
    'NOARP',
    2,
    request(H2, H1, MAC3),
    ['NOARP :02', isAt(H1, ':03')],
  ],
];

describe('a host that knows h2 as 02:…:02', () => {
  it.each(news)('%s', (_title, state, age, hear, expected) => {
    const host = loneHost();
    host.neighOp({ op: 'neigh.add', ip: H2, mac: MAC2, state });
    host.until(age);
    host.log();
    host.hear(...hear);
    expect([host.state(), ...frames(host.log())]).toEqual(expected);
  });
});

describe('a router with proxy_arp', () => {
  const proxy = { 'net.ipv4.ip_forward': 1, proxy_arp: 1 };
  const ask = (sysctl: Record<string, number>, hear: Hear) => {
    const host = loneHost({ eth1: ['198.51.100.1/24'], sysctl });
    host.hear(...hear);
    const first = frames(host.log());
    host.until(0.8);
    return { first, later: frames(host.log()), state: host.state() };
  };
  const beyond = request(H2, addr('198.51.100.9'));

  it('answers for an address behind another device, a random time later', () => {
    expect(ask(proxy, beyond)).toEqual({
      first: [],
      later: [isAt(addr('198.51.100.9'))],
      state: 'STALE :02',
    });
  });
  it('answers a unicast question at once', () => {
    const unicast: Hear = [{ ...beyond[0] }, MAC1];
    expect(ask(proxy, unicast)).toEqual({
      first: [isAt(addr('198.51.100.9'))],
      later: [],
      state: 'STALE :02',
    });
  });
  it('answers at once with proxy_delay 0', () => {
    expect(ask({ ...proxy, 'neigh.proxy_delay': 0 }, beyond).first).toEqual([isAt(addr('198.51.100.9'))]);
  });
  it('answers not for an address behind the same device', () => {
    expect(ask(proxy, request(H2, addr('192.0.2.9')))).toEqual({ first: [], later: [], state: '-' });
  });
  it('answers not without ip_forward', () => {
    expect(ask({ proxy_arp: 1 }, beyond)).toEqual({ first: [], later: [], state: '-' });
  });
  it('forgets the question when a device goes down', () => {
    const host = loneHost({ eth1: ['198.51.100.1/24'], sysctl: proxy });
    host.hear(...beyond);
    host.op({ op: 'link.set', netns: host.ns.id, name: 'eth1', up: false });
    host.until(1);
    expect(frames(host.log())).toEqual([]);
    expect(host.timers('foreground')).toBe(0);
  });
});

describe('the source address of a question', () => {
  const addrs = ['192.0.2.1/24', '192.0.2.11/24', '10.9.0.1/24'];
  const rows: [level: number, src: string, dst: string, tell: string][] = [
    [0, '192.0.2.1', '192.0.2.2', '192.0.2.1'],
    [0, '192.0.2.11', '192.0.2.2', '192.0.2.11'],
    [0, '198.51.100.1', '192.0.2.2', '198.51.100.1'],
    [0, '192.0.2.1', '10.9.0.2', '192.0.2.1'],
    [0, '203.0.113.9', '192.0.2.2', '192.0.2.1'],
    [1, '192.0.2.11', '192.0.2.2', '192.0.2.11'],
    [1, '198.51.100.1', '192.0.2.2', '192.0.2.1'],
    [1, '10.9.0.1', '192.0.2.2', '192.0.2.1'],
    [1, '192.0.2.1', '10.9.0.2', '10.9.0.1'],
    [2, '192.0.2.11', '192.0.2.2', '192.0.2.1'],
    [2, '192.0.2.1', '10.9.0.2', '10.9.0.1'],
  ];
  it.each(rows)('with arp_announce %i of a packet from %s to %s is %s', (level, src, dst, tell) => {
    const host = loneHost({ addrs, eth1: ['198.51.100.1/24'], sysctl: { arp_announce: level } });
    host.send(addr(dst), { src: addr(src) });
    expect(frames(host.log())).toEqual([`who-has ${dst} tell ${tell} > all`]);
  });
});
