// Which panels are folded away, and how to fold them. In a narrow window, the palette starts folded.

import { type RefObject, useCallback, useMemo, useState } from 'react';
import { type PanelImperativeHandle, type PanelSize, usePanelRef } from 'react-resizable-panels';

/** Read once: later the user decides. */
export const isNarrow = matchMedia('(max-width: 1000px)').matches;

export interface Fold {
  readonly folded: boolean;
  toggle(): void;
  /** For the <Panel> that folds. */
  readonly panel: {
    readonly panelRef: RefObject<PanelImperativeHandle | null>;
    readonly onResize: (size: PanelSize) => void;
  };
}

export interface Folds {
  readonly palette: Fold;
  readonly inspector: Fold;
  readonly timeline: Fold;
}

export function useFolds(): Folds {
  const palette = useFold();
  const inspector = useFold();
  const timeline = useFold();
  return useMemo(() => ({ palette, inspector, timeline }), [palette, inspector, timeline]);
}

function useFold(): Fold {
  const panelRef = usePanelRef();
  const [folded, setFolded] = useState(false);
  const onResize = useCallback((size: PanelSize) => setFolded(size.inPixels < 1), []);
  const toggle = useCallback(() => {
    const panel = panelRef.current;
    if (panel?.isCollapsed()) panel.expand();
    else panel?.collapse();
  }, [panelRef]);
  return useMemo(
    () => ({ folded, toggle, panel: { panelRef, onResize } }),
    [folded, toggle, panelRef, onResize],
  );
}
