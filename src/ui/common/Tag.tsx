import type { ReactNode } from 'react';
import styles from './Tag.module.css';

interface TagProps {
  readonly children: ReactNode;
  readonly tone?: 'neutral' | 'accent' | 'good' | 'warn' | 'bad';
  /** For what a machine would print. */
  readonly mono?: boolean;
  readonly title?: string;
}

/** A word in a pill. */
export function Tag({ children, tone = 'neutral', mono = false, title }: TagProps) {
  return (
    <span className={styles.tag} data-tone={tone} data-mono={mono || undefined} title={title}>
      {children}
    </span>
  );
}
