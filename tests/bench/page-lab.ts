// The lab that the page is measured with: machines in rows, hosts cabled to a switch at either end.

import { drawLab } from '../../src/document/draw.ts';
import type { LabDocument } from '../../src/document/schema.ts';

/** Rows of twenty. */
export function benchPosition(i: number): { x: number; y: number } {
  return { x: (i % 20) * 240, y: Math.floor(i / 20) * 170 };
}

/** How many copies an ARP request of h1 becomes. */
export const FLOOD = 50;

/** `count` machines: two switches (m1, m2), and hosts on them; the first one's are h1 and FLOOD others. */
export function benchLab(count: number): LabDocument {
  const hosts = Array.from({ length: count - 2 }, (_, k) => k + 1);
  const at = (i: number): [number, number] => [benchPosition(i).x, benchPosition(i).y];
  return drawLab({
    name: 'Two stars',
    machines: [
      { name: 's1', kind: 'switch', at: at(0) },
      { name: 's2', kind: 'switch', at: at(count - 1) },
      ...hosts.map((i) => ({ name: `h${i}`, at: at(i), eth: [`10.0.${i >> 8}.${i & 255}/16`] })),
    ],
    cables: hosts.map((i) => `h${i} ${i <= FLOOD + 1 ? 's1' : 's2'}`),
    stimuli: [{ from: 'h1', to: '10.0.0.2' }],
  });
}
