import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { useT } from '../i18n/I18n.tsx';
import {
  asciiOf,
  type HexRow,
  hex2,
  hexRows,
  OCTETS_PER_ROW,
  type PlacedField,
  isInRange,
} from './hex-rows.ts';
import styles from './Hexdump.module.css';

interface HexdumpProps {
  readonly octets: Uint8Array;
  /** The octets before this one aren't there yet. */
  readonly first: number;
  readonly owners: readonly (readonly PlacedField[])[];
  readonly lit: PlacedField | undefined;
  readonly onLight: (field: PlacedField | undefined) => void;
}

/** Sixteen octets a row, with the text beside. One octet is in the tab order; the arrow keys go from there. */
export function Hexdump({ octets, first, owners, lit, onLight }: HexdumpProps) {
  const t = useT().packet;
  const [at, setAt] = useState(first);
  const focused = Math.min(Math.max(at, first), octets.length - 1);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => showRow(element.current, lit), [lit]);
  const light = (octet: number) => {
    const fields = owners[octet] ?? [];
    // Where fields share an octet the first of them is meant.
    onLight(fields[0]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = moved(focused, event.key, first, octets.length);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    light(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${next}"]`)?.focus();
  };
  return (
    <div
      ref={element}
      role="grid"
      tabIndex={-1}
      aria-label={t.octets}
      className={styles.dump}
      onKeyDown={onKeyDown}
      onMouseLeave={() => onLight(undefined)}
    >
      {hexRows(octets).map((row) => (
        <Row
          key={row.offset}
          row={row}
          first={first}
          owners={owners}
          focused={focused >= row.offset && focused < row.offset + OCTETS_PER_ROW ? focused : undefined}
          lit={touches(row, lit) ? lit : undefined}
          onLight={onLight}
        />
      ))}
    </div>
  );
}

/** Scrolls the dump alone, and only if the field that is lit is out of its view. */
function showRow(dump: HTMLElement | null, lit: PlacedField | undefined): void {
  const row = lit && dump?.children[Math.floor(lit.field.octets[0] / OCTETS_PER_ROW)];
  if (!dump || !(row instanceof HTMLElement)) return;
  const top = row.offsetTop - dump.offsetTop;
  if (top < dump.scrollTop) dump.scrollTop = top;
  else if (top + row.offsetHeight > dump.scrollTop + dump.clientHeight) {
    dump.scrollTop = top + row.offsetHeight - dump.clientHeight;
  }
}

function touches(row: HexRow, lit: PlacedField | undefined): boolean {
  if (!lit) return false;
  const [start, end] = lit.field.octets;
  return start < row.offset + OCTETS_PER_ROW && end > row.offset;
}

function moved(at: number, key: string, first: number, length: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: OCTETS_PER_ROW,
    ArrowUp: -OCTETS_PER_ROW,
    Home: -(at % OCTETS_PER_ROW),
    End: OCTETS_PER_ROW - 1 - (at % OCTETS_PER_ROW),
  };
  const move = moves[key];
  return move === undefined ? undefined : Math.min(length - 1, Math.max(first, at + move));
}

interface RowProps {
  readonly row: HexRow;
  readonly first: number;
  readonly owners: readonly (readonly PlacedField[])[];
  readonly focused: number | undefined;
  readonly lit: PlacedField | undefined;
  readonly onLight: (field: PlacedField | undefined) => void;
}

const Row = memo(function Row({ row, first, owners, focused, lit, onLight }: RowProps) {
  const t = useT().packet;
  const range = lit?.field.octets;
  return (
    <div role="row" className={styles.row}>
      <span role="rowheader" className={styles.offset}>
        {row.offset.toString(16).padStart(4, '0')}
      </span>
      {row.octets.map((octet, index) => {
        const at = row.offset + index;
        const owner = owners[at]?.[0];
        if (at < first) return <span key={at} role="gridcell" aria-hidden className={styles.absent} />;
        return (
          <span
            key={at}
            role="gridcell"
            tabIndex={at === focused ? 0 : -1}
            data-at={at}
            data-protocol={owner?.protocol}
            data-lit={isInRange(at, range) || undefined}
            aria-label={t.octetLabel(`0x${at.toString(16)}`, hex2(octet), owner?.field.name ?? '')}
            className={styles.octet}
            onMouseEnter={() => onLight(owner)}
            onFocus={() => onLight(owner)}
          >
            {hex2(octet)}
          </span>
        );
      })}
      <span className={styles.ascii} aria-hidden>
        {row.octets.map((octet, index) => {
          const at = row.offset + index;
          return (
            <i key={at} data-lit={isInRange(at, range) || undefined}>
              {at < first ? ' ' : asciiOf(octet)}
            </i>
          );
        })}
      </span>
    </div>
  );
});
