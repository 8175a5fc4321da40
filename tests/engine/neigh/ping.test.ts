// Pings over a switch, with what tcpdump shows of them at h1. The same pings under Linux 6.18 gave the same frames; its
// timers add up to 24 ms to a second and 190 ms to five.

import { describe, expect, it } from 'vitest';
import { type Nanos, SECOND } from '../../../src/engine/ids.ts';
import { neighList } from '../../../src/engine/neigh/table.ts';
import { startPing } from '../../../src/engine/process/ping.ts';
import { run } from '../../../src/engine/walk.ts';
import type { Ipv4Addr } from '../../../src/wire/ipv4-addr.ts';
import { tcpdumpLine } from '../../../src/wire/tcpdump.ts';
import type { Lab } from '../../support/lab.ts';
import { topology } from '../../support/topology.ts';

function lan(): Lab {
  const twin = (n: number) => ({ mac: `02:00:00:00:00:0${n}` });
  return topology()
    .host('h1', (e) => e.eth('192.0.2.1/24', twin(1)))
    .host('h2', (e) => e.eth('192.0.2.2/24', twin(2)))
    .host('h3', (e) => e.eth(['192.0.2.3/24', '192.0.2.4/24'], twin(3)))
    .host('h4', (e) => e.eth('192.0.2.4/24', twin(4)))
    .switch('s1')
    .cable('h1', 's1')
    .cable('h2', 's1')
    .cable('h3', 's1')
    .cable('h4', 's1')
    .build();
}

/** h1 pings `to`; what h1 saw within `seconds`, one line a frame. */
function ping(lab: Lab, to: string, { count = 1, seconds }: { count?: number; seconds: number }): string[] {
  startPing(lab.world, lab.ns('h1').id, to as Ipv4Addr, { count });
  run(lab.world, { until: (seconds * SECOND) as Nanos, maxEvents: 10_000 });
  return lab.world.events.flatMap((e) => {
    if ((e.kind !== 'dev.xmit' && e.kind !== 'dev.rcv') || e.netns !== 'h1' || e.dev !== 'eth0') return [];
    if (!e.packet?.eth) return [];
    const line = tcpdumpLine({ eth: e.packet.eth, net: e.packet.net });
    return [`${e.at / SECOND} ${line.replace(/^(ARP|IP),? /, '').replace(/, (length|id).*/, '')}`];
  });
}

function neighbours(lab: Lab, host: string): string[] {
  return neighList(lab.ns(host)).map(({ ip, state, mac }) => `${ip} ${mac?.slice(-2)} ${state}`);
}

describe('a ping', () => {
  it('is followed five seconds later by a unicast question of the host that answered', () => {
    const lab = lan();
    expect(ping(lab, '192.0.2.2', { seconds: 12 })).toEqual([
      '0 Request who-has 192.0.2.2 tell 192.0.2.1',
      '0 Reply 192.0.2.2 is-at 02:00:00:00:00:02',
      '0 192.0.2.1 > 192.0.2.2: ICMP echo request',
      '0 192.0.2.2 > 192.0.2.1: ICMP echo reply',
      '5 Request who-has 192.0.2.1 tell 192.0.2.2',
      '5 Reply 192.0.2.1 is-at 02:00:00:00:00:01',
    ]);
    expect([neighbours(lab, 'h1'), neighbours(lab, 'h2')]).toEqual([
      ['192.0.2.2 02 REACHABLE'],
      ['192.0.2.1 01 REACHABLE'],
    ]);
    expect(neighbours(lab, 'h3')).toEqual([]);
  });
  it('after both entries went stale is sent at once, and both ask five seconds later', () => {
    const lab = lan();
    ping(lab, '192.0.2.2', { seconds: 60 });
    expect([...neighbours(lab, 'h1'), ...neighbours(lab, 'h2')]).toEqual([
      '192.0.2.2 02 STALE',
      '192.0.2.1 01 STALE',
    ]);
    const again = ping(lab, '192.0.2.2', { seconds: 70 }).slice(6);
    expect(again).toEqual([
      '60 192.0.2.1 > 192.0.2.2: ICMP echo request',
      '60 192.0.2.2 > 192.0.2.1: ICMP echo reply',
      '65 Request who-has 192.0.2.2 tell 192.0.2.1',
      '65 Request who-has 192.0.2.1 tell 192.0.2.2',
      '65 Reply 192.0.2.1 is-at 02:00:00:00:00:01',
      '65 Reply 192.0.2.2 is-at 02:00:00:00:00:02',
    ]);
  });
  it('to an absent host asks six times for four requests: the fourth begins a new search', () => {
    const lab = lan();
    const asked = (at: number) => `${at} Request who-has 192.0.2.9 tell 192.0.2.1`;
    expect(ping(lab, '192.0.2.9', { count: 4, seconds: 12 })).toEqual([0, 1, 2, 3, 4, 5].map(asked));
    const errors = lab.world.events.flatMap((e) => (e.kind === 'icmp.send' ? [e.at / SECOND] : []));
    expect(errors).toEqual([3, 3, 3, 6]);
  });
  it('to an address that two hosts have goes to the one that answers first', () => {
    const lab = lan();
    const seen = ping(lab, '192.0.2.4', { count: 2, seconds: 2 });
    expect(seen.filter((line) => line.includes('Reply'))).toHaveLength(2);
    const first = seen.find((line) => line.includes('Reply'))?.slice(-2);
    expect(neighbours(lab, 'h1')).toEqual([`192.0.2.4 ${first} REACHABLE`]);
    // The switch floods the port that was added last first.
    expect(first).toBe('04');
  });
});
