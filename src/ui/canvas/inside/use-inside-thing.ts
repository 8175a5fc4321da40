// A namespace, a bridge or a veth pair under hand and keys: what is pressed on it is meant for it, not for its card. Delete,
// T and the like are the canvas's own keys (use-canvas-keys.ts), which look for what has the focus.

import { type KeyboardEvent, type MouseEvent, useMemo } from 'react';
import { type AppStore, useApp, useAppStore } from '../../app/store-context.ts';
import { useCanvasScope } from '../scope.ts';

export function useInsideThing(id: string) {
  const store = useAppStore();
  const { ui } = useCanvasScope();
  const selected = useApp((state) => state.selection.inside?.includes(id) ?? false);
  const handlers = useMemo(
    () => ({
      onClick(event: MouseEvent) {
        event.stopPropagation();
        choose(store, id, event.metaKey || event.ctrlKey || event.shiftKey);
      },
      onDoubleClick(event: MouseEvent) {
        event.stopPropagation();
        store.getState().actions.setInspectorTab('device');
      },
      onContextMenu(event: MouseEvent) {
        event.preventDefault();
        event.stopPropagation();
        choose(store, id, false);
        const at = { x: event.clientX, y: event.clientY };
        ui.set({ menu: { at, target: { kind: 'inside', id } } });
      },
      onKeyDown(event: KeyboardEvent) {
        // The arrows move the card, which has them when it has the focus itself.
        if (event.key.startsWith('Arrow')) event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        event.stopPropagation();
        choose(store, id, event.shiftKey);
      },
    }),
    [store, ui, id],
  );
  return { selected, handlers };
}

function choose(store: AppStore, id: string, adds: boolean): void {
  const { selection, actions } = store.getState();
  const before = adds ? (selection.inside ?? []) : [];
  const inside = before.includes(id) ? before.filter((other) => other !== id) : [...before, id];
  actions.select({ machines: [], cables: [], inside });
}
