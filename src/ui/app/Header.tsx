import { PanelBottom, PanelLeft, PanelRight, Redo2, Undo2 } from 'lucide-react';
import { Button } from '../common/Button.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { useT } from '../i18n/I18n.tsx';
import styles from './Header.module.css';
import { Logo } from './Logo.tsx';
import { useActions, useApp } from './store-context.ts';
import type { Folds } from './use-folds.ts';

export function Header({ folds }: { readonly folds: Folds }) {
  const t = useT();
  const { undo, redo, setLanguage } = useActions();
  const language = useApp((state) => state.language);
  const name = useApp((state) => state.document.name);
  return (
    <header className={styles.header}>
      <Logo />
      <span className={styles.name}>{name}</span>
      <span className={styles.space} />
      <IconButton icon={Undo2} label={t.app.undo} keys="Ctrl+Z" onClick={undo} />
      <IconButton icon={Redo2} label={t.app.redo} keys="Ctrl+Shift+Z" onClick={redo} />
      <IconButton icon={PanelLeft} label={t.app.panels.palette} onClick={folds.palette.toggle} />
      <IconButton icon={PanelBottom} label={t.app.panels.timeline} onClick={folds.timeline.toggle} />
      <IconButton icon={PanelRight} label={t.app.panels.inspector} onClick={folds.inspector.toggle} />
      <Button onClick={() => setLanguage(language === 'en' ? 'ko' : 'en')}>
        {language === 'en' ? '한국어' : 'English'}
      </Button>
      <Button look="primary">{t.app.share}</Button>
    </header>
  );
}
