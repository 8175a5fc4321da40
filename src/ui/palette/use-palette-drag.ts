// Dragging out of the palette with mouse, pen or finger; a press without a drag is a click, and so is Enter.

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Point } from '../canvas/model/rect.ts';

/** Less than this is a shaky click. */
const THRESHOLD = 5;

interface PaletteDrag {
  onDrop(at: Point): void;
  onPress(): void;
}

export function usePaletteDrag({ onDrop, onPress }: PaletteDrag) {
  const start = useRef<Point>(undefined);
  const dragged = useRef(false);
  const [at, setAt] = useState<Point>();

  const stop = () => {
    start.current = undefined;
    setAt(undefined);
  };

  const handlers = {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      dragged.current = false;
      start.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove({ clientX: x, clientY: y }: PointerEvent) {
      if (!start.current) return;
      if (Math.hypot(x - start.current.x, y - start.current.y) >= THRESHOLD) dragged.current = true;
      if (dragged.current) setAt({ x, y });
    },
    onPointerUp({ clientX: x, clientY: y }: PointerEvent) {
      if (start.current && dragged.current) onDrop({ x, y });
      stop();
    },
    onPointerCancel: stop,
    onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Escape') {
        dragged.current = true;
        stop();
      }
    },
    onClick() {
      if (!dragged.current) onPress();
      dragged.current = false;
    },
  };

  return { at, handlers };
}
