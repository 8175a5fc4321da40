import { type KeyboardEvent, useMemo } from 'react';
import { useActions, useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { columnLeft, ladderItemAt, ladderLayout } from './ladder-layout.ts';
import styles from './Ladder.module.css';
import { LadderRow } from './LadderRow.tsx';
import { useRowWindow } from './use-row-window.ts';
import { useRun } from './use-run.ts';

/** As the stylesheets have them. */
const ROW_HEIGHT = 34;
const HEADS_HEIGHT = 28;

/** Machines as columns, frames as arrows, drops as crosses. */
export function Ladder() {
  const t = useT().timeline;
  const machines = useApp((state) => state.document.machines);
  const cursor = useApp((state) => state.cursor);
  const { columns, items } = useLadder();
  const current = ladderItemAt(items, cursor);
  const { ref, window, onScroll } = useRowWindow(items.length, ROW_HEIGHT, current, HEADS_HEIGHT);
  const { seek } = useActions();
  const nameOf = (id: string) => machines.find((machine) => machine.id === id)?.name ?? id;

  const onKeyDown = (event: KeyboardEvent) => {
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = items[Math.max(0, current + move)];
    if (move === 0 || !next) return;
    event.preventDefault();
    seek(next.seq);
  };
  return (
    <div ref={ref} className={styles.scroller} onScroll={onScroll}>
      <div className={styles.heads} aria-hidden>
        {columns.map((id, column) => (
          <span key={id} className={styles.head} style={{ left: columnLeft(column, columns.length) }}>
            {nameOf(id)}
          </span>
        ))}
      </div>
      <div
        role="listbox"
        tabIndex={0}
        aria-label={t.ladderOf}
        {...(current >= window.first &&
          current < window.end && { 'aria-activedescendant': `ladder-${current}` })}
        className={styles.body}
        style={{ height: items.length * ROW_HEIGHT + 10 }}
        onKeyDown={onKeyDown}
      >
        <div className={styles.lifelines} aria-hidden>
          {columns.map((id, column) => (
            <i key={id} style={{ left: columnLeft(column, columns.length) }} />
          ))}
        </div>
        {items.slice(window.first, window.end).map((item, index) => (
          <LadderRow
            key={item.seq}
            item={item}
            names={columns.map(nameOf)}
            row={window.first + index}
            of={items.length}
            top={(window.first + index) * ROW_HEIGHT}
            time={window.first + index === current ? 'now' : item.seq > cursor ? 'future' : 'past'}
          />
        ))}
      </div>
    </div>
  );
}

function useLadder() {
  const run = useRun();
  const machines = useApp((state) => state.document.machines);
  const filter = useApp((state) => state.filter);
  return useMemo(() => ladderLayout(run.events, machines, filter), [run, machines, filter]);
}
