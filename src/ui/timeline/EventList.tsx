import type { KeyboardEvent } from 'react';
import { useActions, useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './EventList.module.css';
import { EventRow } from './EventRow.tsx';
import type { TimelineRows } from './timeline-rows.ts';
import { useRowWindow } from './use-row-window.ts';
import { useRows } from './use-rows.ts';

/** As the stylesheet's. */
const ROW_HEIGHT = 23;

/** Every decision of the run, one a row. Only the rows in view are in the page, so that 100,000 scroll like ten. */
export function EventList() {
  const t = useT().timeline;
  const rows = useRows();
  const cursor = useApp((state) => state.cursor);
  const events = useApp((state) => state.lab.world).events;
  const current = cursor < 0 ? -1 : rows.rowOf(cursor);
  const { ref, window, onScroll } = useRowWindow(rows.length, ROW_HEIGHT, current);
  const onKeyDown = useListKeys(rows, current);
  if (rows.length === 0) return <NothingShown />;

  const shown = [];
  for (let row = window.first; row < Math.min(window.end, rows.length); row++) {
    const event = events[rows.eventAt(row)];
    if (event) shown.push({ row, event, before: row === 0 ? undefined : events[rows.eventAt(row - 1)] });
  }
  return (
    <div ref={ref} className={styles.scroller} onScroll={onScroll}>
      <div
        role="listbox"
        tabIndex={0}
        aria-label={t.events}
        {...(current >= window.first &&
          current < window.end && { 'aria-activedescendant': `event-${current}` })}
        className={styles.list}
        style={{ height: rows.length * ROW_HEIGHT }}
        onKeyDown={onKeyDown}
      >
        {shown.map(({ row, event, before }) => (
          <EventRow
            key={event.seq}
            event={event}
            before={before}
            row={row}
            of={rows.length}
            top={row * ROW_HEIGHT}
            time={row === current ? 'now' : event.seq > cursor ? 'future' : 'past'}
          />
        ))}
      </div>
    </div>
  );
}

function useListKeys(rows: TimelineRows, current: number) {
  const { seek } = useActions();
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    ArrowRight: 1,
    ArrowLeft: -1,
    PageDown: 10,
    PageUp: -10,
    Home: -Infinity,
    End: Infinity,
  };
  return (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (move === undefined || event.shiftKey) return;
    event.preventDefault();
    seek(rows.eventAt(Math.min(rows.length - 1, Math.max(0, current + move))));
  };
}

function NothingShown() {
  const t = useT().timeline;
  const { setFilter } = useActions();
  return (
    <div className={styles.nothing}>
      {t.filteredOut}
      <Button small onClick={() => setFilter([])}>
        {t.showAll}
      </Button>
    </div>
  );
}
