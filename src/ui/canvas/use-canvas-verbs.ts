// Answers what the rest of the page asks of the canvas, and keeps its view sensible.

import { useEffect, useLayoutEffect, useRef } from 'react';
import { useReactFlow } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { useAppStore } from '../app/store-context.ts';
import { freePlace, NEW_CARD } from './model/free-place.ts';
import type { Point } from './model/rect.ts';
import { type MachineKind, useCanvasScope } from './scope.ts';

export const FIT = { padding: 0.12, maxZoom: 1.15, minZoom: 0.1 };

export function useCanvasVerbs(pane: React.RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  const store = useAppStore();
  const scope = useCanvasScope();

  useLayoutEffect(() => {
    const add = (kind: MachineKind, place: Point) => {
      const { actions } = store.getState();
      const id = actions.addMachine(kind, place);
      actions.select({ machines: [id], cables: [] });
    };
    scope.verbs.set({
      addMachine(kind) {
        const box = pane.current?.getBoundingClientRect();
        if (!box) return;
        const middle = flow.screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
        add(kind, freePlace([...scope.geometry.get().cards.values()], middle));
      },
      dropMachine(kind, at) {
        const box = pane.current?.getBoundingClientRect();
        const inside = box && at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
        if (!inside) return;
        const { x, y } = flow.screenToFlowPosition(at);
        add(kind, { x: Math.round(x - NEW_CARD.width / 2), y: Math.round(y - NEW_CARD.height / 2) });
      },
      fit: () => void flow.fitView({ ...FIT, duration: glide() }),
      zoom: (factor) => void flow.zoomTo(flow.getZoom() * factor, { duration: glide() }),
    });
  }, [flow, store, scope, pane]);

  useFitOnOpen();
}

/** Another lab was opened: none of its machines was here before. */
function useFitOnOpen(): void {
  const flow = useReactFlow();
  const scope = useCanvasScope();
  const ids = useCell(scope.geometry, (geometry) => geometry.cards.size);
  const shown = useRef<ReadonlySet<string>>(new Set());

  useEffect(() => {
    const now = new Set(scope.geometry.get().cards.keys());
    const isOther = now.size > 0 && ![...now].some((id) => shown.current.has(id));
    shown.current = now;
    if (isOther) void flow.fitView(FIT);
  }, [ids, flow, scope]);
}

function glide(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 220;
}
