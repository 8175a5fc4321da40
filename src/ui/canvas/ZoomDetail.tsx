import { useLayoutEffect, useRef } from 'react';
import { useStore } from 'reactflow';

/** Below this, a card shows its name only: text that can't be read costs paint and says nothing. */
const DETAIL_ZOOM = 0.42;

/** Marks the canvas as seen from afar. One attribute instead of a render of every card. */
export function ZoomDetail() {
  const isFar = useStore((state) => state.transform[2] < DETAIL_ZOOM);
  const anchor = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    anchor.current?.closest('.react-flow')?.toggleAttribute('data-far', isFar);
  }, [isFar]);
  return <span ref={anchor} hidden />;
}
