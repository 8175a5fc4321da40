import { useActions, useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { formatTime } from './format-time.ts';
import { columnLeft, type LadderArrow, type LadderDrop, type LadderItem } from './ladder-layout.ts';
import styles from './LadderRow.module.css';

interface LadderRowProps {
  readonly item: LadderItem;
  /** The columns' names. */
  readonly names: readonly string[];
  readonly row: number;
  readonly of: number;
  readonly top: number;
  readonly time: 'past' | 'now' | 'future';
}

export function LadderRow({ item, names, row, of, top, time }: LadderRowProps) {
  const t = useT().timeline;
  const { seek } = useActions();
  const at = useApp((state) => state.lab.world.events[item.seq]?.at ?? 0);
  const from = names[item.from] ?? '';
  const label =
    item.kind === 'arrow'
      ? t.ladderArrow(from, names[item.to] ?? '', item.label)
      : t.ladderDrop(from, item.label);
  return (
    // The list has the keys; a row only takes clicks.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={`ladder-${row}`}
      role="option"
      tabIndex={-1}
      aria-selected={time === 'now'}
      aria-posinset={row + 1}
      aria-setsize={of}
      className={styles.row}
      data-time={time}
      style={{ top }}
      onClick={() => seek(item.seq)}
    >
      <span className={styles.at}>{formatTime(at)}</span>
      <span className="visually-hidden"> {label}</span>
      <svg className={styles.drawing} aria-hidden>
        {item.kind === 'arrow' ? (
          <Arrow arrow={item} columns={names.length} />
        ) : (
          <Cross drop={item} columns={names.length} />
        )}
      </svg>
    </div>
  );
}

function Arrow({ arrow, columns }: { readonly arrow: LadderArrow; readonly columns: number }) {
  const x1 = columnLeft(arrow.from, columns);
  const x2 = columnLeft(arrow.to, columns);
  const middle = columnLeft((arrow.from + arrow.to) / 2, columns);
  const head = arrow.to > arrow.from ? 'M-1 0l-8 -4.5v9z' : 'M1 0l8 -4.5v9z';
  return (
    <g data-group={arrow.group}>
      <line x1={x1} x2={x2} y1={24} y2={24} />
      <circle cx={x1} cy={24} r={3} />
      <svg x={x2} y={24} overflow="visible">
        <path d={head} />
      </svg>
      <text x={middle} y={16}>
        {arrow.label}
      </text>
    </g>
  );
}

function Cross({ drop, columns }: { readonly drop: LadderDrop; readonly columns: number }) {
  const last = drop.from === columns - 1 && columns > 1;
  return (
    <g data-group="drop">
      <svg x={columnLeft(drop.from, columns)} y={18} overflow="visible">
        <path className={styles.cross} d="M-5 -5l10 10M5 -5l-10 10" />
        <text className={styles.reason} x={last ? -14 : 14} y={4} data-end={last || undefined}>
          {drop.label}
        </text>
      </svg>
    </g>
  );
}
