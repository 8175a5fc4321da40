// Times and counts are those of iputils 20221126 on Linux 6.18.

import { expect, test } from 'vitest';
import { MILLISECOND, type Nanos } from '../../../src/engine/ids.ts';
import { startPing } from '../../../src/engine/process/ping.ts';
import type { PingProcess } from '../../../src/engine/process/process.ts';
import { run } from '../../../src/engine/walk.ts';
import type { Lab } from '../../support/lab.ts';
import { topology } from '../../support/topology.ts';
import { acquainted, addr, ONE_SECOND, ping, routed, tap, told } from '../ip/routed.ts';

const processOf = (lab: Lab): PingProcess => {
  const [last] = lab.world.processes.sorted((a, b) => b.pid - a.pid);
  if (last?.kind !== 'ping') throw new Error('no ping');
  return last;
};

test('a request a second, and the end with the last answer', () => {
  expect(told(ping(acquainted(routed()), 'h1', '198.51.100.1', { count: 3 }))).toEqual([
    '0 h1 ping.start > ping 1',
    '0 h1:eth0 pong 1 ttl 63',
    '1 h1 ping 2',
    '1 h1:eth0 pong 2 ttl 63',
    '2 h1 ping 3',
    '2 h1:eth0 pong 3 ttl 63 > h1 ping end 3/3',
  ]);
});

test('the data is the time of day and then a ramp', () => {
  const lab = acquainted(routed());
  lab.wait(1.5);
  ping(lab, 'h1', '198.51.100.1');
  const sent = lab.world.events.find((event) => event.kind === 'ping.send')?.packet?.net;
  if (sent?.kind !== 'ipv4' || sent.payload.kind !== 'icmp' || !('data' in sent.payload))
    throw new Error('no echo');
  const { data } = sent.payload;
  expect([...data.subarray(0, 16)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0x20, 0xa1, 7, 0, 0, 0, 0, 0]);
  expect([...data.subarray(16)]).toEqual(Array.from({ length: 40 }, (_, i) => i + 16));
});

test('each cable adds its delay to the round trip', () => {
  const lab = topology()
    .host('h1', (e) => e.eth('192.0.2.1/24'))
    .host('h2', (e) => e.eth('192.0.2.2/24'))
    .cable('h1', 'h2', { delay: 250 })
    .build();
  ping(lab, 'h1', '192.0.2.2', { count: 2, interval: (100 * MILLISECOND) as Nanos });
  const rtts = lab.world.events.flatMap((event) => (event.kind === 'ping.reply' ? [event.rtt] : []));
  // The first one waits for ARP.
  expect(rtts).toEqual([1 * MILLISECOND, 0.5 * MILLISECOND]);
});

test('one request to an absent host ends after three seconds', () => {
  const lab = ping(routed(), 'h1', '192.0.2.77');
  expect(told(lab)).toEqual([
    '0 h1 ping.start > ping 1',
    '3 h1:lo ping error destination-unreachable > h1 ping end 0/1 +1 errors',
  ]);
});

test('three requests to an absent host fail together', () => {
  const lab = ping(routed(), 'h1', '192.0.2.77', { count: 3 });
  expect(told(lab).filter((line) => line.startsWith('3 '))).toEqual([
    '3 h1:lo ping error destination-unreachable',
    '3 h1:lo ping error destination-unreachable',
    '3 h1:lo ping error destination-unreachable > h1 ping end 0/3 +3 errors',
  ]);
});

test('with -W 1 it does not wait for that', () => {
  expect(told(ping(routed(), 'h1', '192.0.2.77', { timeout: ONE_SECOND })).at(-1)).toBe('1 h1 ping end 0/1');
});

test('without any answer it gives up after ten seconds', () => {
  const lab = routed({ routeBack: false });
  expect(told(ping(lab, 'h1', '198.51.100.1', { count: 2 })).at(-1)).toBe('11 h1 ping end 0/2');
});

/** h1 and h2 on one cable of `delay` milliseconds; h2 answers the first of two pings only. */
function lastUnanswered(delay: number): Lab {
  const lab = topology()
    .host('h1', (e) => e.eth('192.0.2.1/24'))
    .host('h2', (e) => e.eth('192.0.2.2/24'))
    .cable('h1', 'h2', { delay: delay * 1000 })
    .build();
  ping(lab, 'h1', '192.0.2.2').seal();
  const start = lab.world.now;
  startPing(lab.world, lab.ns('h1').id, addr('192.0.2.2'), {
    count: 2,
    interval: (900 * MILLISECOND) as Nanos,
  });
  run(lab.world, { until: (start + 880 * MILLISECOND) as Nanos, maxEvents: 1000 });
  deafen(lab, 'h2');
  lab.run();
  return lab;
}

const deafen = (lab: Lab, host: string) =>
  lab.apply({ op: 'sysctl.write', netns: lab.ns(host).id, key: 'net.ipv4.icmp_echo_ignore_all', value: '1' });

test.each([
  [1, 900, 'the interval'],
  [300, 1200, 'twice the longest round trip'],
])('over a cable of %i ms it waits %i ms for the last answer: %s', (delay, wait) => {
  const lab = lastUnanswered(delay);
  const at = (kind: string) => lab.world.events.findLast((event) => event.kind === kind)?.at ?? 0;
  expect(processOf(lab)).toMatchObject({ sent: 2, received: 1, done: true });
  expect(at('ping.end') - at('ping.send')).toBe(wait * MILLISECOND);
});

test('when the route goes away it pretends to send, and says nothing', () => {
  const lab = acquainted(routed());
  startPing(lab.world, lab.ns('h1').id, addr('198.51.100.1'), { count: 3 });
  lab.wait(0.5);
  lab.set('h1:eth0', { up: false });
  lab.run();
  expect(told(lab, ['ping'])).toEqual([
    '0 h1 ping.start > ping 1',
    '0 h1:eth0 pong 1 ttl 63',
    '1 h1 ping error ENETUNREACH',
    '2 h1 ping error ENETUNREACH',
    '3 h1 ping end 1/3',
  ]);
});

test('an address that is not its own can not be its source', () => {
  const lab = ping(routed().seal(), 'h1', '198.51.100.1', { source: { addr: addr('192.0.2.99') } });
  expect(told(lab)).toEqual(['0 h1 ping.start > ping error EADDRNOTAVAIL > ping end 0/0']);
});

test('-I ADDRESS is the source, whatever the way out', () => {
  const lab = ping(routed(), 'r1', '198.51.100.1', { source: { addr: addr('192.0.2.254') } });
  expect(tap(lab, 'r1:eth1')[0]).toMatch(/^out 192.0.2.254 > 198.51.100.1/);
  expect(told(lab).at(-1)).toContain('pong 1 ttl 64');
});

test('-I DEV sends by that device, with its address', () => {
  const lab = ping(routed(), 'r1', '198.51.100.1', { source: { dev: 'eth0' }, timeout: ONE_SECOND });
  expect(tap(lab, 'r1:eth1')).toEqual([]);
  expect(processOf(lab)).toMatchObject({ src: '192.0.2.254', received: 0 });
});

test('-I DEV hears only what comes in there: not the error about its own ARP, on lo', () => {
  const bound = ping(routed(), 'h1', '192.0.2.77', { source: { dev: 'eth0' } });
  expect(told(bound).at(-1)).toBe('10 h1 ping end 0/1');
});

test('-I DEV hears the answer of its own address, though that comes over lo', () => {
  const own = ping(routed(), 'h1', '192.0.2.1', { source: { dev: 'eth0' } });
  expect(told(own).at(-1)).toBe('0 h1:lo pong 1 ttl 64 > h1 ping end 1/1');
});

test('-I ADDRESS asks for no route before it sends', () => {
  const lab = ping(routed(), 'r1', '203.0.113.9', {
    source: { addr: addr('192.0.2.254') },
    timeout: ONE_SECOND,
  });
  expect(told(lab)).toEqual(['0 r1 ping.start > ping error ENETUNREACH', '1 r1 ping end 0/1']);
});

test('ping 0 is this host', () => {
  const lab = ping(routed(), 'h1', '0.0.0.0');
  expect(tap(lab, 'h1:lo')[0]).toBe(
    'out 127.0.0.1 > 127.0.0.1 tos 0 ttl 64 length 84 DF ICMP echo-request seq 1 data 56',
  );
});

test('connect() asks once more, with the source that it found: a rule about that source refuses', () => {
  const lab = routed();
  const from = { addr: addr('192.0.2.1'), prefixLen: 32 };
  const rule = { pref: 100, from, action: 'blackhole', table: 0 } as const;
  lab.apply({ op: 'rule.add', netns: lab.ns('h1').id, rule });
  expect(told(ping(lab, 'h1', '198.51.100.1'))).toEqual([
    '0 h1 ping.start > ping error EINVAL > ping end 0/0',
  ]);
});

test('0.0.0.0 is this host, to which there is no way before lo was up', () => {
  const lab = topology().host('h1').build();
  lab.apply({ op: 'netns.add', machine: lab.ns('h1').machine, name: 'red' });
  startPing(lab.world, lab.ns('h1/red').id, addr('0.0.0.0'));
  const refused = lab.world.events.find((event) => event.kind === 'ping.error');
  expect(refused?.kind === 'ping.error' && refused.error).toEqual({ type: 'local', errno: 'ENETUNREACH' });
});
