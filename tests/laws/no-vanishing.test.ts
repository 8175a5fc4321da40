import { expect, test } from 'vitest';
import type { TraceEvent } from '../../src/engine/trace.ts';
import type { World } from '../../src/engine/world.ts';
import { disturb, drawLab } from '../support/random-lab.ts';

const SEEDS = [21, 22, 23, 24, 25, 26, 27, 28];

/** What a frame's arrival may lead to: its end, another hop, or a queue that is itself in the world. */
const OUTCOMES = new Set([
  'packet.deliver',
  'packet.drop',
  'dev.xmit',
  'neigh.queue',
  'ip.defrag',
  'icmp.send',
]);

/** The events of each turn that a frame's arrival began. */
function arrivals(world: World): TraceEvent[][] {
  return world.turns
    .map((turn, i) => world.events.slice(turn.firstEvent, world.turns[i + 1]?.firstEvent))
    .filter((events) => events[0]?.kind === 'dev.rcv');
}

/** Is `event` about the packet that arrived, or about one that was made of it? */
function descends(event: TraceEvent, family: Set<number>): boolean {
  const { packet } = event;
  if (!packet) return false;
  if (packet.parent !== undefined && family.has(packet.parent)) family.add(packet.id);
  return family.has(packet.id);
}

test.for(SEEDS)('no frame that arrives vanishes without a reason (seed %d)', (seed) => {
  const lab = drawLab(seed);
  disturb(lab, seed, 30);
  const turns = arrivals(lab.world);
  expect(turns.length).toBeGreaterThan(20);
  for (const events of turns) {
    const family = new Set([events[0]?.packet?.id as number]);
    const outcome = events.some((event) => descends(event, family) && OUTCOMES.has(event.kind));
    expect(outcome, events.map((event) => event.kind).join(' > ')).toBe(true);
  }
});

test.for(SEEDS)(
  'a packet that was delivered or dropped at a device is not seen there again (seed %d)',
  (seed) => {
    const lab = drawLab(seed);
    disturb(lab, seed, 30);
    if (lab.world.storms.size > 0) return;
    const ends = new Set<string>();
    for (const event of lab.world.events) {
      if (event.kind !== 'packet.deliver' && event.kind !== 'packet.drop') continue;
      const end = `${event.packet?.id} ${event.netns}:${event.dev}`;
      expect(ends.has(end), `${event.kind} ${end}`).toBe(false);
      ends.add(end);
    }
  },
);
