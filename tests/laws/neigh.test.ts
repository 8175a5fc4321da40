// Laws of the neighbour table, under any sequence of packets, ARP, time and `ip neigh`.

import fc from 'fast-check';
import { describe, it } from 'vitest';
import { hasTimer, isValid, type Neigh } from '../../src/engine/neigh/neigh.ts';
import { neighList } from '../../src/engine/neigh/table.ts';
import { BROADCAST_MAC } from '../../src/wire/mac.ts';
import { H1, H2, H3, loneHost, type LoneHost, MAC1, MAC2, MAC3 } from '../engine/neigh/lone-host.ts';

type Act = (host: LoneHost) => void;

const peer = fc.constantFrom(H2, H3);
const mac = fc.constantFrom(MAC2, MAC3);
const act: fc.Arbitrary<Act> = fc.oneof(
  peer.map((ip) => (host: LoneHost) => void host.send(ip)),
  fc
    .record({
      op: fc.constantFrom('request' as const, 'reply' as const),
      sha: mac,
      spa: peer,
      tpa: fc.constantFrom(H1, H2, H3),
      to: fc.constantFrom(MAC1, BROADCAST_MAC),
    })
    .map(
      ({ to, ...arp }) =>
        (host: LoneHost) =>
          host.hear(arp, to),
    ),
  fc
    .constantFrom(0.1, 1, 2.5, 5, 31)
    .map((seconds) => (host: LoneHost) => host.until(host.world.now / 1e9 + seconds)),
  fc
    .record({
      ip: peer,
      mac,
      state: fc.constantFrom('PERMANENT' as const, 'STALE' as const, 'REACHABLE' as const),
    })
    .map((entry) => (host: LoneHost) => void host.neighOp({ op: 'neigh.replace', ...entry })),
  peer.map((ip) => (host: LoneHost) => void host.neighOp({ op: 'neigh.del', ip })),
  fc.constant((host: LoneHost) => void host.neighOp({ op: 'neigh.flush' })),
);
const life = fc.array(act, { maxLength: 40 });

function law(claim: (acts: readonly Act[]) => boolean): void {
  fc.assert(fc.property(life, claim), { seed: 826, numRuns: 300 });
}

function lived(acts: readonly Act[]): LoneHost {
  const host = loneHost();
  for (const each of acts) each(host);
  return host;
}

function pendingTimers({ world }: LoneHost): unknown[] {
  return world.queue.pending().filter(({ task }) => task.kind === 'neigh.timer');
}

describe('whatever happens', () => {
  it('an entry has a timer exactly in the states that wait for one, and no timer has no entry', () => {
    law((acts) => {
      const host = lived(acts);
      const timers = neighList(host.ns).flatMap((n: Neigh) => (n.timer ? [n.timer] : []));
      const pending = pendingTimers(host);
      return (
        neighList(host.ns).every((n) => hasTimer(n.state) === (n.timer !== undefined)) &&
        timers.length === pending.length &&
        timers.every((timer) => pending.includes(timer))
      );
    });
  });
  it('packets wait only for an INCOMPLETE entry, and each valid entry has an address', () => {
    law((acts) =>
      neighList(lived(acts).ns).every(
        (n) =>
          (n.queue.length === 0 || n.state === 'INCOMPLETE') && (!isValid(n.state) || n.mac !== undefined),
      ),
    );
  });
  it('each packet is sent once, dropped once or waits', () => {
    law((acts) => {
      const host = lived(acts);
      const ends = new Map<number, number>();
      const count = (id: number) => ends.set(id, (ends.get(id) ?? 0) + 1);
      for (const { kind, packet, dev } of host.world.events) {
        if (packet?.net.kind !== 'ipv4' || packet.net.protocol !== 253 || dev !== 'eth0') continue;
        if (kind === 'dev.xmit' || kind === 'packet.drop') count(packet.net.id);
      }
      for (const { packet } of neighList(host.ns).flatMap((n) => n.queue)) {
        if (packet.net.kind === 'ipv4') count(packet.net.id);
      }
      return [...ends.values()].every((times) => times === 1) && ends.size === host.sent;
    });
  });
  it('two runs are alike to the last event', () => {
    law((acts) => JSON.stringify(lived(acts).world.events) === JSON.stringify(lived(acts).world.events));
  });
  it('undoing all and redoing it changes nothing', () => {
    law((acts) => {
      const host = lived(acts);
      const now = () => JSON.stringify([neighList(host.ns), pendingTimers(host), host.world.now]);
      const before = now();
      host.world.journal.seek(0);
      if (neighList(host.ns).length > 0 || pendingTimers(host).length > 0) return false;
      host.world.journal.seek(host.world.journal.length);
      return now() === before;
    });
  });
});
