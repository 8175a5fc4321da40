import { describe, expect, test } from 'vitest';
import { rowWindow, scrollToShow } from '../../../src/ui/timeline/row-window.ts';

describe('the window of rows', () => {
  test.each([
    { name: 'at the top', scroll: 0, count: 1000, window: { first: 0, end: 18 } },
    { name: 'in the middle', scroll: 500, count: 1000, window: { first: 42, end: 68 } },
    { name: 'at the end', scroll: 9900, count: 1000, window: { first: 982, end: 1000 } },
    { name: 'of a list that is shorter than it', scroll: 0, count: 3, window: { first: 0, end: 3 } },
    { name: 'of an empty list', scroll: 0, count: 0, window: { first: 0, end: 0 } },
    {
      name: 'of a list that became shorter than the scroll',
      scroll: 500,
      count: 5,
      window: { first: 5, end: 42 },
    },
  ])('is small $name', ({ scroll, count, window }) => {
    expect(rowWindow(scroll, 100, 10, count)).toEqual(window);
  });

  test('stays small however long the list is', () => {
    const { first, end } = rowWindow(1_150_000, 200, 23, 100_000);
    expect(end - first).toBeLessThan(30);
  });
});

describe('scrolling to the current row', () => {
  test.each([
    { name: 'leaves a row in view where it is', row: 5, scroll: 0, to: 0 },
    { name: 'comes down to a row below, with two rows of margin', row: 20, scroll: 0, to: 130 },
    { name: 'goes up to a row above, with two rows of margin', row: 20, scroll: 500, to: 180 },
    { name: 'goes to the very top for the first row', row: 0, scroll: 500, to: 0 },
    { name: 'goes to the very top before the first row', row: -1, scroll: 500, to: 0 },
  ])('$name', ({ row, scroll, to }) => {
    expect(scrollToShow(row, scroll, 100, 10)).toBe(to);
  });

  test('keeps the row in view where there is no room for margins', () => {
    const to = scrollToShow(10, 0, 12, 10);
    expect(to).toBeLessThanOrEqual(100);
    expect(to + 12).toBeGreaterThanOrEqual(110);
  });
});
