import { expect, test } from 'vitest';
import type { RouteType } from '../../../src/engine/fib/route.ts';
import { SECOND } from '../../../src/engine/ids.ts';
import {
  acquainted,
  addr,
  ipText,
  octets,
  ONE_SECOND,
  ping,
  routed,
  routeType,
  sendRaw,
  tap,
  told,
} from './routed.ts';

const REQUEST = 'out 192.0.2.1 > 10.0.0.1 tos 0 ttl 64 length 84 DF ICMP echo-request seq 1 data 56';
const about = (ttl: number) => `about { 192.0.2.1 > 10.0.0.1 tos 0 ttl ${ttl} length 84 DF with 64 }`;
const unreachable = (code: number) =>
  `in 192.0.2.254 > 192.0.2.1 tos 192 ttl 64 length 112 ICMP destination-unreachable code ${code} ${about(64)}`;

test.each<[RouteType, number]>([
  ['unreachable', 1],
  ['prohibit', 13],
  ['throw', 0],
])('a router answers for a route of type %s with code %i', (type, code) => {
  const lab = routeType(routed(), 'r1', type, '10.0.0.0/24');
  expect(tap(ping(lab, 'h1', '10.0.0.1'), 'h1:eth0')).toEqual([REQUEST, unreachable(code)]);
});

test('a router is silent about a blackhole', () => {
  const lab = routeType(routed(), 'r1', 'blackhole', '10.0.0.0/24');
  expect(tap(ping(lab, 'h1', '10.0.0.1'), 'h1:eth0')).toEqual([REQUEST]);
});

test('a router answers for a destination it has no route to with net unreachable', () => {
  expect(tap(ping(routed(), 'h1', '10.0.0.1'), 'h1:eth0')).toEqual([REQUEST, unreachable(0)]);
});

test('nobody at the last link: the router facing the sender says so after three seconds, with the TTL it had lowered', () => {
  const lab = ping(routed(), 'h1', '198.51.100.77');
  expect(tap(lab, 'h1:eth0')[1]).toBe(
    'in 192.0.2.254 > 192.0.2.1 tos 192 ttl 64 length 112 ICMP destination-unreachable code 1 about ' +
      '{ 192.0.2.1 > 198.51.100.77 tos 0 ttl 63 length 84 DF with 64 }',
  );
  expect(lab.world.now).toBe(3 * SECOND);
});

test('nobody on the own link: the host tells itself, over lo', () => {
  const lab = ping(routed(), 'h1', '192.0.2.77');
  expect(tap(lab, 'h1:lo')[0]).toBe(
    'out 192.0.2.1 > 192.0.2.1 tos 192 ttl 64 length 112 ICMP destination-unreachable code 1 about ' +
      '{ 192.0.2.1 > 192.0.2.77 tos 0 ttl 64 length 84 DF with 64 }',
  );
});

test('an error is at most 576 octets long', () => {
  const lab = ping(routed(), 'h1', '198.51.100.1', { ttl: 1, size: 1000 });
  expect(tap(lab, 'h1:eth0')[1]).toBe(
    'in 192.0.2.254 > 192.0.2.1 tos 192 ttl 64 length 576 ICMP time-exceeded code 0 about ' +
      '{ 192.0.2.1 > 198.51.100.1 tos 0 ttl 1 length 1028 DF with 528 }',
  );
});

test('an error has internet control precedence over the TOS bits of the packet that it is about', () => {
  const lab = sendRaw(routed(), 'h1', { tos: 0xff, ttl: 1, payload: octets(8) });
  lab.run();
  expect(tap(lab, 'h1:eth0')[1]).toMatch(/^in 192.0.2.254 > 192.0.2.1 tos 222 ttl 64/);
});

test.each([
  [0, '198.51.100.254', 'facing the way back'],
  [1, '192.0.2.254', 'of the device that the packet came in by'],
])('with icmp_errors_use_inbound_ifaddr %i the source is %s: %s', (value, source) => {
  const lab = acquainted(routed({ r1: (e) => e.sysctl('net.ipv4.icmp_errors_use_inbound_ifaddr', value) }));
  sendRaw(lab, 'h1', { src: addr('198.51.100.1'), ttl: 1, payload: octets(8) }).run();
  expect(ipText(lab, ['icmp.send'])).toEqual([`r1:eth0 icmp time-exceeded to 198.51.100.1 from ${source}`]);
});

test('an unknown protocol is answered from the address that it was sent to', () => {
  const lab = sendRaw(routed(), 'h1', { protocol: 99, payload: octets(10) });
  lab.run();
  expect(tap(lab, 'h1:eth0')[1]).toBe(
    'in 198.51.100.1 > 192.0.2.1 tos 192 ttl 63 length 58 ICMP destination-unreachable code 2 about ' +
      '{ 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 30 with 10 }',
  );
});

test.each([
  ['an ICMP error', { ttl: 1, payload: octets(40, '0300') }, 'about-icmp-error'],
  ['an ICMP message of unknown type', { ttl: 1, payload: octets(40, '6300') }, 'about-icmp-error'],
  ['a fragment other than the first', { ttl: 1, fragmentOffset: 8, payload: octets(8) }, 'fragment'],
])('no error is sent about %s', (_, packet, why) => {
  const lab = sendRaw(acquainted(routed()), 'h1', packet);
  lab.run();
  expect(tap(lab, 'h1:eth0').length).toBe(1);
  expect(ipText(lab, ['packet', 'icmp'])).toEqual([`r1:eth0 drop IP_INHDR > icmp 11/0 suppressed (${why})`]);
});

test('a first fragment whose TTL runs out is answered', () => {
  const lab = sendRaw(routed(), 'h1', { ttl: 1, mf: true, payload: octets(16) });
  lab.run();
  expect(tap(lab, 'h1:eth0')[1]).toMatch(/ICMP time-exceeded code 0 about .* length 36 MF with 16 }/);
});

test('without a route back nothing is sent', () => {
  const lab = sendRaw(acquainted(routed()), 'h1', {
    ttl: 1,
    src: addr('10.1.1.1'),
    payload: octets(8),
  });
  lab.run();
  expect(ipText(lab, ['packet', 'icmp'])).toEqual([
    'r1:eth0 drop IP_INHDR > icmp 11/0 suppressed (no-route)',
  ]);
});

test.each([
  ['unreachable', 'EHOSTUNREACH'],
  ['prohibit', 'EACCES'],
  ['blackhole', 'EINVAL'],
  ['throw', 'ENETUNREACH'],
] as const)('on the host itself a route of type %s is an error of the system call: %s', (type, errno) => {
  const lab = ping(routeType(routed(), 'h1', type, '10.0.0.0/24').seal(), 'h1', '10.0.0.1', {
    timeout: ONE_SECOND,
  });
  expect(told(lab)).toEqual([`0 h1 ping.start > ping error ${errno} > ping end 0/0`]);
});
