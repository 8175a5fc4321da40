// How large the boxes inside a card are: by the number of characters, so that the layout is a function of the document
// alone. The style sheet (inside/InsideBox.module.css) is written to these numbers.

import type { BoxView } from './inside.ts';

/** Of an 11 px monospace font: DejaVu's 6.6, and a little more for wider ones. */
const CHARACTER = 6.8;
const ROW = 17;
const HEAD = 26;
const MIN_WIDTH = 96;
const MAX_WIDTH = 260;
/** Where a name and its address don't fit beside each other in this, the address is below the name. */
const NARROW = 150;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How wide a name is beside the end of a cable. */
export function labelWidth(text: string): number {
  return text.length * 6.1;
}

export function boxSize(box: BoxView): Size {
  const rows = box.kind === 'bridge' ? bridgeRows(box) : netnsRows(box);
  const head = 18 + box.name.length * 7.6 + 12 + box.kind.length * 6;
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, head, ...rows));
  return { width: Math.ceil(width / 4) * 4, height: HEAD + rows.length * ROW + (rows.length > 0 ? 7 : 0) };
}

/** One row an address. */
function bridgeRows({ devs }: BoxView): number[] {
  return devs.flatMap((dev) => dev.addrs.map((addr) => 20 + addr.length * CHARACTER));
}

/** One row an address, or a device without any; the names have a column of their own, or rows. */
function netnsRows(box: BoxView): number[] {
  if (!isStacked(box)) return columnRows(box);
  const row = (text: string): number => 20 + 14 + text.length * CHARACTER;
  return box.devs.flatMap((dev) => [row(dev.name), ...dev.addrs.map(row)]);
}

function columnRows({ devs }: BoxView): number[] {
  const names = Math.max(0, ...devs.map((dev) => dev.name.length));
  return devs.flatMap((dev) =>
    (dev.addrs.length === 0 ? [''] : dev.addrs).map(
      (addr) => 20 + 14 + 7 + (names + addr.length) * CHARACTER,
    ),
  );
}

/** Are addresses below their devices' names? Many narrow boxes are read better than few wide ones. */
export function isStacked(box: BoxView): boolean {
  return box.kind === 'netns' && Math.max(0, ...columnRows(box)) > NARROW;
}
