// A drag is one step of undo, and so is a row of presses on the arrow keys.

import { useCallback, useEffect, useRef } from 'react';
import type { Node, NodePositionChange } from 'reactflow';
import { useAppStore } from '../app/store-context.ts';
import type { Point } from './model/rect.ts';

/** After this long without an arrow key, the row is over. */
const PAUSE_MS = 600;

type Moved = Pick<NodePositionChange, 'id' | 'position'>;

export function useMoves() {
  const store = useAppStore();
  const dragging = useRef(false);
  const byKey = useRef(new Map<string, Point>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const commit = useCallback(
    (positions: ReadonlyMap<string, Point>) => {
      const { document, actions } = store.getState();
      const moved = document.machines.filter(({ id, position }) => {
        const now = positions.get(id);
        return now && (now.x !== position.x || now.y !== position.y);
      });
      if (moved.length === 0) return;
      actions.moveMachines(Object.fromEntries(moved.map(({ id }) => [id, positions.get(id) as Point])));
    },
    [store],
  );

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    commit(byKey.current);
    byKey.current.clear();
  }, [commit]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const onDragStart = useCallback(() => {
    dragging.current = true;
  }, []);

  const onDragStop = useCallback(
    (_event: unknown, _node: Node, nodes: readonly Node[]) => {
      dragging.current = false;
      commit(new Map(nodes.map(({ id, position }) => [id, position])));
    },
    [commit],
  );

  const onSelectionDragStop = useCallback(
    (event: unknown, nodes: readonly Node[]) => {
      const [first] = nodes;
      if (first) onDragStop(event, first, nodes);
    },
    [onDragStop],
  );

  /** Takes note of what the arrow keys moved. */
  const noteKeyMoves = useCallback(
    (changes: readonly (Moved | { readonly type: string })[]) => {
      if (dragging.current) return;
      for (const change of changes) {
        if ('position' in change && change.position) byKey.current.set(change.id, change.position);
      }
      if (byKey.current.size === 0) return;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    [flush],
  );

  return { onDragStart, onDragStop, onSelectionDragStop, noteKeyMoves, flush };
}
