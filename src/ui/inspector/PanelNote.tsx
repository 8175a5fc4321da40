import type { ReactNode } from 'react';
import styles from './PanelNote.module.css';

/** What a panel says when it has nothing to show. */
export function PanelNote({ children }: { readonly children: ReactNode }) {
  return <div className={styles.note}>{children}</div>;
}
