// `ip link set … arp off` and `… broadcast`: as seen on Linux 6.18.

import { expect, test } from 'vitest';
import { devByName } from '../../../src/engine/device/table.ts';
import type { MacAddr } from '../../../src/wire/mac.ts';
import type { Lab } from '../../support/lab.ts';
import { acquainted, ping, routed } from '../ip/routed.ts';

/** Whom h1's frames go to: ARP's, or others. */
const sent = (lab: Lab): string[] =>
  lab.world.events.flatMap(({ kind, netns, packet }) =>
    kind === 'dev.xmit' && netns === lab.ns('h1').id && packet?.eth
      ? [`${packet.net.kind} to ${packet.eth.dst}`]
      : [],
  );

const macOf = (lab: Lab, name: string): string => devByName(lab.ns(name), 'eth0')?.mac ?? '';

test('with arp off neighbours are forgotten, nobody is asked, and packets go to the own address', () => {
  const lab = acquainted(routed());
  lab.set('h1:eth0', { labels: { noarp: true } });
  expect(lab.ns('h1').neigh.size).toBe(0);
  ping(lab, 'h1', '192.0.2.254');
  expect(sent(lab)).toEqual([`ipv4 to ${macOf(lab, 'h1')}`]);
});

test('with arp off nobody is answered', () => {
  const lab = routed();
  lab.set('r1:eth0', { labels: { noarp: true } });
  ping(lab, 'h1', '192.0.2.254');
  expect(lab.world.events).toContainEqual(
    expect.objectContaining({ kind: 'arp.rcv', decision: 'ignore', why: 'noarp' }),
  );
});

test('who asks sends to the broadcast address of its device', () => {
  const lab = routed();
  const all = '02:00:00:00:0f:0f' as MacAddr;
  lab.set('h1:eth0', { labels: { broadcast: all } });
  ping(lab, 'h1', '192.0.2.254');
  expect(sent(lab)[0]).toBe(`arp to ${all}`);
});
