import { eventsByTurn } from '../support/turns.ts';
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
  return eventsByTurn(world).filter((events) => events[0]?.kind === 'dev.rcv');
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
  const vanished = turns.filter((events) => {
    const family = new Set([events[0]?.packet?.id as number]);
    return !events.some((event) => descends(event, family) && OUTCOMES.has(event.kind));
  });
  expect(vanished.map((events) => events.map((event) => event.kind).join(' > '))).toEqual([]);
});

/** Ends of the same packet at the same device. */
function doubleEnds(world: World): string[] {
  const ends = world.events
    .filter((event) => event.kind === 'packet.deliver' || event.kind === 'packet.drop')
    .map((event) => `packet ${event.packet?.id} at ${event.netns}:${event.dev}`);
  return ends.filter((end, i) => ends.indexOf(end) !== i);
}

test('without a storm, no packet ends twice at a device', () => {
  const labs = SEEDS.map((seed) => {
    const lab = drawLab(seed);
    disturb(lab, seed, 30);
    return lab;
  }).filter((lab) => lab.world.storms.size === 0);
  expect(labs.length).toBeGreaterThan(3);
  expect(labs.flatMap((lab) => doubleEnds(lab.world))).toEqual([]);
});
