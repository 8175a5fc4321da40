// Windowing: which rows of a long list are worth having in the page. All rows are equally high.

export interface RowWindow {
  /** Half-open. */
  readonly first: number;
  readonly end: number;
}

/** The rows in view, and `overscan` more on each side so that a fast scroll shows no gap. */
export function rowWindow(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  overscan = 8,
): RowWindow {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - overscan);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + overscan);
  return { first: Math.min(first, count), end: Math.max(first, end) };
}

/** Where to scroll so that `row` is in view with a margin of two rows; the present place if it already is.
 *  Row -1 is the place before the first. */
export function scrollToShow(row: number, scrollTop: number, height: number, rowHeight: number): number {
  if (row < 0) return 0;
  const margin = Math.min(2 * rowHeight, Math.max(0, (height - rowHeight) / 2));
  const top = row * rowHeight - margin;
  const bottom = (row + 1) * rowHeight + margin;
  if (top < scrollTop) return Math.max(0, top);
  if (bottom > scrollTop + height) return bottom - height;
  return scrollTop;
}
