import { useRef, useState } from 'react';
import { useT } from '../i18n/I18n.tsx';
import styles from './LabName.module.css';
import { useActions, useApp } from './store-context.ts';

/** The lab's name, edited in place: Enter keeps it, Esc doesn't. */
export function LabName() {
  const t = useT();
  const name = useApp((state) => state.document.name);
  const { renameLab } = useActions();
  const [draft, setDraft] = useState<string>();

  const isDropped = useRef(false);

  const commit = () => {
    const wanted = isDropped.current ? undefined : draft?.trim();
    isDropped.current = false;
    setDraft(undefined);
    if (wanted && wanted !== name) renameLab(wanted);
  };

  return (
    <input
      className={styles.name}
      aria-label={t.app.labName}
      title={name}
      value={draft ?? name}
      maxLength={80}
      spellCheck={false}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        isDropped.current = event.key === 'Escape';
        if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
