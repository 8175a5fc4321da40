import { Check } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { TraceEvent } from '../../engine/trace.ts';
import type { ConsultedRow, ConsultedTable } from '../../explain/explanation.ts';
import { useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './ConsultedTables.module.css';
import { consulted } from './event-words.ts';
import { useNames } from './use-names.ts';

/** A table of a big router is cut here; its winner is always shown. */
const SHOWN_ROWS = 12;

/** The tables that the decision was read from: the winner lit, the losers grey, each with its reason. */
export function ConsultedTables({ event }: { readonly event: TraceEvent }) {
  const names = useNames();
  const tables = useMemo(() => consulted(event, names), [event, names]);
  return tables.map((table) => <Consulted key={table.title.en} table={table} />);
}

function Consulted({ table }: { readonly table: ConsultedTable }) {
  const t = useT().inspector.step;
  const language = useApp((state) => state.language);
  const [all, setAll] = useState(false);
  const rows = all ? table.rows : firstRows(table.rows);
  const hidden = table.rows.length - rows.length;
  return (
    <div>
      <table className={styles.table}>
        <caption className={styles.caption}>{table.title[language]}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.cells.join(' ')} row={row} columns={table.columns.length} />
          ))}
        </tbody>
      </table>
      {hidden > 0 && (
        <Button small look="ghost" onClick={() => setAll(true)}>
          {t.moreRows(hidden)}
        </Button>
      )}
    </div>
  );
}

function Row({ row, columns }: { readonly row: ConsultedRow; readonly columns: number }) {
  const t = useT().inspector.step;
  const language = useApp((state) => state.language);
  const why = row.why?.[language];
  return (
    <>
      <tr data-verdict={row.verdict} data-explained={why !== undefined || undefined}>
        {row.cells.map((cell, index) => (
          // A row's cells never change places.
          // oxlint-disable-next-line react/no-array-index-key
          <td key={index}>
            {cell}
            {index === 0 && row.verdict !== 'neutral' && (
              <span className="visually-hidden"> ({t.verdict[row.verdict]})</span>
            )}
          </td>
        ))}
      </tr>
      {why !== undefined && (
        <tr data-verdict={row.verdict} className={styles.why}>
          <td colSpan={columns}>
            {row.verdict === 'won' && <Check aria-hidden size={12} strokeWidth={2.5} />}
            {why}
          </td>
        </tr>
      )}
    </>
  );
}

function firstRows(rows: readonly ConsultedRow[]): readonly ConsultedRow[] {
  if (rows.length <= SHOWN_ROWS + 2) return rows;
  return rows.filter((row, index) => index < SHOWN_ROWS || row.verdict === 'won');
}
