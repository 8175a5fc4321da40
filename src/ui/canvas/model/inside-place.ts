// Where something inside of a card is on the canvas.

import type { Curve } from './cable-curve.ts';
import type { Geometry } from './geometry.ts';
import type { InsideView } from './inside.ts';
import { type InsideLayout, insideLayout } from './inside-layout.ts';
import type { Point, Rect } from './rect.ts';
import type { Topology } from './topology.ts';

/** The card's border, which its inside ends at. */
const BORDER = 1;

/** The inside lies at the card's bottom, in the middle. */
function insideOrigin(card: Rect, layout: InsideLayout): Point {
  return {
    x: card.x + (card.width - layout.width) / 2,
    y: card.y + card.height - BORDER - layout.height,
  };
}

export interface WirePlace {
  readonly curve: Curve;
  readonly origin: Point;
  /** Is the asked end the curve's first? */
  readonly isForward: boolean;
}

/** The veth pair with an end `dev` in the namespace `netns` (`m1`, `m1/red`). */
export function wireAt(
  topology: Topology,
  geometry: Geometry,
  end: { readonly netns: string; readonly dev: string },
): WirePlace | undefined {
  const [machine = '', netns = ''] = end.netns.split('/');
  const view = topology.machine(machine)?.inside;
  const card = geometry.cards.get(machine);
  const wire = view && endsOf(view).get(`${netns}/${end.dev}`);
  if (!view || !card || !wire) return undefined;
  const layout = insideLayout(view);
  const curve = layout.wires.get(wire.id)?.curve;
  return curve && { curve, origin: insideOrigin(card, layout), isForward: wire.index === 0 };
}

type EndIndex = ReadonlyMap<string, { readonly id: string; readonly index: number }>;

const indexes = new WeakMap<InsideView, EndIndex>();

function endsOf(view: InsideView): EndIndex {
  const known = indexes.get(view);
  if (known) return known;
  const index = new Map(
    view.wires
      .filter((wire) => wire.kind === 'veth')
      .flatMap(({ id, ends }) =>
        ends.map((end, i) => [`${end.netns}/${end.dev}`, { id, index: i }] as const),
      ),
  );
  indexes.set(view, index);
  return index;
}
