// The canvas's own keys, for what has the focus there. Undo, help and the like are the page's (app/use-page-keys.ts).

import { type KeyboardEvent, useCallback } from 'react';
import { useAppStore } from '../app/store-context.ts';
import { KEY_VERBS, type KeyVerb, type Thing } from './key-verbs.ts';
import { useCanvasScope } from './scope.ts';

export function useCanvasKeys(beforeEdit: () => void): (event: KeyboardEvent) => void {
  const store = useAppStore();
  const scope = useCanvasScope();
  return useCallback(
    (event) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const verb = verbOf(event);
      const focused = focusedThing(event.target);
      if (!verb || !KEY_VERBS[verb](store, scope, focused, beforeEdit)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [store, scope, beforeEdit],
  );
}

function verbOf(event: KeyboardEvent): KeyVerb | undefined {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command) return key === 'd' ? 'duplicate' : key === 'a' ? 'all' : undefined;
  if (event.altKey) return undefined;
  if (key === 'contextmenu' || (key === 'f10' && event.shiftKey)) return 'menu';
  const plain: Readonly<Record<string, KeyVerb>> = {
    delete: 'remove',
    backspace: 'remove',
    f2: 'rename',
    c: 'connect',
    t: 'terminal',
    escape: 'none',
  };
  return plain[key];
}

function focusedThing(target: EventTarget): Thing | undefined {
  if (!(target instanceof Element)) return undefined;
  const inside = target.closest('[data-inside]')?.getAttribute('data-inside');
  if (inside) return { kind: 'inside', id: inside };
  const element = target.closest<HTMLElement>('.react-flow__node, .react-flow__edge');
  const id = element?.dataset['id'];
  if (!element || id === undefined) return undefined;
  return { kind: element.classList.contains('react-flow__node') ? 'machine' : 'cable', id };
}

function isTyping(target: EventTarget): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [role="menu"]') !== null;
}
