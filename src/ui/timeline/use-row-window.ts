// Keeps a scrolling element and the window of rows in step, and the current row in view.

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { type RowWindow, rowWindow, scrollToShow } from './row-window.ts';

interface RowWindowing {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly window: RowWindow;
  readonly onScroll: () => void;
}

/** `inset`: the height of what sticks to the top. */
export function useRowWindow(count: number, rowHeight: number, current: number, inset = 0): RowWindowing {
  const ref = useRef<HTMLDivElement>(null);
  const [window, setWindow] = useState<RowWindow>({ first: 0, end: Math.min(count, 40) });

  const measure = useCallback(() => {
    const element = ref.current;
    if (!element) return;
    const next = rowWindow(element.scrollTop, element.clientHeight, rowHeight, count);
    setWindow((last) => (last.first === next.first && last.end === next.end ? last : next));
  }, [count, rowHeight]);

  const show = useCallback(() => {
    const element = ref.current;
    if (element) {
      element.scrollTop = scrollToShow(current, element.scrollTop, element.clientHeight - inset, rowHeight);
    }
    measure();
  }, [current, rowHeight, inset, measure]);

  // Layout effects run before the paint: the row is never seen out of place.
  useLayoutEffect(show, [show]);

  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(show);
    observer.observe(element);
    return () => observer.disconnect();
  }, [show]);

  return { ref, window, onScroll: measure };
}
