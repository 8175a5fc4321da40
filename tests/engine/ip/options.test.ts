// IP options: who fills in record route and timestamps, what an answer brings back, what is refused (net/ipv4/ip_options.c).

import { expect, test } from 'vitest';
import { IPOPT, TS_FLAG } from '../../../src/wire/ipv4-options.ts';
import type { Lab } from '../../support/lab.ts';
import { acquainted, ONE_SECOND, ping, routed } from './routed.ts';

const RECORD_ROUTE = Uint8Array.from([IPOPT.NOOP, IPOPT.RR, 39, 4, ...new Uint8Array(36)]);

/** The options of the last answer that came to h1. */
function answered(lab: Lab): Uint8Array {
  const reply = lab.world.events.findLast(({ kind }) => kind === 'ping.reply');
  return reply?.packet?.net.kind === 'ipv4' ? reply.packet.net.options : new Uint8Array();
}

function addresses(options: Uint8Array, from: number, entry: number): string[] {
  const used = [];
  for (let at = from; at + 4 <= options.length; at += entry)
    used.push([...options.subarray(at, at + 4)].join('.'));
  return used.filter((addr) => addr !== '0.0.0.0');
}

test('record route holds the address of each way out, and of the host that turns round', () => {
  const lab = ping(routed(), 'h1', '198.51.100.1', { ipOptions: RECORD_ROUTE });
  expect(addresses(answered(lab), 3, 4)).toEqual([
    '192.0.2.1',
    '198.51.100.254',
    '198.51.100.1',
    '198.51.100.1',
    '192.0.2.254',
    '192.0.2.1',
  ]);
});

test('a timestamp with an address names the way in, and hops without room are counted', () => {
  const ipOptions = Uint8Array.from([IPOPT.TS, 20, 5, TS_FLAG.TSANDADDR, ...new Uint8Array(16)]);
  const options = answered(ping(routed(), 'h1', '198.51.100.1', { ipOptions }));
  expect(addresses(options, 4, 8)).toEqual(['192.0.2.1', '192.0.2.254']);
  expect((options[3] as number) >> 4).toBe(3);
});

test('an error brings the options back, with the router that sends it', () => {
  const lab = ping(acquainted(routed()), 'h1', '198.51.100.1', {
    ipOptions: RECORD_ROUTE,
    ttl: 1,
    timeout: ONE_SECOND,
  });
  const error = lab.world.events.find(({ kind }) => kind === 'icmp.send');
  const net = error?.packet?.net;
  expect(net?.kind === 'ipv4' && addresses(net.options, 3, 4)).toEqual([
    '192.0.2.1',
    '192.0.2.254',
    '192.0.2.254',
  ]);
});

test('a source route is refused', () => {
  const ipOptions = Uint8Array.from([IPOPT.NOOP, IPOPT.LSRR, 7, 4, 198, 51, 100, 1]);
  const lab = ping(acquainted(routed()), 'h1', '198.51.100.1', { ipOptions, timeout: ONE_SECOND });
  expect(lab.world.events.find(({ kind }) => kind === 'packet.drop')).toMatchObject({
    reason: 'IP_INHDR',
    detail: { option: 'LSRR' },
  });
});
