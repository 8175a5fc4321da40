import { expect, test } from 'vitest';
import { startUdpProbe } from '../../../src/engine/process/udp-probe.ts';
import type { Lab } from '../../support/lab.ts';
import { addr, routed, tap, told } from '../ip/routed.ts';

function probe(lab: Lab, to: string, port = 7): { lab: Lab; outcome: string } {
  const pid = startUdpProbe(lab.world, lab.ns('h1').id, addr(to), port);
  lab.run();
  const process = lab.world.processes.get(pid);
  return { lab, outcome: process?.kind === 'udp-probe' && process.done ? process.outcome : 'still there' };
}

test('a port where nobody listens is refused by the host that has it', () => {
  const { lab, outcome } = probe(routed(), '198.51.100.1');
  expect(outcome).toBe('refused');
  expect(tap(lab, 'h1:eth0')).toEqual([
    'out 192.0.2.1 > 198.51.100.1 tos 0 ttl 64 length 38 DF UDP ephemeral > 7 data 10',
    'in 198.51.100.1 > 192.0.2.1 tos 192 ttl 63 length 66 ICMP destination-unreachable code 3 about ' +
      '{ 192.0.2.1 > 198.51.100.1 tos 0 ttl 63 length 38 DF with 18 }',
  ]);
});

test('an absent host makes it unreachable after three seconds', () => {
  const { lab, outcome } = probe(routed(), '198.51.100.77');
  expect(outcome).toBe('unreachable');
  expect(told(lab).at(-1)).toBe('3 h1:eth0 udp error destination-unreachable');
});

test('silence ends after five seconds', () => {
  const { lab, outcome } = probe(routed({ routeBack: false }), '198.51.100.1');
  expect(outcome).toBe('no-answer');
  expect(lab.world.now).toBe(5e9);
});

test('without a route it does not even begin', () => {
  const lab = routed({ h1: (e) => e.set('eth0', { up: false }) }).seal();
  expect(probe(lab, '198.51.100.1').outcome).toBe('unreachable');
  expect(told(lab)).toEqual(['0 h1 udp error ENETUNREACH']);
});

test('a broadcast needs a socket that may', () => {
  const lab = routed().seal();
  expect(probe(lab, '192.0.2.255').outcome).toBe('unreachable');
  expect(told(lab)).toEqual(['0 h1 udp error EACCES']);
});
