// The terminals' place beside the timeline. Nothing of a terminal is loaded before the first one is opened.

import { Component, lazy, type ReactNode, Suspense } from 'react';
import { useT } from '../i18n/I18n.tsx';
import styles from './TerminalDock.module.css';

const TerminalPanel = lazy(() =>
  import('./TerminalPanel.tsx').then((module) => ({ default: module.TerminalPanel })),
);

export function TerminalDock() {
  const t = useT().terminal;
  return (
    <section className={styles.dock} id="terminal" aria-label={t.title}>
      <Fallback text={t.loadFailed}>
        <Suspense fallback={<p className={styles.note}>{t.loading}</p>}>
          <TerminalPanel />
        </Suspense>
      </Fallback>
    </section>
  );
}

/** The page stays whole where the terminal can't be loaded. */
class Fallback extends Component<
  { readonly text: string; readonly children: ReactNode },
  { readonly failed: boolean }
> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <p className={styles.note}>{this.props.text}</p> : this.props.children;
  }
}
