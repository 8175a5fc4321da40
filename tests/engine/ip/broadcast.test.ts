// The frames and what ping is told are those of Linux 6.18 in the same lab.

import { expect, test } from 'vitest';
import { type NetnsPen } from '../../support/topology.ts';
import { acquainted, ipText, ONE_SECOND, ping, routed, tap, told } from './routed.ts';

const answering = (e: NetnsPen) => e.sysctl('net.ipv4.icmp_echo_ignore_broadcasts', 0);
const both = () => routed({ h1: answering, r1: answering, h2: answering });
const WIDE = { broadcast: true, timeout: ONE_SECOND };

test('a broadcast address is only pinged with -b', () => {
  expect(told(ping(routed(), 'h1', '192.0.2.255'))).toEqual([
    '0 h1 ping.start > ping error EACCES > ping end 0/0',
  ]);
});

test('nobody answers a broadcast ping unless told to; our own stack hears it too', () => {
  const lab = ping(routed().seal(), 'h1', '192.0.2.255', WIDE);
  expect(ipText(lab, ['ip', 'nf', 'packet'])).toEqual([
    'h1:eth0 output to 192.0.2.255 by eth0 > OUTPUT > loopback copy > local deliver > INPUT > drop icmp-ignored > POSTROUTING',
    'r1:eth0 ip rcv > PREROUTING > local deliver > INPUT > drop icmp-ignored',
  ]);
});

test('everybody who is told to answers from the address facing the sender, the first one counts', () => {
  const lab = ping(both(), 'h1', '192.0.2.255', { ...WIDE, count: 2 });
  expect(told(lab)).toEqual([
    '0 h1 ping.start > ping 1',
    '0 h1:lo pong 1 ttl 64',
    '0 h1:eth0 pong 1 ttl 64 DUP!',
    '1 h1 ping 2',
    '1 h1:lo pong 2 ttl 64 > h1 ping end 2/2',
  ]);
  expect(tap(lab, 'h1:eth0').slice(0, 2)).toEqual([
    'out 192.0.2.1 > 192.0.2.255 tos 0 ttl 64 length 84 DF ICMP echo-request seq 1 data 56',
    'in 192.0.2.254 > 192.0.2.1 tos 0 ttl 64 length 84 ICMP echo-reply seq 1 data 56',
  ]);
});

test.each([
  ['255.255.255.255', 64],
  ['224.0.0.1', 1],
])('%s stays on the link, with TTL %i', (to, ttl) => {
  const lab = ping(both(), 'h1', to, WIDE);
  expect(tap(lab, 'r1:eth0')).toEqual([
    `in 192.0.2.1 > ${to} tos 0 ttl ${ttl} length 84 DF ICMP echo-request seq 1 data 56`,
    'out 192.0.2.254 > 192.0.2.1 tos 0 ttl 64 length 84 ICMP echo-reply seq 1 data 56',
  ]);
  expect(tap(lab, 'r1:eth1')).toEqual([]);
});

test('the broadcast address of another link is the business of the router there, and goes no further', () => {
  const lab = ping(acquainted(both()), 'h1', '198.51.100.255');
  expect(tap(lab, 'r1:eth0')).toEqual([
    'in 192.0.2.1 > 198.51.100.255 tos 0 ttl 64 length 84 DF ICMP echo-request seq 1 data 56',
    'out 192.0.2.254 > 192.0.2.1 tos 0 ttl 64 length 84 ICMP echo-reply seq 1 data 56',
  ]);
  expect(tap(lab, 'r1:eth1')).toEqual([]);
});
