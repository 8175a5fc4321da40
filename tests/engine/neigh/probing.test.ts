// Rounds of probes and the packets that wait for them, over time. Measured on Linux 6.18 with tcpdump -ttt: Linux's
// timers run out up to 24 ms (at 1 s) or 190 ms (at 5 s) late, these on the instant.

import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../src/engine/ids.ts';
import type { Ipv4Addr } from '../../../src/wire/ipv4-addr.ts';
import { frames, H2, loneHost, type LoneHost, type LoneHostOptions, MAC2, MAC3 } from './lone-host.ts';

const ASK = 'who-has 192.0.2.2 tell 192.0.2.1';

/** A host that knows h2 as STALE. */
function withStale(options?: LoneHostOptions): LoneHost {
  const host = loneHost(options);
  host.neighOp({ op: 'neigh.add', ip: H2, mac: MAC2, state: 'STALE' });
  host.log();
  return host;
}

describe('a host that nobody answers', () => {
  it('asks everybody three times, a second apart, and fails after three seconds', () => {
    const host = loneHost();
    host.send();
    host.until(10);
    expect(host.log()).toEqual([
      '0s NONE > INCOMPLETE (first-use)',
      `0s ${ASK} > all`,
      `1s ${ASK} > all`,
      `2s ${ASK} > all`,
      '3s INCOMPLETE > FAILED (no-answer)',
      '3s icmp destination-unreachable about #1',
      '3s drop #1 NEIGH_FAILED',
    ]);
  });
  it('says of each question which of how many it is, and of each packet how many wait', () => {
    const host = loneHost();
    host.send();
    host.send();
    host.until(3);
    const facts = host.world.events.flatMap((e) => {
      if (e.kind === 'neigh.lookup') return [`found ${e.state}`];
      if (e.kind === 'neigh.queue') return [`${e.waiting} waiting`];
      return e.kind === 'neigh.probe' ? [`${e.mode} ${e.n} of ${e.of}`] : [];
    });
    expect(facts.slice(0, 7)).toEqual([
      'found NONE',
      '1 waiting',
      'broadcast 1 of 3',
      'found INCOMPLETE',
      '2 waiting',
      'broadcast 2 of 3',
      'broadcast 3 of 3',
    ]);
  });
  it('tells the senders of all waiting packets at once, in their order', () => {
    const host = loneHost();
    for (const second of [0, 1, 2]) {
      host.until(second);
      host.send();
    }
    host.until(3);
    expect(host.log().filter((l) => l.includes('icmp'))).toEqual([
      '3s icmp destination-unreachable about #1',
      '3s icmp destination-unreachable about #2',
      '3s icmp destination-unreachable about #3',
    ]);
  });
  it('begins again with the next packet', () => {
    const host = loneHost();
    host.send();
    host.until(3);
    host.log();
    host.send();
    host.until(6);
    expect(frames(host.log())).toEqual([`${ASK} > all`, `${ASK} > all`, `${ASK} > all`]);
    expect(host.state()).toBe('FAILED');
  });
  it('keeps a run going until then, and no longer', () => {
    const host = loneHost();
    host.send();
    expect(host.timers('foreground')).toBe(1);
    host.until(3);
    expect(host.timers('foreground')).toBe(0);
  });
  it('asks mcast_solicit times, retrans_time_ms apart', () => {
    const host = loneHost({ sysctl: { 'neigh.mcast_solicit': 2, 'neigh.retrans_time_ms': 200 } });
    host.send();
    host.until(1);
    expect(host.log().filter((l) => /who-has|FAILED \(/.test(l))).toEqual([
      `0s ${ASK} > all`,
      `0.2s ${ASK} > all`,
      '0.4s INCOMPLETE > FAILED (no-answer)',
    ]);
  });
  it('leaves at least a hundredth of a second between two questions', () => {
    const host = loneHost({ sysctl: { 'neigh.retrans_time_ms': 1 } });
    host.send();
    host.until(1);
    expect(host.log().filter((l) => l.includes('who-has'))).toEqual([
      `0s ${ASK} > all`,
      `0.01s ${ASK} > all`,
      `0.02s ${ASK} > all`,
    ]);
  });
  it('leaves the first questions to a daemon with app_solicit', () => {
    const host = loneHost({ sysctl: { 'neigh.app_solicit': 2 } });
    host.send();
    host.until(10);
    expect(host.log().filter((l) => /who-has|FAILED \(/.test(l))).toEqual([
      `2s ${ASK} > all`,
      `3s ${ASK} > all`,
      `4s ${ASK} > all`,
      '5s INCOMPLETE > FAILED (no-answer)',
    ]);
  });
  it('drops without a question and without a word with mcast_solicit 0', () => {
    const host = loneHost({ sysctl: { 'neigh.mcast_solicit': 0 } });
    host.send();
    expect(host.log()).toEqual(['0s NONE > FAILED (first-use)', '0s drop #1 NEIGH_FAILED']);
  });
});

describe('a host that gets its answer late', () => {
  it('sends what waited in its order, each packet once', () => {
    const host = loneHost();
    host.send();
    host.send();
    host.until(2.5);
    host.send();
    host.log();
    host.hear({ op: 'reply' });
    host.until(20);
    expect(host.log()).toEqual([
      '2.5s arp learn',
      '2.5s INCOMPLETE > REACHABLE :02 (reply-seen)',
      '2.5s #1 > :02',
      '2.5s #2 > :02',
      '2.5s #3 > :02',
    ]);
  });
  it('names the answer as the cause of each packet that waited', () => {
    const host = loneHost();
    host.send();
    host.send();
    host.hear({ op: 'reply' });
    const { events } = host.world;
    const learned = events.findIndex((e) => e.kind === 'neigh.state' && e.to === 'REACHABLE');
    const sent = events.filter((e) => e.kind === 'dev.xmit' && e.seq > learned);
    expect(sent.map((e) => e.cause)).toEqual([learned, learned]);
  });
  it('is free of the search at once', () => {
    const host = loneHost();
    host.send();
    host.hear({ op: 'reply' });
    expect(host.timers('foreground')).toBe(0);
  });
  it('takes the first of two answers', () => {
    const host = loneHost();
    host.send();
    host.hear({ op: 'reply', sha: MAC3 });
    host.hear({ op: 'reply', sha: MAC2 });
    expect(host.state()).toBe('REACHABLE :03');
    expect(host.log().at(-1)).toBe('0s drop 192.0.2.2 is-at :02 > :01 arp-ignored');
  });
});

describe('a host that used a STALE entry', () => {
  it('sends at once, asks the MAC it knows five seconds later, three times, and fails', () => {
    const host = withStale();
    host.send();
    host.until(20);
    expect(host.log()).toEqual([
      '0s STALE > DELAY :02 (used-stale)',
      '0s #1 > :02',
      '5s DELAY > PROBE :02 (delay-over)',
      `5s ${ASK} > :02`,
      `6s ${ASK} > :02`,
      `7s ${ASK} > :02`,
      '8s PROBE > FAILED (no-answer)',
    ]);
  });
  it('goes on sending while it probes, and is REACHABLE with the answer', () => {
    const host = withStale();
    host.send();
    host.until(6.5);
    host.log();
    host.send();
    host.hear({ op: 'reply' });
    host.send();
    expect(host.log()).toEqual([
      '6.5s #2 > :02',
      '6.5s arp learn',
      '6.5s PROBE > REACHABLE :02 (reply-seen)',
      '6.5s #3 > :02',
    ]);
  });
  it('asks everybody after that with mcast_resolicit', () => {
    const host = withStale({ sysctl: { 'neigh.mcast_resolicit': 2 } });
    host.send();
    host.until(20);
    const probes = host.world.events.flatMap((e) => (e.kind === 'neigh.probe' ? [[e.mode, e.n, e.of]] : []));
    expect(probes.at(2)).toEqual(['unicast', 3, 3]);
    expect(probes.at(4)).toEqual(['broadcast', 2, 2]);
    const unicast = `${ASK} > :02`;
    expect(frames(host.log()).slice(1)).toEqual([unicast, unicast, unicast, `${ASK} > all`, `${ASK} > all`]);
  });
  it('fails unasked with ucast_solicit 0', () => {
    const host = withStale({ sysctl: { 'neigh.ucast_solicit': 0 } });
    host.send();
    host.until(5);
    expect(host.log().slice(2)).toEqual([
      '5s DELAY > PROBE :02 (delay-over)',
      '5s PROBE > FAILED (no-answer)',
    ]);
  });
  it('does not keep a run going for the sake of the proof', () => {
    const host = withStale();
    host.send();
    expect(host.timers('foreground')).toBe(0);
    host.until(5);
    expect(host.timers('foreground')).toBe(1);
  });
});

describe('a REACHABLE entry', () => {
  const reachable = () => {
    const host = loneHost();
    host.send();
    host.hear({ op: 'reply' });
    host.log();
    return host;
  };
  it('is renewed by another reply: it ends 30 s after that one', () => {
    const host = reachable();
    host.until(20);
    host.hear({ op: 'reply' });
    host.until(100);
    expect(host.log().at(-1)).toBe('50s REACHABLE > STALE :02 (reachable-over)');
  });
  it('is not renewed by being used', () => {
    const host = reachable();
    host.until(29);
    host.send();
    host.until(100);
    expect(host.log()).toEqual(['29s #2 > :02', '30s REACHABLE > STALE :02 (reachable-over)']);
  });
  it('becomes DELAY if the slow path used it in the last five seconds', () => {
    const host = loneHost();
    host.ns.reachableTimes.set(host.eth0.ifindex, { time: 2_000_000_000 as never, drawn: 0 as never });
    host.send();
    host.hear({ op: 'reply' });
    host.until(7);
    expect(host.log().slice(-2)).toEqual(['7s DELAY > PROBE :02 (delay-over)', `7s ${ASK} > :02`]);
  });
  it('becomes DELAY too if it was proved in the last five seconds', () => {
    const host = withStale();
    host.ns.reachableTimes.set(host.eth0.ifindex, { time: 2_000_000_000 as never, drawn: 0 as never });
    host.until(20);
    host.hear({ op: 'reply' });
    host.until(23);
    expect(host.state()).toBe('DELAY :02');
  });
  it.each([
    [1, 'DELAY :02'],
    [2, 'STALE :02'],
  ])('notes the first use only, that fills the header cache: use %i is lately', (uses, state) => {
    const host = loneHost();
    host.neighOp({ op: 'neigh.add', ip: H2, mac: MAC2, state: 'REACHABLE' });
    if (uses === 2) host.send();
    host.until(26);
    host.send();
    host.until(31);
    expect(host.state()).toBe(state);
  });
  it('counts as never proved with the MAC address of a question', () => {
    const host = reachable();
    host.hear({ op: 'request', sha: MAC3 });
    expect(host.neigh()?.confirmed).toBe(-60 * SECOND);
  });
  it('is renewed even by a reply with another MAC that is not believed', () => {
    const host = reachable();
    host.until(0.9);
    host.hear({ op: 'reply', sha: MAC3 });
    host.until(100);
    expect(host.log().at(-1)).toBe('30.9s REACHABLE > STALE :02 (reachable-over)');
  });
});

describe('the queue of waiting packets', () => {
  /** The numbers of the packets that got an error, and of those that were pushed out. */
  const wait = (limit: number, count: number, octets = 84) => {
    const host = loneHost({ sysctl: { 'neigh.unres_qlen_bytes': limit } });
    for (let i = 0; i < count; i++) host.send('192.0.2.9' as Ipv4Addr, { octets });
    host.until(3);
    const log = host.log();
    const ids = (word: string) =>
      log.filter((l) => l.includes(word)).map((l) => Number(/#(\d+)/.exec(l)?.[1]));
    return { failed: ids('NEIGH_FAILED'), pushedOut: ids('NEIGH_QUEUEFULL') };
  };
  it('pushes the oldest out: of 5 packets the last 2 wait in 2000 octets', () => {
    expect(wait(2000, 5)).toEqual({ pushedOut: [1, 2, 3], failed: [4, 5] });
  });
  it('always holds one packet, however small the limit', () => {
    expect(wait(0, 3)).toEqual({ pushedOut: [1, 2], failed: [3] });
  });
  it.each([
    [84, 256],
    [225, 256],
    [226, 166],
    [673, 166],
    [674, 92],
    [1500, 92],
  ])('holds packets of %i octets: %i', (octets, held) => {
    expect(wait(212_992, held + 5, octets).failed).toHaveLength(held);
  });
});
