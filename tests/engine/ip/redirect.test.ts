// The frames and the counts are those of Linux 6.18 in the same lab.

import { expect, test } from 'vitest';
import { MILLISECOND, type Nanos } from '../../../src/engine/ids.ts';
import type { PingOptions } from '../../../src/engine/process/process.ts';
import type { Lab } from '../../support/lab.ts';
import { type NetnsPen, topology } from '../../support/topology.ts';
import { ping, tap, told } from './routed.ts';

/** h1's default route is r1, but r2, on the same link, is on the way to h2. */
const detour = (h1: (pen: NetnsPen) => unknown = () => undefined, r1 = h1) =>
  topology()
    .host('h1', (e) => h1(e.eth('192.0.2.1/24').route('default', '192.0.2.2')))
    .router('r1', (e) => r1(e.eth('192.0.2.2/24').route('default', '192.0.2.3')))
    .router('r2', (e) => e.eth('192.0.2.3/24').eth('198.51.100.3/24'))
    .host('h2', (e) => e.eth('198.51.100.1/24').route('default', '198.51.100.3'))
    .switch('s1')
    .cable('h1', 's1')
    .cable('r1', 's1')
    .cable('r2:eth0', 's1')
    .cable('r2:eth1', 'h2')
    .build();

const deaf = () =>
  detour((e) =>
    e.sysctl('net.ipv4.conf.all.accept_redirects', 0).sysctl('net.ipv4.conf.eth0.accept_redirects', 0),
  );

test('two pings go by the wrong router, the third goes straight', () => {
  const lab = ping(detour(), 'h1', '198.51.100.1', { count: 3 });
  const redirect =
    'out 192.0.2.2 > 192.0.2.1 tos 192 ttl 64 length 112 ICMP redirect code 1 gateway 192.0.2.3 about ' +
    '{ 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 84 DF with 64 }';
  const passes = (seq: number) => [
    `in 192.0.2.1 > 198.51.100.1 tos 0 ttl 64 length 84 DF ICMP echo-request seq ${seq} data 56`,
    redirect,
    `out 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 84 DF ICMP echo-request seq ${seq} data 56`,
  ];
  expect(tap(lab, 'r1:eth0')).toEqual([...passes(1), ...passes(2)]);
  expect(told(lab, ['ping', 'ip.redirect', 'fib.exception']).slice(1)).toEqual([
    '0 r1:eth0 redirect send 192.0.2.3',
    '0 h1:eth0 redirect ignore 192.0.2.3 (gateway-unresolved) > ping error redirect',
    '0 h1:eth0 pong 1 ttl 63',
    '1 h1 ping 2',
    '1 r1:eth0 redirect send 192.0.2.3',
    '1 h1:eth0 exception 198.51.100.1 via 192.0.2.3 > redirect accept 192.0.2.3 > ping error redirect',
    '1 h1:eth0 pong 2 ttl 63',
    '2 h1 ping 3',
    '2 h1:eth0 pong 3 ttl 63 > h1 ping end 3/3',
  ]);
});

/** The numbers of the pings that brought a redirect. */
function redirected(lab: Lab, count: number, interval: number): number[] {
  const before = lab.world.events.length;
  const options: Partial<PingOptions> = { count, interval: (interval * MILLISECOND) as Nanos };
  ping(lab, 'h1', '198.51.100.1', options);
  return lab.world.events
    .slice(before)
    .flatMap((event) =>
      event.kind === 'ping.error' && event.error.type === 'icmp' ? [event.error.seq] : [],
    );
}

test('who does not heed redirects gets them ever more rarely, nine in all', () => {
  const lab = deaf();
  expect(redirected(lab, 2, 1000)).toEqual([1, 2]);
  lab.wait(1.1);
  expect(redirected(lab, 30, 200)).toEqual([1, 2, 4, 8, 15, 28]);
  lab.wait(8);
  expect(redirected(lab, 26, 1000)).toEqual([1]);
});

test('after twenty quiet seconds they begin again', () => {
  const lab = deaf();
  redirected(lab, 600, 100);
  expect(redirected(lab, 2, 1000)).toEqual([]);
  lab.wait(21);
  expect(redirected(lab, 2, 1000)).toEqual([1, 2]);
});

test('a router with send_redirects off keeps the better way to itself', () => {
  const quiet = (e: NetnsPen) =>
    e.sysctl('net.ipv4.conf.all.send_redirects', 0).sysctl('net.ipv4.conf.eth0.send_redirects', 0);
  const lab = ping(detour(undefined, quiet), 'h1', '198.51.100.1');
  expect(tap(lab, 'r1:eth0').length).toBe(2);
});
