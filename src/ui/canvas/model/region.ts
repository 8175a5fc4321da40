// The shape of a network's tinted region: the convex hull of its cards, drawn with a round pen. Where that would cover a
// card that isn't a member, the cards and cables themselves are drawn with the pen instead: less smooth, and true.

import { corridorOf, LANE } from './detour.ts';
import { boundsOf, centreOf, clamp, cornersOf, overlaps, type Point, type Rect } from './rect.ts';

/** How far the region reaches around a card. */
export const REGION_MARGIN = 40;
/** Corners are rounder than the margin alone would make them: the pen is thicker and starts inside of the card. */
const INSET = 26;
/** A card that a region only touches isn't swallowed by it. */
const TOUCH = 12;

export interface Region {
  readonly path: string;
  /** Where the prefix is written. */
  readonly label: Point;
}

/** A card, and whether no cable leaves it there. */
export interface LabelPlace {
  readonly card: Rect;
  readonly above: boolean;
  readonly below: boolean;
}

export interface RegionParts {
  readonly members: readonly Rect[];
  /** The members beside which the prefix may be written. */
  readonly labelled: readonly LabelPlace[];
  readonly aliens: readonly Rect[];
  /** The cables between members, as the cards that they join. */
  readonly links: readonly (readonly [Rect, Rect])[];
}

export function regionOf(parts: RegionParts): Region {
  return {
    path: regionPath(parts, { margin: REGION_MARGIN, inset: INSET }),
    label: labelPoint(parts.labelled),
  };
}

export function regionPath(
  { members, aliens, links }: Omit<RegionParts, 'labelled'>,
  pen: { readonly margin: number; readonly inset: number },
): string {
  const hull = convexHull(members.flatMap((card) => cornersOf(inset(card, pen.inset))));
  const reach = pen.margin + pen.inset - TOUCH;
  const bounds = boundsOf(members);
  const swallows = aliens.some(
    (alien) =>
      bounds &&
      overlaps(alien, bounds, pen.margin) &&
      probesOf(alien).some((point) => isWithin(point, hull, reach)),
  );
  return swallows ? strokesPath(members, links, pen.margin) : roundedPath(hull, pen.margin + pen.inset);
}

/** The corners of a card, and what is half way between them. */
function probesOf(card: Rect): Point[] {
  const { x, y, width, height } = card;
  const at = [0, 0.5, 1];
  return at.flatMap((across) => at.map((down) => ({ x: x + across * width, y: y + down * height })));
}

/** Is the point in the hull, or less than `reach` away from it? */
function isWithin(point: Point, hull: readonly Point[], reach: number): boolean {
  if (isInside(point, hull)) return true;
  return hull.some((corner, i) => distanceTo(corner, hull[(i + 1) % hull.length] as Point, point) < reach);
}

function distanceTo(a: Point, b: Point, point: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const t = clamp(along, 0, 1);
  return Math.hypot(a.x + t * dx - point.x, a.y + t * dy - point.y);
}

function inset({ x, y, width, height }: Rect, by: number): Rect {
  const byX = Math.min(by, width / 2);
  const byY = Math.min(by, height / 2);
  return { x: x + byX, y: y + byY, width: width - 2 * byX, height: height - 2 * byY };
}

/** Above the topmost card where that is clear, the leftmost of several; otherwise below the lowest. */
function labelPoint(places: readonly LabelPlace[]): Point {
  const byHeight = [...places].sort((a, b) => a.card.y - b.card.y || a.card.x - b.card.x);
  const top = byHeight.find((place) => place.above);
  if (top) return { x: top.card.x + 2, y: top.card.y - 14 };
  const low = byHeight.findLast((place) => place.below) ?? byHeight[0];
  return low ? { x: low.card.x + 2, y: low.card.y + low.card.height + 24 } : { x: 0, y: 0 };
}

/** Andrew's monotone chain, clockwise on a screen. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of list) {
      while (chain.length >= 2 && turn(chain.at(-2) as Point, chain.at(-1) as Point, point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function isInside(point: Point, hull: readonly Point[]): boolean {
  return (
    hull.length > 2 &&
    hull.every((corner, i) => turn(corner, hull[(i + 1) % hull.length] as Point, point) >= 0)
  );
}

/** The hull moved outwards by `radius`, with an arc at each corner. */
export function roundedPath(hull: readonly Point[], radius: number): string {
  const parts = hull.map((corner, i) => {
    const before = hull[(i + hull.length - 1) % hull.length] as Point;
    const after = hull[(i + 1) % hull.length] as Point;
    const enter = offset(corner, before, corner, radius);
    const leave = offset(corner, corner, after, radius);
    return `${i === 0 ? 'M' : 'L'}${f(enter)} A${radius} ${radius} 0 0 1 ${f(leave)}`;
  });
  return `${parts.join(' ')} Z`;
}

/** `point` moved by `by` to the outer side of the edge a → b of a clockwise hull. */
function offset(point: Point, a: Point, b: Point, by: number): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  return { x: point.x + ((b.y - a.y) / length) * by, y: point.y - ((b.x - a.x) / length) * by };
}

/** The union of rounded cards and thick cables: one path, all of it wound the same way. */
function strokesPath(
  cards: readonly Rect[],
  links: readonly (readonly [Rect, Rect])[],
  margin: number,
): string {
  const around = cards.map((card) => remember(card, card, () => roundedPath(cornersOf(card), margin * 0.7)));
  const along = links.map(([a, b]) => remember(a, b, () => roundedPath(lineBetween(a, b), margin * 0.5)));
  return [...around, ...along].join(' ');
}

/** As the cable runs: straight where the cards face each other, else from one to the other. */
function lineBetween(a: Rect, b: Rect): [Point, Point] {
  const corridor = corridorOf(a, b);
  if (!corridor) return [centreOf(a), centreOf(b)];
  const { x, y } = centreOf(corridor);
  const isUpright = corridor.width === 2 * LANE;
  return isUpright
    ? [
        { x, y: corridor.y },
        { x, y: corridor.y + corridor.height },
      ]
    : [
        { x: corridor.x, y },
        { x: corridor.x + corridor.width, y },
      ];
}

// By the cards' rectangles, which last until a card moves: while one of hundreds is dragged, the others' strokes are there.
const remembered = new WeakMap<Rect, WeakMap<Rect, string>>();

function remember(a: Rect, b: Rect, draw: () => string): string {
  let byOther = remembered.get(a);
  if (!byOther) remembered.set(a, (byOther = new WeakMap()));
  const known = byOther.get(b) ?? draw();
  byOther.set(b, known);
  return known;
}

function f(point: Point): string {
  return `${Math.round(point.x * 10) / 10} ${Math.round(point.y * 10) / 10}`;
}
