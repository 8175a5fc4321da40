// What the canvas draws inside of a machine after a script has run on it.

import type { InsideView } from '../../src/ui/canvas/model/inside.ts';
import { type InsideLayout, insideLayout } from '../../src/ui/canvas/model/inside-layout.ts';
import type { Rect } from '../../src/ui/canvas/model/rect.ts';
import { readTopology } from '../../src/ui/canvas/model/topology.ts';
import type { LabDocument } from '../../src/document/schema.ts';
import { BLANK, blankWorld, runScript, shellsOf } from '../../src/lab/shell-session.ts';
import { snapshot } from '../../src/lab/snapshot.ts';

export function documentAfter(script: string): LabDocument {
  const world = blankWorld();
  let complaints = '';
  const end = runScript(
    shellsOf(world),
    { text: `set -e\n${script}`, machine: BLANK },
    { out: () => {}, err: (text) => (complaints += text) },
  );
  if (!('status' in end) || end.status !== 0) throw new Error(`the script failed: ${complaints}`);
  return snapshot({ world, name: 'drawn', seed: 1, positions: new Map(), stimuli: [] });
}

export interface DrawnInside {
  readonly view: InsideView;
  readonly layout: InsideLayout;
  /** `red`, `br0`. */
  box(name: string): Rect;
}

export function drawnInside(script: string): DrawnInside {
  const view = readTopology(documentAfter(script)).machine(BLANK)?.inside;
  if (!view) throw new Error('nothing is drawn inside');
  const layout = insideLayout(view);
  return {
    view,
    layout,
    box(name) {
      const box = view.boxes.find((candidate) => candidate.name === name);
      const rect = box && layout.boxes.get(box.id);
      if (!rect)
        throw new Error(`no box ${name}; there are ${view.boxes.map((other) => other.name).join(' ')}`);
      return rect;
    },
  };
}
