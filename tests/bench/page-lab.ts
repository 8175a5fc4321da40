// The lab that the page is measured with: machines in rows, all hosts cabled to the switch in the first place.

import { drawLab } from '../../src/document/draw.ts';
import type { LabDocument } from '../../src/document/schema.ts';

/** Rows of twenty. */
export function benchPosition(i: number): { x: number; y: number } {
  return { x: (i % 20) * 240, y: Math.floor(i / 20) * 170 };
}

/** A star of `count` machines: m1 is the switch. */
export function benchLab(count: number): LabDocument {
  const hosts = Array.from({ length: count - 1 }, (_, k) => k + 1);
  const at = (i: number): [number, number] => [benchPosition(i).x, benchPosition(i).y];
  return drawLab({
    name: 'A star',
    machines: [
      { name: 's1', kind: 'switch', at: at(0) },
      ...hosts.map((i) => ({ name: `h${i}`, at: at(i), eth: [`10.0.${i >> 8}.${i & 255}/16`] })),
    ],
    cables: hosts.map((i) => `h${i} s1`),
    stimuli: [{ from: 'h1', to: '10.0.0.2' }],
  });
}
