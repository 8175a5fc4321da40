import { CircleX } from 'lucide-react';
import type { DropReason } from '../../engine/drop-reason.ts';
import type { TraceEvent } from '../../engine/trace.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { Tag } from '../common/Tag.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './DropCard.module.css';
import { FixList } from './FixList.tsx';
import { GlossedSpans } from './GlossedSpans.tsx';

interface DropCardProps {
  readonly event: TraceEvent;
  readonly words: Explanation;
  readonly reason: DropReason;
}

/** Linux's own are in upper case; the others are ours, see drop-reason.ts. */
function isKernelWord(reason: DropReason): boolean {
  return /^[A-Z_]+$/.test(reason);
}

/** Where the packet died, why, in the kernel's word, and the way out. A usual end (a copy that nobody wanted) is told
 *  quietly: only what is worth a fix is red. */
export function DropCard({ event, words, reason }: DropCardProps) {
  const t = useT().inspector.step;
  const fixes = words.fix ?? [];
  return (
    <section className={styles.card} data-tone={words.tone}>
      <div className={styles.head}>
        {words.where !== '' && <span className={styles.where}>{words.where}</span>}
        <span className={styles.reason}>
          <Tag
            mono
            tone={words.tone === 'bad' ? 'bad' : 'neutral'}
            title={`${t.reason}: ${isKernelWord(reason) ? `SKB_DROP_REASON_${reason}` : reason}`}
          >
            {reason}
          </Tag>
        </span>
      </div>
      <h2 className={styles.title}>
        <CircleX aria-hidden size={17} />
        {words.title}
      </h2>
      <p className={styles.body}>
        <GlossedSpans spans={words.body} />
      </p>
      {fixes.length > 0 && event.netns !== undefined && (
        <>
          <h3 className={styles.fix}>{t.howToFix}</h3>
          <FixList fixes={fixes.map((command) => ({ command, netns: event.netns }))} before={event.seq} />
        </>
      )}
    </section>
  );
}
