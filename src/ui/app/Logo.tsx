import { useT } from '../i18n/I18n.tsx';
import styles from './Logo.module.css';

export function Logo() {
  const t = useT();
  return (
    <h1 className={styles.logo}>
      <svg
        width="22"
        height="22"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        aria-hidden
      >
        <circle cx="5" cy="12" r="2.6" fill="currentColor" />
        <circle cx="19" cy="5" r="2.6" />
        <circle cx="19" cy="19" r="2.6" />
        <path d="M7.4 10.8 16.6 6.2M7.4 13.2l9.2 4.6" />
      </svg>
      <span>{t.app.product}</span>
    </h1>
  );
}
