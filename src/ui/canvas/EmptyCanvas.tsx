import { Panel } from 'reactflow';
import { useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import styles from './EmptyCanvas.module.css';

/** What to do with an empty canvas. */
export function EmptyCanvas() {
  const t = useT();
  const isEmpty = useApp((state) => state.document.machines.length === 0);
  if (!isEmpty) return null;
  return (
    <Panel position="top-center" className={styles.empty}>
      <p className={styles.title}>{t.canvas.empty}</p>
      <p>{t.canvas.emptyHint}</p>
    </Panel>
  );
}
