// Places what hangs together inside a card as a figure in a textbook does: a few namespaces in a row under their bridge,
// more on both sides of it, the outer rows in the gaps of the inner ones, so that each cable runs straight; a bridge as
// wide as the row; routers in a row from left to right. About as wide as high: a wide card makes all of a lab small.

import { chainOf, distances, hubOf, type InsideGraph } from './inside-graph.ts';
import { labelWidth, type Size } from './inside-size.ts';
import type { Rect } from './rect.ts';

const GAP_X = 22;
const GAP_Y = 52;
const ROW_GAP = 30;
/** More in a row can't be read beside the rest of a lab. */
const PER_ROW = 4;
/** So many namespaces go on both sides of their bridge. */
const CROWD = 4;
/** Between routers stand the names of their devices. */
const ROUTERS_PER_ROW = 3;

/** Some boxes and where they are, from the top left corner of all of them. */
export interface Block extends Size {
  readonly rects: readonly (readonly [string, Rect])[];
}

export function arrange(members: readonly string[], graph: InsideGraph, sizeOf: (id: string) => Size): Block {
  const chain = members.length > 1 ? chainOf(members, graph) : undefined;
  if (chain)
    return stack(
      inTurns(chain).map((ids, i) => chainRow(i % 2 ? ids.reverse() : ids, graph, sizeOf)),
      GAP_Y,
    );
  const hub = hubOf(members, graph);
  const tree = childrenBy(hub, graph);
  const leaves = tree(hub);
  const isStar = leaves.every((id) => tree(id).length === 0);
  if (isStar && leaves.length >= CROWD) return star(hub, leaves, graph, sizeOf);
  return branch(hub, tree, graph, sizeOf);
}

/** The tree of shortest ways from `hub`. */
function childrenBy(hub: string, graph: InsideGraph): (id: string) => string[] {
  const depth = distances(hub, graph);
  const parents = new Map<string, string>();
  for (const id of depth.keys()) {
    for (const next of graph.neighbours(id)) {
      if (next !== hub && !parents.has(next) && depth.get(next) === (depth.get(id) ?? 0) + 1)
        parents.set(next, id);
    }
  }
  return (id) => graph.neighbours(id).filter((next) => parents.get(next) === id);
}

function branch(
  id: string,
  tree: (id: string) => string[],
  graph: InsideGraph,
  sizeOf: (id: string) => Size,
  perRow = PER_ROW,
): Block {
  const children = tree(id);
  if (children.length === 0) return single(id, sizeOf(id));
  const inner = children.filter((child) => tree(child).length > 0);
  const leaves = children.filter((child) => tree(child).length === 0);
  const isRow = children.length <= perRow;
  const even = evenly(leaves, sizeOf);
  // Several bridges side by side have two columns each.
  const columns = inner.length > 1 ? 2 : PER_ROW;
  const blocks = (isRow ? children : inner).map((child) => branch(child, tree, graph, even, columns));
  const rest = isRow ? [] : bricks(leaves, perRow).map((part) => brickRow(part, even, 'top'));
  const below = stack([...(blocks.length > 0 ? [row(blocks, 'top')] : []), ...rest], ROW_GAP);
  return stack([head(id, below.width, graph, sizeOf), below], GAP_Y);
}

function star(
  hub: string,
  leaves: readonly string[],
  graph: InsideGraph,
  sizeOf: (id: string) => Size,
): Block {
  const even = evenly(leaves, sizeOf);
  // A cable from above finds its way to the hub through the gap in the middle of an even row.
  const above = graph.isAtRoot(hub) ? 2 * Math.round(leaves.length / 4) : Math.floor(leaves.length / 2);
  const rows = (ids: readonly string[], side: 'top' | 'bottom'): Block[] =>
    bricks(ids).map((part) => brickRow(part, even, side));
  const upper = stack(rows(leaves.slice(0, above), 'bottom').reverse(), ROW_GAP);
  const lower = stack(rows(leaves.slice(above), 'top'), ROW_GAP);
  const bar = head(hub, Math.max(upper.width, lower.width), graph, sizeOf);
  return stack([upper, bar, lower], GAP_Y);
}

/** A bridge is as wide as what hangs on it. */
function head(id: string, width: number, graph: InsideGraph, sizeOf: (id: string) => Size): Block {
  const size = sizeOf(id);
  return single(id, graph.box(id).kind === 'bridge' ? { ...size, width: Math.max(width, size.width) } : size);
}

function chainRow(ids: readonly string[], graph: InsideGraph, sizeOf: (id: string) => Size): Block {
  const rects: [string, Rect][] = [];
  let x = 0;
  for (const [i, id] of ids.entries()) {
    const size = sizeOf(id);
    rects.push([id, { x, y: 0, ...size }]);
    const next = ids[i + 1];
    const names = [id, ...(next === undefined ? [] : [next])].filter((end) => graph.box(end).devs.length > 1);
    const longest = names.map((end) => Math.max(...graph.box(end).devs.map((dev) => labelWidth(dev.name))));
    x += size.width + (next === undefined ? 0 : 44 + longest.reduce((sum, width) => sum + width, 0));
  }
  const height = Math.max(...rects.map(([, rect]) => rect.height));
  return {
    width: x,
    height,
    rects: rects.map(([id, rect]) => [id, { ...rect, y: (height - rect.height) / 2 }]),
  };
}

/** Boxes of one row look alike. */
function evenly(ids: readonly string[], sizeOf: (id: string) => Size): (id: string) => Size {
  const width = Math.max(0, ...ids.map((id) => sizeOf(id).width));
  const same = new Set(ids);
  return (id) => (same.has(id) ? { ...sizeOf(id), width } : sizeOf(id));
}

type Brick = string | undefined;

/** Rows of four and three in turn: being centred, each lies in the gaps of the one before. What would lie behind that has
 *  a hole in its middle. */
function bricks(ids: readonly string[], perRow = PER_ROW): Brick[][] {
  const rows: Brick[][] = [];
  for (let at = 0; at < ids.length; ) {
    const count = rows.length % 2 === 0 ? perRow : perRow - 1;
    const part: Brick[] = ids.slice(at, at + count);
    const before = rows.at(-1);
    if (before && part.length % 2 === before.length % 2)
      part.splice(Math.floor(part.length / 2), 0, undefined);
    rows.push(part);
    at += count;
  }
  return rows;
}

function brickRow(part: readonly Brick[], sizeOf: (id: string) => Size, side: 'top' | 'bottom'): Block {
  const width = Math.max(...part.map((id) => (id === undefined ? 0 : sizeOf(id).width)));
  const hole: Block = { width, height: 0, rects: [] };
  return row(
    part.map((id) => (id === undefined ? hole : single(id, sizeOf(id)))),
    side,
  );
}

/** Rows of about as many routers each. */
function inTurns(ids: readonly string[]): string[][] {
  const rows = Math.ceil(ids.length / ROUTERS_PER_ROW);
  const size = Math.ceil(ids.length / rows);
  return Array.from({ length: rows }, (_, i) => ids.slice(i * size, (i + 1) * size));
}

export function single(id: string, size: Size): Block {
  return { ...size, rects: [[id, { x: 0, y: 0, ...size }]] };
}

/** Side by side; `side` is where they are level. */
export function row(blocks: readonly Block[], side: 'top' | 'bottom', gap = GAP_X): Block {
  const height = Math.max(0, ...blocks.map((block) => block.height));
  const rects: [string, Rect][] = [];
  let x = 0;
  for (const block of blocks) {
    rects.push(...moved(block, x, side === 'top' ? 0 : height - block.height));
    x += block.width + gap;
  }
  return { width: Math.max(0, x - gap), height, rects };
}

/** One below the other, centred. */
function stack(blocks: readonly Block[], gap: number): Block {
  const width = Math.max(0, ...blocks.map((block) => block.width));
  const rects: [string, Rect][] = [];
  let y = 0;
  for (const block of blocks) {
    rects.push(...moved(block, (width - block.width) / 2, y));
    y += block.height + gap;
  }
  return { width, height: Math.max(0, y - gap), rects };
}

export function moved({ rects }: Block, dx: number, dy: number): [string, Rect][] {
  return rects.map(([id, rect]) => [id, { ...rect, x: rect.x + dx, y: rect.y + dy }]);
}
