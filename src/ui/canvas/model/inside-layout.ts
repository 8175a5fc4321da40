// Where everything inside a card is, from the top left corner of its inside. The upper edge of that is the root namespace:
// what belongs to it is plugged in there.

import { type Curve, cableCurve } from './cable-curve.ts';
import type { InsideView, WireEnd, WireView } from './inside.ts';
import { components, graphOf, type InsideGraph } from './inside-graph.ts';
import { boxSize, labelWidth, type Size } from './inside-size.ts';
import { arrange, type Block, moved } from './inside-tree.ts';
import { layoutWires, type PortSpot, type Wire } from './port-layout.ts';
import type { Point, Rect, Side } from './rect.ts';
import { regionPath } from './region.ts';

/** Around everything. */
const PADDING = 16;
/** Between things that aren't joined. */
const APART = 34;
/** From the root namespace down to what is joined to it. */
const DROP = 46;
/** For the prefix below a network's region. */
const PREFIX = 16;
const LOOP_HEIGHT = 40;
/** Things that aren't joined line up to about this width, and then in further lines. */
const LINE = 420;
/** Ends beside each other leave room for their names. */
const NAMED = { across: 56 };
const PEN = { margin: 10, inset: 6 };

export interface EndLabel extends Point {
  readonly text: string;
  readonly anchor: 'start' | 'end';
}

export interface WireLayout {
  readonly curve: Curve;
  readonly labels: readonly EndLabel[];
}

export interface RegionLayout {
  readonly id: string;
  readonly prefix: string;
  readonly tint: number;
  readonly path: string;
  readonly label: Point & { readonly anchor: 'start' | 'middle' };
}

export interface InsideLayout extends Size {
  readonly boxes: ReadonlyMap<string, Rect>;
  readonly wires: ReadonlyMap<string, WireLayout>;
  readonly regions: readonly RegionLayout[];
}

const remembered = new WeakMap<InsideView, InsideLayout>();

/** Made once for a view. */
export function insideLayout(view: InsideView): InsideLayout {
  const known = remembered.get(view);
  if (known) return known;
  const layout = layOut(view);
  remembered.set(view, layout);
  return layout;
}

function layOut(view: InsideView): InsideLayout {
  const graph = graphOf(view);
  const sizes = new Map(view.boxes.map((box) => [box.id, boxSize(box)]));
  const sizeOf = (id: string): Size => sizes.get(id) as Size;
  const loops = view.wires.filter((wire) => wire.ends.every((end) => end.box === undefined));
  const blocks = components(view, graph).map((members) => arrange(members, graph, sizeOf));
  const all = lines([...loops.map(loopBlock), ...blocks]);
  const top = view.wires.some((wire) => wire.ends.some((end) => end.box === undefined)) ? DROP : PADDING;
  const placed = new Map(moved(all, PADDING, top));
  const width = all.width + 2 * PADDING;
  const boxes = new Map([...placed].filter(([id]) => sizes.has(id)));
  const wires = wireLayouts(view, graph, boxes, placed, width);
  return {
    width: Math.max(width, ...[...wires.values()].flatMap(({ labels }) => labels.map(rightOf))),
    height: all.height + top + PADDING + (view.networks.length > 0 ? PREFIX : 0),
    boxes,
    wires,
    regions: regionLayouts(view, boxes, wires),
  };
}

/** How far a name reaches. */
function rightOf({ text, x, anchor }: EndLabel): number {
  return anchor === 'start' ? Math.ceil(x + labelWidth(text)) + 3 : x;
}

/** The room of a veth pair whose ends are both in the root namespace. */
function loopBlock(wire: WireView): Block {
  const [a, b] = wire.ends;
  const width = 46 + labelWidth(a.dev) + labelWidth(b.dev);
  const size = { width, height: LOOP_HEIGHT - DROP + 8 };
  return { ...size, rects: [[wire.id, { x: 0, y: 0, ...size }]] };
}

/** Lines of blocks, as words are set in lines. */
function lines(blocks: readonly Block[]): Block {
  const longest = Math.max(LINE, ...blocks.map((block) => block.width));
  const rects: [string, Rect][] = [];
  let [x, y, height, width] = [0, 0, 0, 0];
  for (const block of blocks) {
    if (x > 0 && x + block.width > longest) {
      y += height + APART + PREFIX;
      [x, height] = [0, 0];
    }
    rects.push(...moved(block, x, y));
    width = Math.max(width, x + block.width);
    height = Math.max(height, block.height);
    x += block.width + APART;
  }
  return { width, height: y + height, rects };
}

function wireLayouts(
  view: InsideView,
  graph: InsideGraph,
  boxes: ReadonlyMap<string, Rect>,
  placed: ReadonlyMap<string, Rect>,
  width: number,
): Map<string, WireLayout> {
  const root: Rect = { x: 0, y: -DROP, width, height: DROP };
  const rectOf = (end: WireEnd): Rect => (end.box === undefined ? root : (boxes.get(end.box) ?? root));
  const spots = spotsOf(view, rectOf);
  const found = new Map<string, WireLayout>();
  for (const wire of view.wires) {
    const [a, b] = wire.ends;
    const isLoop = a.box === b.box;
    const ends = isLoop ? loopEnds(wire, placed.get(wire.id) ?? rectOf(a), a.box === undefined) : undefined;
    const [from, to] = ends ?? [spots(a, rectOf(a)), spots(b, rectOf(b))];
    if (!from || !to) continue;
    found.set(wire.id, {
      curve: isLoop ? sag(from, to) : cableCurve(from, from.side, to, to.side),
      labels: [labelOf(a, from, graph), labelOf(b, to, graph)].flatMap((label) => label ?? []),
    });
  }
  return found;
}

interface Spot extends Point {
  readonly side: Side;
  readonly rises: boolean;
}

/** Where each end is plugged in. */
function spotsOf(
  view: InsideView,
  rectOf: (end: WireEnd) => Rect,
): (end: WireEnd, rect: Rect) => Spot | undefined {
  const wiresOf = new Map<Rect, Wire[]>();
  for (const { id, ends } of view.wires) {
    if (ends[0].box === ends[1].box) continue;
    for (const [end, other] of [ends, [ends[1], ends[0]] as const]) {
      const rect = rectOf(end);
      const list = wiresOf.get(rect) ?? [];
      wiresOf.set(rect, [...list, { cable: id, port: keyOf(end), peer: rectOf(other) }]);
    }
  }
  const byRect = new Map<Rect, ReadonlyMap<string, PortSpot>>();
  for (const [rect, wires] of wiresOf) {
    byRect.set(rect, new Map(layoutWires(rect, wires, [], NAMED).map((spot) => [spot.port, spot])));
  }
  return (end, rect) => {
    const spot = byRect.get(rect)?.get(keyOf(end));
    return spot && { ...spot, x: rect.x + spot.x, y: rect.y + spot.y };
  };
}

function keyOf(end: WireEnd): string {
  return `${end.netns}/${end.dev}`;
}

/** A pair within one namespace hangs from its edge. */
function loopEnds(wire: WireView, rect: Rect, isRoot: boolean): [Spot, Spot] {
  const y = isRoot ? 0 : rect.y + rect.height;
  const x = rect.x + 6;
  const far = isRoot ? labelWidth(wire.ends[0].dev) + 24 : Math.min(44, rect.width - 12);
  return [
    { x, y, side: 'bottom', rises: false },
    { x: x + far, y, side: 'bottom', rises: false },
  ];
}

function sag(from: Point, to: Point): Curve {
  const depth = LOOP_HEIGHT;
  return { from, c1: { x: from.x, y: from.y + depth }, c2: { x: to.x, y: to.y + depth }, to };
}

/** The device's name beside its plug, unless the box has no other. */
function labelOf(end: WireEnd, spot: Spot, graph: InsideGraph): EndLabel | undefined {
  const box = end.box === undefined ? undefined : graph.box(end.box);
  if (box?.kind === 'netns' && box.devs.length === 1) return undefined;
  // The bridge itself is no port of its own.
  if (box?.kind === 'bridge' && box.name === end.dev) return undefined;
  const { x, y, side } = spot;
  const beside = spot.rises ? y + 13 : y - 5;
  if (side === 'left') return { text: end.dev, x: x - 7, y: beside, anchor: 'end' };
  if (side === 'right') return { text: end.dev, x: x + 7, y: beside, anchor: 'start' };
  return { text: end.dev, x: x + 6, y: side === 'top' ? y - 8 : y + 15, anchor: 'start' };
}

function regionLayouts(
  view: InsideView,
  boxes: ReadonlyMap<string, Rect>,
  wires: ReadonlyMap<string, WireLayout>,
): RegionLayout[] {
  return view.networks.flatMap(({ id, prefix, tint, boxes: members }) => {
    const inside = new Set(members);
    const rects = members.flatMap((box) => boxes.get(box) ?? []);
    if (rects.length === 0) return [];
    const isMember = ({ box }: WireEnd): boolean => box !== undefined && inside.has(box);
    const path = regionPath(
      {
        members: rects,
        aliens: [...boxes].filter(([box]) => !inside.has(box)).map(([, rect]) => rect),
        links: view.wires.flatMap((wire) => {
          const curve = wire.ends.every(isMember) ? wires.get(wire.id)?.curve : undefined;
          return curve ? [[spotRect(curve.from), spotRect(curve.to)] as const] : [];
        }),
      },
      PEN,
    );
    const own = members.filter((box) => !isShared(box, view));
    return [
      {
        id,
        prefix,
        tint,
        path,
        label: labelPlace(
          rects,
          own.flatMap((box) => boxes.get(box) ?? []),
        ),
      },
    ];
  });
}

function spotRect({ x, y }: Point): Rect {
  return { x, y, width: 0, height: 0 };
}

/** Is the box in more than one network? */
function isShared(box: string, view: InsideView): boolean {
  return view.networks.filter((network) => network.boxes.includes(box)).length > 1;
}

/** Below the lowest box that is in no other network, the leftmost of several; otherwise between two routers. */
function labelPlace(all: readonly Rect[], own: readonly Rect[]): RegionLayout['label'] {
  const rects = own.length > 0 ? own : all;
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  const lowest = rects.filter((rect) => rect.y + rect.height === bottom);
  const left = Math.min(...lowest.map((rect) => rect.x));
  const y = bottom + PEN.margin + 11;
  if (own.length > 0 || all.length < 2) return { x: left, y, anchor: 'start' };
  const right = Math.max(...lowest.map((rect) => rect.x + rect.width));
  return { x: (left + right) / 2, y, anchor: 'middle' };
}
