import type { TraceEvent } from '../../engine/trace.ts';
import { useApp } from '../app/store-context.ts';
import { Tag } from '../common/Tag.tsx';
import { useT } from '../i18n/I18n.tsx';
import { ConsultedTables } from './ConsultedTables.tsx';
import { DropCard } from './DropCard.tsx';
import { explain } from '../../explain/explain.ts';
import { GlossedSpans } from './GlossedSpans.tsx';
import { HeaderCards } from './HeaderCards.tsx';
import { PanelNote } from './PanelNote.tsx';
import { ShellLine } from './ShellLine.tsx';
import { StepLinks } from './StepLinks.tsx';
import styles from './StepPanel.module.css';
import { useNames } from './use-names.ts';

/** One decision: where, what, why, from which table, and what it did to the packet. */
export function StepPanel() {
  const t = useT().inspector.step;
  const event = useApp((state) => state.lab.world.events[state.cursor]);
  const hasRun = useApp((state) => state.length > 0);
  if (!event) return <PanelNote>{hasRun ? t.atStart : t.empty}</PanelNote>;
  return <Step event={event} />;
}

function Step({ event }: { readonly event: TraceEvent }) {
  const names = useNames();
  const language = useApp((state) => state.language);
  const words = explain(event, names, language);
  return (
    <article className={styles.step} data-tone={words.tone}>
      {words.reason === undefined ? (
        <header>
          {words.where !== '' && <Tag mono>{words.where}</Tag>}
          <h2 className={styles.title}>{words.title}</h2>
          <p className={styles.body}>
            <GlossedSpans spans={words.body} />
          </p>
        </header>
      ) : (
        <DropCard event={event} words={words} reason={words.reason} />
      )}
      <ConsultedTables event={event} />
      <HeaderCards event={event} />
      {words.shell !== undefined && <ShellLine command={words.shell} />}
      <StepLinks event={event} />
    </article>
  );
}
