import { useT } from '../i18n/I18n.tsx';
import styles from './SkipLinks.module.css';

/** The first stops of the Tab key: straight to a panel. */
export function SkipLinks() {
  const t = useT();
  const links = [
    { id: 'canvas', text: t.app.skipToCanvas },
    { id: 'inspector', text: t.app.skipToInspector },
    { id: 'timeline', text: t.app.skipToTimeline },
  ];
  return (
    <nav className={styles.links} aria-label={t.app.product}>
      {links.map((link) => (
        <button
          key={link.id}
          type="button"
          className={styles.link}
          onClick={() => document.getElementById(link.id)?.focus()}
        >
          {link.text}
        </button>
      ))}
    </nav>
  );
}
