// What the geometry takes over from the one before, while a card is moved.

import { describe, expect, test } from 'vitest';
import { drawLab } from '../../../src/document/draw.ts';
import { computeGeometry, type Geometry } from '../../../src/ui/canvas/model/geometry.ts';
import type { Rect } from '../../../src/ui/canvas/model/rect.ts';
import { readTopology } from '../../../src/ui/canvas/model/topology.ts';

/** Two stars, apart from each other. */
const topology = readTopology(
  drawLab({
    name: 'two stars',
    machines: [
      { name: 's1', kind: 'switch', at: [300, 0] },
      { name: 's2', kind: 'switch', at: [1500, 0] },
      ...[1, 2, 3, 4].map((i) => ({ name: `a${i}`, at: [i * 220, 300] as const, eth: [`10.0.1.1${i}/24`] })),
      ...[1, 2, 3, 4].map((i) => ({
        name: `b${i}`,
        at: [1200 + i * 220, 300] as const,
        eth: [`10.0.2.1${i}/24`],
      })),
    ],
    cables: ['a1 s1', 'a2 s1', 'a3 s1', 'a4 s1', 'b1 s2', 'b2 s2', 'b3 s2', 'b4 s2'],
    stimuli: [],
  }),
);

type Cards = ReadonlyMap<string, Rect>;

const placed = (place: (i: number) => { x: number; y: number }): Cards =>
  new Map(topology.machines.map(({ id }, i) => [id, { ...place(i), width: 160, height: 80 }]));

const idOf = (name: string): string => topology.machines.find((view) => view.name === name)?.id ?? name;

const AT = [
  [300, 0],
  [1500, 0],
  ...[1, 2, 3, 4].map((i) => [i * 220, 300]),
  ...[1, 2, 3, 4].map((i) => [1300 + i * 220, 300]),
];
const cards = placed((i) => ({ x: AT[i]?.[0] ?? 0, y: AT[i]?.[1] ?? 0 }));

/** With that card elsewhere; the others keep their rectangles, by which the geometry knows them. */
function withMoved(from: Cards, id: string, by: { x: number; y: number }): Cards {
  const was = from.get(id) as Rect;
  return new Map([...from, [id, { ...was, x: was.x + by.x, y: was.y + by.y }]]);
}

/** Everything that is drawn. */
function drawing(geometry: Geometry): unknown {
  return {
    ports: topology.machines.map(({ id }) => geometry.ports(id)),
    cables: topology.cables.map(({ id }) => geometry.cable(id)),
    regions: topology.networks.map((network) => geometry.region(network)),
  };
}

/** A multiplicative generator of numbers below 1 (Park and Miller): the same ones each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('while a card is moved', () => {
  test('the geometry is what it would be without the one before', () => {
    const next = numbers(7);
    let here = cards;
    let geometry = computeGeometry(topology, here);
    for (let step = 0; step < 150; step++) {
      const id = topology.machines[Math.floor(next() * topology.machines.length)]?.id ?? '';
      here = withMoved(here, id, { x: (next() - 0.5) * 900, y: (next() - 0.5) * 500 });
      drawing(geometry);
      geometry = computeGeometry(topology, here, geometry);
      expect(drawing(geometry)).toEqual(drawing(computeGeometry(topology, here)));
    }
  });

  test('the cables that it doesn’t touch and the regions that it doesn’t come near stay what they were', () => {
    const before = computeGeometry(topology, cards);
    drawing(before);
    const after = computeGeometry(topology, withMoved(cards, idOf('b4'), { x: 24, y: 80 }), before);
    const [one, two] = topology.networks;
    const touched = topology.cables.filter(({ id }) => before.cable(id) !== after.cable(id));
    expect(touched.length).toBeLessThanOrEqual(5);
    const kept = [one, two].filter((network) => network && before.region(network) === after.region(network));
    expect(kept.map((network) => network?.prefix)).toEqual(['10.0.1.0/24']);
  });
});
