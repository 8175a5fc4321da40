// What a socket hears of a frame that its driver refuses, or that doesn't fit into its buffer. Times and counts are those
// of iputils 20221126 on Linux 6.18.

import { expect, test } from 'vitest';
import { SECOND, type Nanos } from '../../../src/engine/ids.ts';
import type { PingOptions } from '../../../src/engine/process/process.ts';
import type { Lab } from '../../support/lab.ts';
import { acquainted, ping, routed } from '../ip/routed.ts';

/** What the sender's sendto() said, and when. */
function refusals(lab: Lab): string[] {
  return lab.world.events.flatMap((event) => {
    if (event.kind !== 'ping.error' || event.error.type !== 'local') return [];
    const { errno, again, sent } = event.error;
    return [
      `${Math.round((event.at / SECOND) * 10) / 10} ${errno} ${again ? 'again' : 'counts'} ${sent} sent`,
    ];
  });
}

const withoutTime = (line: string): string => line.replace(/^\S+ /, '');

/** h1's neighbour takes no frames of 1500 octets. */
const narrow = (): Lab => {
  const lab = acquainted(routed());
  lab.set('r1:eth0', { mtu: 1400 });
  return lab;
};

const send = (lab: Lab, options: Partial<PingOptions>): Lab => ping(lab, 'h1', '198.51.100.1', options);

test('a frame that the far end of the cable does not take is tried again for as long as an answer would be waited for', () => {
  const lab = send(narrow(), { size: 1472, count: 2, timeout: SECOND as Nanos });
  expect(refusals(lab).map(withoutTime)).toEqual([
    'ENOBUFS again 0 sent',
    'ENOBUFS counts 1 sent',
    'ENOBUFS counts 2 sent',
  ]);
  expect(lab.world.events.at(-1)).toMatchObject({ kind: 'ping.end', sent: 2, received: 0, errors: 0 });
});

test('after a fragment that was refused the others are not sent', () => {
  const lab = send(narrow(), { size: 4000, timeout: (SECOND / 10) as Nanos });
  const sent = lab.world.events.filter(({ kind, dev }) => kind === 'dev.xmit' && dev === 'eth0');
  expect(sent).toHaveLength(1);
  const counts = ['IpFragFails', 'IpFragCreates', 'IpOutDiscards'].map((name) => lab.ns('h1').mib.get(name));
  expect(counts).toEqual([1, 0, 1]);
});

test('while ARP is asking nobody hears of a refused frame, only of the next fragment', () => {
  const lab = routed();
  lab.set('r1:eth0', { mtu: 1400 });
  expect(refusals(send(lab, { size: 1472, timeout: (SECOND / 10) as Nanos }))).toEqual([]);
  const other = routed();
  other.set('r1:eth0', { mtu: 1400 });
  expect(refusals(send(other, { size: 4000, timeout: (SECOND / 10) as Nanos }))).toEqual([
    '0 ENOBUFS counts 1 sent',
  ]);
});

test.for([
  [568, []],
  [569, ['ENOBUFS counts 1 sent']],
  [4000, ['ENOBUFS counts 1 sent']],
] as const)('with an MTU of 68 a ping of %i octets: %o', ([size, expected]) => {
  const lab = acquainted(routed());
  lab.set('h1:eth0', { mtu: 68 });
  const said = refusals(send(lab, { size, timeout: (SECOND / 10) as Nanos }));
  expect(said.map(withoutTime)).toEqual(expected);
});
