import { Check } from 'lucide-react';
import { useMemo, useState } from 'react';
import { consulted } from '../../explain/consulted.ts';
import type { TraceEvent } from '../../engine/trace.ts';
import type { ConsultedRow, ConsultedTable } from '../../explain/explanation.ts';
import { useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './ConsultedTables.module.css';
import { useNames } from './use-names.ts';

/** A table of a big router is cut here; its winner is always shown. */
const SHOWN_ROWS = 12;

/** The tables that the decision was read from: the winner lit, the losers grey, each with its reason. */
export function ConsultedTables({ event }: { readonly event: TraceEvent }) {
  const names = useNames();
  // The world stands at this step; a new revision means that its tables have to be read again.
  const world = useApp((state) => state.lab.world);
  const revision = useApp((state) => state.revision);
  const { tables } = useMemo(
    () => ({ tables: consulted(event, names, world), revision }),
    [event, names, world, revision],
  );
  const decided = tables.some(hasWinner);
  return tables.map((table) => (
    <Consulted key={`${event.seq} ${table.title.en}`} table={table} open={!decided || !isPassedBy(table)} />
  ));
}

interface ConsultedProps {
  readonly table: ConsultedTable;
  readonly open: boolean;
}

/** A table that was asked in vain is folded: its title says enough, once another one has answered. */
function Consulted({ table, open }: ConsultedProps) {
  const t = useT().inspector.step;
  const language = useApp((state) => state.language);
  const title = table.title[language];
  return (
    <details className={styles.consulted} open={open}>
      <summary className={styles.title}>
        {title}
        {isPassedBy(table) && <small>{t.noneMatches(table.rows.length)}</small>}
      </summary>
      <Rows table={table} label={title} />
    </details>
  );
}

function Rows({ table, label }: { readonly table: ConsultedTable; readonly label: string }) {
  const t = useT().inspector.step;
  const [all, setAll] = useState(false);
  const rows = all ? table.rows : firstRows(table.rows);
  const hidden = table.rows.length - rows.length;
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={label}>
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
          {rows.map((row, index) => (
            <Row
              key={row.cells.join(' ')}
              row={row}
              columns={table.columns.length}
              // Neighbours that lose for the same reason share the line that says it.
              reasoned={row.why?.en !== rows[index + 1]?.why?.en}
            />
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

interface RowProps {
  readonly row: ConsultedRow;
  readonly columns: number;
  readonly reasoned: boolean;
}

function Row({ row, columns, reasoned }: RowProps) {
  const t = useT().inspector.step;
  const language = useApp((state) => state.language);
  const why = reasoned ? row.why?.[language] : undefined;
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

function hasWinner(table: ConsultedTable): boolean {
  return table.rows.some((row) => row.verdict === 'won');
}

/** Nothing in it answered. */
function isPassedBy(table: ConsultedTable): boolean {
  return table.rows.length > 0 && table.rows.every((row) => row.verdict === 'lost');
}

function firstRows(rows: readonly ConsultedRow[]): readonly ConsultedRow[] {
  if (rows.length <= SHOWN_ROWS + 2) return rows;
  return rows.filter((row, index) => index < SHOWN_ROWS || row.verdict === 'won');
}
