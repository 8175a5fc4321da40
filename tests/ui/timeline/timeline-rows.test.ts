import { describe, expect, test } from 'vitest';
import { timelineRows } from '../../../src/ui/timeline/timeline-rows.ts';
import { played } from '../../support/played.ts';

const { events } = played('linux-router').lab.world;

describe('the rows of the timeline', () => {
  test('are all events without a filter', () => {
    const rows = timelineRows(events, []);
    expect(rows.length).toBe(events.length);
    expect([rows.eventAt(7), rows.rowOf(7)]).toEqual([7, 7]);
  });

  test('are the events of the chosen protocols', () => {
    const rows = timelineRows(events, ['bridge']);
    const kinds = Array.from({ length: rows.length }, (_, row) => events[rows.eventAt(row)]?.kind);
    expect(rows.length).toBeGreaterThan(5);
    expect(kinds.filter((kind) => !kind?.startsWith('br.'))).toEqual([]);
  });

  test('stand at the last shown event before a hidden one', () => {
    const rows = timelineRows(events, ['bridge']);
    const second = rows.eventAt(1);
    expect(rows.rowOf(second)).toBe(1);
    expect(rows.rowOf(second - 1)).toBe(second - 1 >= rows.eventAt(0) ? 0 : -1);
  });

  test('stand before the first row until something is shown', () => {
    expect(timelineRows(events, ['bridge']).rowOf(0)).toBe(-1);
  });

  test('number every event by its place', () => {
    expect(events.every((event, place) => event.seq === place)).toBe(true);
  });
});
