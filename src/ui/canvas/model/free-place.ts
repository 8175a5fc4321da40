// Where a new machine goes that nobody dragged: as near as possible to the middle of what is seen, on the grid, and clear
// of every card.

import { overlaps, type Point, type Rect } from './rect.ts';

const GRID = 8;
const CLEARANCE = 44;
export const NEW_CARD = { width: 168, height: 84 };

export function freePlace(cards: readonly Rect[], near: Point): Point {
  for (let ring = 0; ring < 40; ring++) {
    for (const place of placesOn(ring, near)) {
      const rect = { ...place, ...NEW_CARD };
      if (!cards.some((card) => overlaps(rect, card, CLEARANCE))) return place;
    }
  }
  return onGrid(near.x, near.y);
}

/** The places of one square ring around the middle, from its top left clockwise. */
function placesOn(ring: number, near: Point): Point[] {
  const stepX = NEW_CARD.width / 2 + 32;
  const stepY = NEW_CARD.height / 2 + 32;
  const places: Point[] = [];
  for (let row = -ring; row <= ring; row++) {
    for (let column = -ring; column <= ring; column++) {
      if (Math.max(Math.abs(row), Math.abs(column)) !== ring) continue;
      places.push(
        onGrid(near.x - NEW_CARD.width / 2 + column * stepX, near.y - NEW_CARD.height / 2 + row * stepY),
      );
    }
  }
  return places.sort((a, b) => distance(a, near) - distance(b, near));
}

function distance(place: Point, near: Point): number {
  return Math.hypot(place.x + NEW_CARD.width / 2 - near.x, place.y + NEW_CARD.height / 2 - near.y);
}

function onGrid(x: number, y: number): Point {
  return { x: Math.round(x / GRID) * GRID, y: Math.round(y / GRID) * GRID };
}
