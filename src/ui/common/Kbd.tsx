import { Fragment } from 'react';
import styles from './Kbd.module.css';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const MAC_SIGNS: Readonly<Record<string, string>> = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥' };

/** Keys as this machine's keyboard names them: `Ctrl+K` is ⌘ K on a Mac. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keys.split('+').map((key, index) => (
        <Fragment key={key}>
          {index > 0 && <span className="visually-hidden">+</span>}
          <kbd className={styles.key}>{isMac ? (MAC_SIGNS[key] ?? key) : key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
