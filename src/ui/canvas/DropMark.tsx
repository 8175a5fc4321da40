import { CircleX } from 'lucide-react';
import { useActions, useApp } from '../app/store-context.ts';
import { Tooltip } from '../common/Tooltip.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './DropMark.module.css';
import { currentOf, dropsAt } from './model/current.ts';

/** Packets have died on this machine, up to the playhead: the last one's reason, and the way to it. */
export function DropMark({ id }: { readonly id: string }) {
  const t = useT();
  const { seek } = useActions();
  // As text, so that the subscription compares by value.
  const mark = useApp((state) => {
    const drops = dropsAt(state, id);
    return drops && `${drops.count} ${drops.last.seq} ${drops.last.reason}`;
  });
  const isNow = useApp((state) => currentOf(state).machine === id && currentOf(state).tone === 'drop');
  if (mark === undefined) return null;
  const [count = '', seq = '', reason = ''] = mark.split(' ');
  const words = t.canvas.dropped(Number(count), reason);
  return (
    <Tooltip text={`${words}. ${t.canvas.goToDrop}`} side="top">
      <button
        type="button"
        className={`nodrag ${styles.mark}`}
        data-now={isNow || undefined}
        aria-label={words}
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation();
          seek(Number(seq));
        }}
      >
        <CircleX aria-hidden size={12} strokeWidth={2.4} />
        {isNow ? reason : count}
      </button>
    </Tooltip>
  );
}
