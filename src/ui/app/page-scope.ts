// What the parts of the page share: which dialog is open, and the panels' folds.

import { createContext, useContext } from 'react';
import { invariant } from '../../base/assert.ts';
import { createCell, type ViewCell } from './cell.ts';
import type { Folds } from './use-folds.ts';

export type PageDialog = 'commands' | 'help' | 'share';

export interface PageScope {
  readonly dialog: ViewCell<PageDialog | undefined>;
  readonly folds: Folds;
  /** Opens the browser's file chooser. */
  chooseFile(): void;
}

export function createDialogCell(): PageScope['dialog'] {
  return createCell<PageDialog | undefined>(undefined);
}

export const PageScopeContext = createContext<PageScope | undefined>(undefined);

export function usePage(): PageScope {
  const scope = useContext(PageScopeContext);
  invariant(scope, 'usePage outside <PageScopeContext>');
  return scope;
}
