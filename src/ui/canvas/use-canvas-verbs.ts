// Answers what the rest of the page asks of the canvas, and keeps its view sensible.

import { useEffect, useLayoutEffect, useRef } from 'react';
import { useReactFlow, useStore } from 'reactflow';
import type { AppState } from '../../store/app-state.ts';
import { useAppStore } from '../app/store-context.ts';
import { freePlace, NEW_CARD } from './model/free-place.ts';
import type { Point } from './model/rect.ts';
import { focusWhenShown } from './pointer.ts';
import { type MachineKind, useCanvasScope } from './scope.ts';
import { useGrowth } from './use-growth.ts';

/** Regions reach out of the cards, and prefixes stand below them. */
export const FIT = { padding: { x: 0.09, top: 0.09, bottom: '44px' as const }, maxZoom: 1.15, minZoom: 0.1 };

export function useCanvasVerbs(pane: React.RefObject<HTMLElement | null>): void {
  const flow = useReactFlow();
  const store = useAppStore();
  const scope = useCanvasScope();

  useLayoutEffect(() => {
    const add = (kind: MachineKind, place: Point) => {
      const { actions } = store.getState();
      const id = actions.addMachine(kind, place);
      actions.select({ machines: [id], cables: [] });
      return id;
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
        focusWhenShown(
          add(kind, { x: Math.round(x - NEW_CARD.width / 2), y: Math.round(y - NEW_CARD.height / 2) }),
        );
      },
      fit() {
        scope.untouched.set(true);
        void flow.fitView({ ...FIT, duration: glide() });
      },
      zoom(factor) {
        scope.untouched.set(false);
        void flow.zoomTo(flow.getZoom() * factor, { duration: glide() });
      },
    });
  }, [flow, store, scope, pane]);

  useGrowth();
  useFitOnOpen();
  useFitOnResize();
}

/** Another lab was opened, or that was undone: show all of it, as soon as its cards are measured. */
function useFitOnOpen(): void {
  const flow = useReactFlow();
  const store = useAppStore();
  const scope = useCanvasScope();

  useEffect(() => {
    let due = false;
    const stops = [
      store.subscribe((state, before) => {
        if (state.document !== before.document && isOpening(state, before)) due = true;
      }),
      scope.geometry.subscribe(() => {
        if (!due || scope.geometry.get().cards.size !== store.getState().document.machines.length) return;
        due = false;
        scope.untouched.set(true);
        requestAnimationFrame(() => void flow.fitView(FIT));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [flow, store, scope]);
}

/** While the user hasn't moved the view, all of the lab stays in it as panels are resized and folded. */
function useFitOnResize(): void {
  const flow = useReactFlow();
  const { untouched } = useCanvasScope();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isFirst = useRef(true);
  useEffect(() => {
    if (width === 0 || height === 0) return;
    if (untouched.get() && !isFirst.current) void flow.fitView(FIT);
    isFirst.current = false;
  }, [width, height, flow, untouched]);
}

function isOpening(state: AppState, before: AppState): boolean {
  const step = state.past.length >= before.past.length ? state.past.at(-1) : before.past.at(-1);
  return step?.label.key === 'open';
}

export function glide(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 220;
}
