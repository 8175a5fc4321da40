import { ArrowRight, CornerLeftUp } from 'lucide-react';
import { useMemo } from 'react';
import type { TraceEvent } from '../../engine/trace.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { nextInLife } from '../packet/lineage.ts';
import { useRun } from '../timeline/use-run.ts';
import { summarize } from '../../explain/summary.ts';
import styles from './StepLinks.module.css';
import { useNames } from './use-names.ts';

/** Back to the cause, on to what happens to the packet next. */
export function StepLinks({ event }: { readonly event: TraceEvent }) {
  const t = useT().inspector.step;
  const { events } = useRun();
  const cause = event.cause === undefined ? undefined : events[event.cause];
  const next = useMemo(() => nextInLife(events, event.seq), [events, event]);
  if (!cause && !next) return null;
  return (
    <nav className={styles.links}>
      {cause && (
        <StepLink event={cause} label={t.because(cause.seq + 1)}>
          <CornerLeftUp aria-hidden size={14} />
        </StepLink>
      )}
      {next && (
        <StepLink event={next} label={t.next(next.seq + 1)}>
          <ArrowRight aria-hidden size={14} />
        </StepLink>
      )}
    </nav>
  );
}

interface StepLinkProps {
  readonly event: TraceEvent;
  readonly label: string;
  readonly children: React.ReactNode;
}

function StepLink({ event, label, children }: StepLinkProps) {
  const { seek } = useActions();
  const names = useNames();
  const language = useApp((state) => state.language);
  return (
    <button type="button" className={styles.link} onClick={() => seek(event.seq)}>
      {children}
      <span className={styles.text}>
        <span className={styles.label}>{label}</span>
        <span className={styles.what}>{summarize(event, names, language)}</span>
      </span>
    </button>
  );
}
