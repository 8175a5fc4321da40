import { memo } from 'react';
import type { TraceEvent } from '../../engine/trace.ts';
import { groupOf } from '../../store/event-filter.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { summarize } from '../../explain/summary.ts';
import { useNames } from '../inspector/use-names.ts';
import styles from './EventRow.module.css';
import { eventWeight } from './event-weight.ts';
import { formatTime } from './format-time.ts';
import { isUsual } from './scrubber-ticks.ts';

/** A run, or an edit between two runs. */
function beginsSomething({ kind }: TraceEvent): boolean {
  return kind === 'ping.start' || kind === 'udp.send' || kind === 'op';
}

interface EventRowProps {
  readonly event: TraceEvent;
  /** The row above: what it has in common isn't said twice. */
  readonly before: TraceEvent | undefined;
  readonly row: number;
  readonly of: number;
  readonly top: number;
  readonly time: 'past' | 'now' | 'future';
}

export const EventRow = memo(function EventRow({ event, before, row, of, top, time }: EventRowProps) {
  const t = useT().timeline;
  const names = useNames();
  const language = useApp((state) => state.language);
  const { seek } = useActions();
  const group = groupOf(event);
  const weight = isUsual(event) ? 'detail' : eventWeight(event);
  const samePlace = before?.netns === event.netns;
  return (
    // The list has the keys; a row only takes clicks.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`event-${row}`}
      role="option"
      tabIndex={-1}
      aria-selected={time === 'now'}
      aria-posinset={row + 1}
      aria-setsize={of}
      className={styles.row}
      data-time={time}
      data-weight={weight}
      data-begins={(row > 0 && beginsSomething(event)) || undefined}
      style={{ top }}
      onClick={() => seek(event.seq)}
    >
      <span className={styles.at}>{formatTime(event.at)}</span>
      <span className={styles.machine} data-again={samePlace || undefined}>
        {event.netns === undefined ? '' : names.netns(event.netns)}
      </span>
      <span className={styles.group}>
        <span className={styles.dot} data-group={weight === 'drop' ? 'drop' : group} aria-hidden />
        {t.groups[group]}
      </span>
      <span className={styles.what}>{summarize(event, names, language)}</span>
    </div>
  );
});
