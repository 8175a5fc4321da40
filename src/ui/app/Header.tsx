import { Redo2, Search, Share2, Undo2 } from 'lucide-react';
import { Button } from '../common/Button.tsx';
import { IconButton } from '../common/IconButton.tsx';
import { Kbd } from '../common/Kbd.tsx';
import { useT } from '../i18n/I18n.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { FileMenu } from './FileMenu.tsx';
import { FoldButtons } from './FoldButtons.tsx';
import styles from './Header.module.css';
import { LabName } from './LabName.tsx';
import { Logo } from './Logo.tsx';
import { MoreMenu } from './MoreMenu.tsx';
import { usePage } from './page-scope.ts';
import { SavedTag } from './SavedTag.tsx';
import { useActions, useApp } from './store-context.ts';

export function Header() {
  const t = useT();
  const page = usePage();
  const { setLanguage } = useActions();
  const language = useApp((state) => state.language);
  const other =
    language === 'en'
      ? ({ code: 'ko', name: '한국어' } as const)
      : ({ code: 'en', name: 'English' } as const);
  return (
    <header className={styles.header}>
      <div className={styles.left}>
        <Logo />
        <LabName />
        <SavedTag />
      </div>
      <Button className={styles.search} onClick={() => page.dialog.set('commands')} aria-haspopup="dialog">
        <Search aria-hidden />
        <span className={styles.searchText}>{t.app.searchOrRun}</span>
        <Kbd keys="Ctrl+K" />
      </Button>
      <div className={styles.right}>
        <UndoButtons />
        <FoldButtons />
        <FileMenu />
        <ExportMenu />
        <Button lang={other.code} onClick={() => setLanguage(other.code)}>
          {other.name}
        </Button>
        <MoreMenu />
        <Button look="primary" onClick={() => page.dialog.set('share')}>
          <Share2 aria-hidden />
          <span className={styles.shareText}>{t.app.share}</span>
        </Button>
      </div>
    </header>
  );
}

function UndoButtons() {
  const t = useT();
  const { undo, redo } = useActions();
  const last = useApp((state) => state.past.at(-1)?.label);
  const next = useApp((state) => state.future.at(-1)?.label);
  return (
    <div className={styles.group}>
      <IconButton
        icon={Undo2}
        label={last ? t.app.undoWhat(t.history[last.key](last.name ?? '')) : t.app.undo}
        keys="Ctrl+Z"
        disabled={!last}
        onClick={undo}
      />
      <IconButton
        icon={Redo2}
        label={next ? t.app.redoWhat(t.history[next.key](next.name ?? '')) : t.app.redo}
        keys="Ctrl+Shift+Z"
        disabled={!next}
        onClick={redo}
      />
    </div>
  );
}
