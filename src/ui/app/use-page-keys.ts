// The keys that work everywhere on the page, unless a text field needs them.

import { useEffect } from 'react';
import type { CanvasScope } from '../canvas/scope.ts';
import { toggleTerminals } from '../terminal/toggle-terminals.ts';
import type { PageScope } from './page-scope.ts';
import { type AppStore, useAppStore } from './store-context.ts';

export function usePageKeys(page: PageScope, canvas: CanvasScope): void {
  const store = useAppStore();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const verb = verbOf(event);
      if (!verb || (verb !== 'commands' && (isTyping(event.target) || isDialogOpen()))) return;
      event.preventDefault();
      run(verb, store, page, canvas);
    };
    globalThis.addEventListener('keydown', onKeyDown);
    return () => globalThis.removeEventListener('keydown', onKeyDown);
  }, [store, page, canvas]);
}

type Verb = 'commands' | 'undo' | 'redo' | 'help' | 'fit' | 'terminal';

function verbOf(event: KeyboardEvent): Verb | undefined {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'k') return 'commands';
    if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
    return key === 'y' ? 'redo' : undefined;
  }
  if (event.key === '?') return 'help';
  if (key === 't' && !event.altKey) return 'terminal';
  return event.code === 'Digit1' && event.shiftKey ? 'fit' : undefined;
}

function run(verb: Verb, store: AppStore, page: PageScope, canvas: CanvasScope): void {
  const { actions } = store.getState();
  if (verb === 'undo') actions.undo();
  else if (verb === 'redo') actions.redo();
  else if (verb === 'terminal') toggleTerminals(store);
  else if (verb === 'fit') canvas.verbs.get().fit();
  else page.dialog.set(page.dialog.get() === verb ? undefined : verb);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null
  );
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}
