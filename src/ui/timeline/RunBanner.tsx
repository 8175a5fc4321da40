import { CircleCheck, CircleX, type LucideIcon, RotateCw } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { diagnose } from '../../explain/diagnosis.ts';
import type { Diagnosis } from '../../explain/explanation.ts';
import { netnsNamed } from '../../explain/names.ts';
import { useActions, useApp } from '../app/store-context.ts';
import { Button } from '../common/Button.tsx';
import { useT } from '../i18n/I18n.tsx';
import { explain } from '../../explain/explain.ts';
import { FixList } from '../inspector/FixList.tsx';
import { Spans } from '../inspector/Spans.tsx';
import { useNames } from '../inspector/use-names.ts';
import styles from './RunBanner.module.css';
import { lastRunStart, runEnding } from './run-ending.ts';
import { useRun } from './use-run.ts';

/** How the run came out, said when the playhead has come to its end. */
export function RunBanner() {
  const run = useRun();
  const atEnd = useApp((state) => state.cursor >= state.length - 1);
  const ending = useMemo(() => runEnding(run.events, lastRunStart(run.events)), [run]);
  if (!atEnd || !ending) return null;
  if (ending.kind === 'storm') return <StormBanner event={ending.event} />;
  return ending.kind === 'delivered' ? (
    <DeliveredBanner event={ending.event} />
  ) : (
    <LostBanner event={ending.event} />
  );
}

function DeliveredBanner({ event }: { readonly event: number }) {
  const t = useT().timeline;
  const names = useNames();
  const language = useApp((state) => state.language);
  const { events } = useRun();
  const last = events[event];
  return (
    <Banner tone="good" icon={CircleCheck} title={t.delivered}>
      {last && <Spans spans={explain(last, names, language).body} />}
    </Banner>
  );
}

function LostBanner({ event }: { readonly event: number }) {
  const names = useNames();
  const language = useApp((state) => state.language);
  const { events } = useRun();
  const world = useApp((state) => state.lab.world);
  const diagnosis = useMemo(() => diagnose(events, names, world), [events, names, world]);
  if (diagnosis) return <DiagnosisBanner diagnosis={diagnosis} />;
  const last = events[event];
  if (!last) return null;
  const words = explain(last, names, language);
  return (
    <Banner tone="bad" icon={CircleX} title={words.title}>
      <Spans spans={words.body} />
    </Banner>
  );
}

/** The cause, not the symptom, and the way out. */
function DiagnosisBanner({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const language = useApp((state) => state.language);
  const world = useApp((state) => state.lab.world);
  const fixes = diagnosis.fix.map(({ machine, command, note }) => ({
    command,
    netns: netnsNamed(world, machine),
    ...(note && { note: note[language] }),
  }));
  return (
    <Banner
      tone="bad"
      icon={CircleX}
      title={diagnosis.title[language]}
      step={diagnosis.event}
      aside={fixes.length > 0 && <FixList fixes={fixes} />}
    >
      {diagnosis.sentence[language]}
    </Banner>
  );
}

function StormBanner({ event }: { readonly event: number }) {
  const names = useNames();
  const language = useApp((state) => state.language);
  const { events } = useRun();
  const storm = events[event];
  if (!storm) return null;
  const words = explain(storm, names, language);
  return (
    <Banner tone="bad" icon={RotateCw} title={words.title} step={event}>
      <Spans spans={words.body} />
    </Banner>
  );
}

interface BannerProps {
  readonly tone: 'good' | 'bad';
  readonly icon: LucideIcon;
  readonly title: string;
  /** The step to go to. */
  readonly step?: number;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

function Banner({ tone, icon: Icon, title, step, aside, children }: BannerProps) {
  const t = useT().timeline;
  const { seek } = useActions();
  return (
    <section className={styles.banner} data-tone={tone} role="status">
      <Icon aria-hidden size={18} className={styles.icon} />
      <p className={styles.text}>
        <b className={styles.title}>{title}</b> <span>{children}</span>
      </p>
      {aside && <div className={styles.aside}>{aside}</div>}
      {step !== undefined && (
        <Button small onClick={() => seek(step)}>
          {t.goToStep}
        </Button>
      )}
    </section>
  );
}
