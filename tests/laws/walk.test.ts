// Laws of every walk, on walks of all kinds: the TTL falls along a packet's line of descent, no packet vanishes, and
// what goes in circles ends.

import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../src/engine/trace.ts';
import type { Ipv4Packet } from '../../src/wire/ipv4.ts';
import type { Packet, PacketId } from '../../src/wire/packet.ts';
import { ping, routed, sendRaw, octets, ONE_SECOND } from '../engine/ip/routed.ts';
import type { Lab } from '../support/lab.ts';
import { disturb, drawLab } from '../support/random-lab.ts';
import { topology } from '../support/topology.ts';

/** r1 and r2 each take the other for the way to everywhere. */
const circle = () =>
  topology()
    .host('h1', (e) => e.eth('192.0.2.1/24').route('default', '192.0.2.254'))
    .router('r1', (e) => e.eth('192.0.2.254/24').eth('10.0.0.1/30').route('default', '10.0.0.2'))
    .router('r2', (e) => e.eth('10.0.0.2/30').route('default', '10.0.0.1'))
    .cable('h1', 'r1:eth0')
    .cable('r1:eth1', 'r2')
    .build();

const lan = () =>
  topology()
    .host('h1', (e) => e.eth('192.0.2.1/24'))
    .host('h2', (e) => e.eth('192.0.2.2/24'))
    .host('h3', (e) => e.eth('192.0.2.3/24'))
    .switch('s1')
    .switch('s2')
    .cable('h1', 's1')
    .cable('s1', 's2')
    .cable('h2', 's2')
    .cable('h3', 's2')
    .build();

const WALKS: readonly (readonly [string, () => Lab])[] = [
  ['a ping across a router', () => ping(routed(), 'h1', '198.51.100.1', { count: 3 })],
  ['a ping in fragments', () => ping(routed({ far: { mtu: 1000 } }), 'h1', '198.51.100.1', { size: 5000 })],
  [
    'a ping that is too large',
    () => ping(routed({ far: { mtu: 1400 } }), 'h1', '198.51.100.1', { size: 1472 }),
  ],
  ['a ping to nobody', () => ping(routed(), 'h1', '192.0.2.77', { count: 5 })],
  ['a ping to nobody behind the router', () => ping(routed(), 'h1', '198.51.100.77', { count: 5 })],
  ['a ping without a route back', () => ping(routed({ routeBack: false }), 'h1', '198.51.100.1')],
  ['a ping to everybody', () => ping(lan(), 'h1', '192.0.2.255', { broadcast: true, timeout: ONE_SECOND })],
  ['a ping through two switches', () => ping(lan(), 'h1', '192.0.2.2')],
  ['a ping to itself', () => ping(lan(), 'h1', '192.0.2.1')],
  ['a routing loop', () => ping(circle(), 'h1', '203.0.113.1')],
  ['half a datagram', () => settled(sendRaw(routed(), 'h1', { mf: true, payload: octets(16) }))],
];

function settled(lab: Lab): Lab {
  lab.run();
  return lab;
}

const packetsOf = (lab: Lab): Map<PacketId, Packet> => {
  const packets = new Map<PacketId, Packet>();
  for (const { packet } of lab.world.events) if (packet) packets.set(packet.id, packet);
  return packets;
};

const ipOf = (packet: Packet | undefined): Ipv4Packet | undefined =>
  packet?.net.kind === 'ipv4' ? packet.net : undefined;

describe.each(WALKS)('in %s', (_, walk) => {
  test('the TTL never rises, and falls by one at each router', () => {
    const lab = walk();
    const packets = packetsOf(lab);
    for (const packet of packets.values()) {
      const parent = packet.parent === undefined ? undefined : packets.get(packet.parent);
      const [now, before] = [ipOf(packet)?.ttl, ipOf(parent)?.ttl];
      if (now !== undefined && before !== undefined) expect([before, before - 1]).toContain(now);
    }
    for (const event of lab.world.events) {
      if (event.kind === 'ip.forward')
        expect(ipOf(event.packet)?.ttl).toBe((ipOf(event.before)?.ttl ?? 0) - 1);
    }
  });

  test('no packet vanishes without a reason, and none ends twice', () => {
    expect(unaccounted(walk())).toEqual([]);
  });
});

test.for([31, 32, 33, 34, 35, 36, 37, 38])(
  'no packet vanishes in a lab that is disturbed at random (seed %d)',
  (seed) => {
    const lab = drawLab(seed);
    disturb(lab, seed, 30);
    if (lab.world.storms.size > 0) return;
    // Whatever still waits for a neighbour or a fragment is given up by then.
    lab.wait(100);
    expect(unaccounted(lab)).toEqual([]);
  },
);

test('a routing loop ends when the TTL does, and the sender hears of it', () => {
  const lab = ping(circle(), 'h1', '203.0.113.1');
  const forwards = lab.world.events.filter((event) => event.kind === 'ip.forward');
  expect(forwards.length).toBeGreaterThanOrEqual(63);
  expect(lab.world.events.find((event) => event.kind === 'ping.error')).toMatchObject({
    error: { message: { type: 'time-exceeded' } },
  });
});

/** Packets that don't end as often as there are copies of them. */
function unaccounted(lab: Lab): string[] {
  const balance = new Map<PacketId, number>();
  const parents = new Set<PacketId>();
  const add = (id: PacketId, n: number) => balance.set(id, (balance.get(id) ?? 0) + n);
  for (const packet of packetsOf(lab).values()) {
    add(packet.id, 1);
    if (packet.parent !== undefined) parents.add(packet.parent);
  }
  for (const event of lab.world.events) if (event.packet) add(event.packet.id, copies(event));
  return [...balance]
    .filter(([id, left]) => left !== (parents.has(id) ? 1 : 0))
    .map(([id, left]) => `packet ${id}: ${left} left`);
}

/** By how much an event changes the number of copies on the way. A bridge's flood takes one and makes one for each port,
 *  and one for its own stack. A flood to nobody says so by a drop of its own. */
function copies(event: TraceEvent): number {
  if (event.kind === 'packet.deliver') return -1;
  if (event.kind === 'packet.drop') return event.reason === 'NO_TX_TARGET' ? 0 : -1;
  if (event.kind === 'br.flood') return event.ports.length - 1;
  if (event.kind === 'br.local') return 1;
  return 0;
}
