import { useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import fold from './fold.module.css';
import { formatTime } from './format-time.ts';
import styles from './Position.module.css';

/** `step 7 of 19 · 1.204 ms` */
export function Position() {
  const t = useT().timeline;
  const cursor = useApp((state) => state.cursor);
  const length = useApp((state) => state.length);
  const at = useApp((state) => state.lab.world.events[state.cursor]?.at);
  if (length === 0) return <span className={styles.position}>{t.notRun}</span>;
  return (
    <span className={styles.position}>
      <span className={fold.common}>{cursor < 0 ? t.atStart(length) : t.position(cursor + 1, length)}</span>
      <span className={fold.rare}>{`${cursor + 1} / ${length}`}</span>
      {at !== undefined && <span className={fold.time}>{` · ${formatTime(at)}`}</span>}
    </span>
  );
}
