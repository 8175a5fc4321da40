// What becomes of IP options on the way: of a packet in fragments, and of one that never left. As seen on Linux 6.18.

import { expect, test } from 'vitest';
import type { Frame } from '../../../src/wire/packet.ts';
import type { Lab } from '../../support/lab.ts';
import { acquainted, ping, routed } from '../ip/routed.ts';

/** IPOPT_RR with room for nine addresses. */
const RECORD_ROUTE = Uint8Array.from([1, 7, 39, 4, ...Array.from({ length: 36 }, () => 0)]);

const lastReply = (lab: Lab): Frame['net'] | undefined =>
  lab.world.events.findLast(({ kind }) => kind === 'ping.reply')?.packet?.net;

test('the answer to a request in fragments has the options of the first fragment', () => {
  const lab = ping(acquainted(routed()), 'h1', '198.51.100.1', { size: 2000, ipOptions: RECORD_ROUTE });
  const net = lastReply(lab);
  // h1, r1, h2 there, h2 and r1 back, h1.
  expect(net?.kind === 'ipv4' && [...net.options.subarray(0, 3)]).toEqual([7, 39, 4 + 4 * 6]);
});

test('an error about a neighbour that is not there writes into the options that it brings back', () => {
  const lab = ping(routed(), 'h1', '192.0.2.77', { ipOptions: RECORD_ROUTE });
  const error = lab.world.events.find(({ kind }) => kind === 'icmp.send');
  const original =
    error?.kind === 'icmp.send' && 'original' in error.message ? error.message.original : undefined;
  expect(original?.header.options[3]).toBe(4 + 4 * 2);
  expect(original?.header.badChecksum).toBeDefined();
});
