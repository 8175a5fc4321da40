// A cable as a cubic Bézier curve that leaves each card at a right angle; straight when its ends are level.

import { clamp, type Point, type Side } from './rect.ts';

export interface Curve {
  readonly from: Point;
  readonly c1: Point;
  readonly c2: Point;
  readonly to: Point;
}

const OUTWARD: Readonly<Record<Side, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

export function cableCurve(from: Point, fromSide: Side, to: Point, toSide: Side): Curve {
  const reach = clamp(Math.hypot(to.x - from.x, to.y - from.y) * 0.4, 8, 140);
  return { from, c1: outward(from, fromSide, reach), c2: outward(to, toSide, reach), to };
}

function outward(point: Point, side: Side, by: number): Point {
  const direction = OUTWARD[side];
  return { x: point.x + direction.x * by, y: point.y + direction.y * by };
}

// By the curve, which lasts until one of its ends moves.
const paths = new WeakMap<Curve, string>();

export function curvePath(curve: Curve): string {
  const known = paths.get(curve);
  if (known !== undefined) return known;
  const { from, c1, c2, to } = curve;
  const path = `M${r(from)} C${r(c1)} ${r(c2)} ${r(to)}`;
  paths.set(curve, path);
  return path;
}

/** Where a frame is that has done `t` (0 to 1) of the way. */
export function pointAt({ from, c1, c2, to }: Curve, t: number): Point {
  const u = 1 - t;
  const a = u * u * u;
  const b = 3 * u * u * t;
  const c = 3 * u * t * t;
  const d = t * t * t;
  return {
    x: a * from.x + b * c1.x + c * c2.x + d * to.x,
    y: a * from.y + b * c1.y + c * c2.y + d * to.y,
  };
}

function r(point: Point): string {
  return `${Math.round(point.x * 10) / 10},${Math.round(point.y * 10) / 10}`;
}
