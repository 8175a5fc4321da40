// The frame: header, palette, canvas, inspector, timeline. Every panel is a landmark, can be resized from mouse and
// keyboard, and folds away.

import { useMemo, useState } from 'react';
import { CanvasScopeContext, createCanvasScope } from '../canvas/scope.ts';
import { Dialogs } from '../dialogs/Dialogs.tsx';
import { Announcer } from './Announcer.tsx';
import { Header } from './Header.tsx';
import { createDialogCell, PageScopeContext } from './page-scope.ts';
import { Panels } from './Panels.tsx';
import styles from './Shell.module.css';
import { SkipLinks } from './SkipLinks.tsx';
import { Toasts } from './Toasts.tsx';
import { useFileOpening } from './use-file-opening.ts';
import { useFolds } from './use-folds.ts';
import { usePageKeys } from './use-page-keys.ts';
import { useTheme } from './use-theme.ts';

export function Shell() {
  const [canvas] = useState(createCanvasScope);
  const [dialog] = useState(createDialogCell);
  const folds = useFolds();
  const { chooseFile, dropHandlers } = useFileOpening();
  const page = useMemo(() => ({ dialog, folds, chooseFile }), [dialog, folds, chooseFile]);
  useTheme();
  usePageKeys(page, canvas);
  return (
    <PageScopeContext value={page}>
      <CanvasScopeContext value={canvas}>
        <div className={styles.shell} {...dropHandlers}>
          <SkipLinks />
          <Header />
          <Panels />
        </div>
        <Dialogs />
        <Announcer />
        <Toasts />
      </CanvasScopeContext>
    </PageScopeContext>
  );
}
