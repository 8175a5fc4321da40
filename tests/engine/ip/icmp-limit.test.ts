// The counts are those of Linux 6.18 in the same lab.

import { expect, test } from 'vitest';
import { MILLISECOND, type Nanos } from '../../../src/engine/ids.ts';
import type { PingOptions } from '../../../src/engine/process/process.ts';
import type { Lab } from '../../support/lab.ts';
import { acquainted, ONE_SECOND, ping, routed, sendRaw, octets } from './routed.ts';

const burst = (count: number, interval = 10): Partial<PingOptions> => ({
  count,
  interval: (interval * MILLISECOND) as Nanos,
  timeout: ONE_SECOND,
});

const unlimited = () => routed({ r1: (e) => e.sysctl('net.ipv4.icmp_ratelimit', 0) });
const NOWHERE = '203.0.113.9';

/** How many ICMP errors a burst of pings brings. */
function errors(lab: Lab, to: string, options: Partial<PingOptions>): number {
  const before = lab.world.events.length;
  ping(lab, 'h1', to, options);
  return lab.world.events.slice(before).filter((event) => event.kind === 'ping.error').length;
}

test('a peer is told six times at once, then once a second', () => {
  const lab = routed();
  expect(errors(lab, '198.51.100.1', { ...burst(40), ttl: 1 })).toBe(6);
  expect(errors(lab, '198.51.100.1', { ...burst(8, 500), ttl: 1 })).toBe(4);
});

test('errors for lack of a route pay twice, so that there are two at once', () => {
  expect(errors(routed(), NOWHERE, burst(12))).toBe(2);
});

test('with icmp_ratelimit 0 only errors for lack of a route are limited, to five at once', () => {
  expect(errors(unlimited(), NOWHERE, burst(12))).toBe(5);
  expect(errors(unlimited(), '198.51.100.1', { ...burst(100), ttl: 1 })).toBe(100);
});

test('with icmp_ratelimit 0 any other error uses up what errors for lack of a route had saved', () => {
  const lab = unlimited();
  expect(errors(lab, NOWHERE, burst(2))).toBe(2);
  lab.wait(5);
  expect(errors(lab, '198.51.100.1', { ...burst(1), ttl: 1 })).toBe(1);
  expect(errors(lab, NOWHERE, burst(1))).toBe(0);
  lab.wait(0.3);
  expect(errors(lab, NOWHERE, burst(2))).toBe(1);
});

test('at 500 a second the limit of the whole host is not reached', () => {
  expect(errors(unlimited(), '198.51.100.1', { ...burst(300, 2), ttl: 1 })).toBe(300);
});

test('all at once are stopped by icmp_msgs_burst', () => {
  const lab = acquainted(unlimited());
  for (let id = 0; id < 400; id++) sendRaw(lab, 'h1', { id, ttl: 1, payload: octets(8) });
  lab.run();
  const limited = lab.world.events.filter((event) => event.kind === 'icmp.limited');
  const sent = lab.world.events.filter((event) => event.kind === 'icmp.send');
  expect(limited.every((event) => event.limit === 'global')).toBe(true);
  // Each takes 0, 1 or 2 of 50 tokens.
  expect(sent.length).toBeGreaterThan(30);
  expect(sent.length).toBeLessThan(80);
  expect(sent.length + limited.length).toBe(400);
});

test('fragmentation needed is never limited', () => {
  const lab = routed({ far: { mtu: 1000 } });
  for (let id = 0; id < 20; id++) sendRaw(lab, 'h1', { id, df: true, payload: octets(1200) });
  lab.run();
  expect(lab.world.events.filter((event) => event.kind === 'icmp.send').length).toBe(20);
});

test('answers are limited too if icmp_ratemask has their bit', () => {
  const answers = (mask: number) => {
    const lab = routed({ h2: (e) => e.sysctl('net.ipv4.icmp_ratemask', mask) });
    ping(lab, 'h1', '198.51.100.1', burst(20));
    return lab.world.events.filter((event) => event.kind === 'ping.reply').length;
  };
  expect([answers(6168), answers(6169)]).toEqual([20, 6]);
});
