// How large the panels are survives a reload. In a narrow window they are as large as they fit, and nothing is remembered.

import { useCallback, useMemo } from 'react';
import { type PanelImperativeHandle, usePanelRef } from 'react-resizable-panels';
import type { PanelName } from '../../store/app-state.ts';
import { usePage } from './page-scope.ts';
import { useActions, useApp } from './store-context.ts';
import { isNarrow } from './use-folds.ts';

export function usePanelSizes() {
  const { folds } = usePage();
  const terminal = usePanelRef();
  const { setPanelSizes } = useActions();
  const saved = useApp((state) => state.panelSizes);
  const panels = useMemo(
    (): Readonly<Record<PanelName, { readonly current: PanelImperativeHandle | null }>> => ({
      palette: folds.palette.panel.panelRef,
      inspector: folds.inspector.panel.panelRef,
      timeline: folds.timeline.panel.panelRef,
      terminal,
    }),
    [folds, terminal],
  );
  /** After the user let go of an edge. */
  const onLayoutChanged = useCallback(
    (_layout: unknown, { isUserInteraction }: { readonly isUserInteraction: boolean }) => {
      if (isNarrow || !isUserInteraction) return;
      // The panels tell their sizes once they have them.
      requestAnimationFrame(() => {
        const sizes = Object.entries(panels).flatMap(([name, { current }]) =>
          current ? [[name, Math.round(current.getSize().inPixels)] as const] : [],
        );
        setPanelSizes(Object.fromEntries(sizes));
      });
    },
    [panels, setPanelSizes],
  );
  const sizeOf = (name: PanelName, usual: number): number => (isNarrow ? usual : (saved[name] ?? usual));
  return { sizeOf, terminal, onLayoutChanged };
}
