// The lab at a glance. Our own instead of React Flow's, whose every node subscribes to every move: here all cards are one
// path.

import { memo, type PointerEvent, useRef } from 'react';
import { Panel, useReactFlow, useStore } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { useT } from '../i18n/I18n.tsx';
import styles from './MiniMap.module.css';
import { boundsOf, type Rect } from './model/rect.ts';
import { useCanvasScope } from './scope.ts';

/** Around the cards, as a share of their extent. */
const MARGIN = 0.06;

export const MiniMap = memo(function MiniMap() {
  const t = useT();
  const svg = useRef<SVGSVGElement>(null);
  const cards = useCell(useCanvasScope().geometry, (geometry) => geometry.cards);
  const view = useStore(visiblePart, isSameRect);
  const flow = useReactFlow();
  const lab = boundsOf([...cards.values()]);
  if (!lab) return null;
  const all = boundsOf([lab, view]) ?? lab;

  /** The point of the canvas under the pointer comes to the middle. */
  const centre = (event: PointerEvent) => {
    const matrix = svg.current?.getScreenCTM();
    if (!matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  };

  return (
    <Panel position="bottom-right" className={styles.panel}>
      <svg
        ref={svg}
        className={styles.map}
        role="img"
        aria-label={t.canvas.minimap}
        viewBox={viewBox(all)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          centre(event);
        }}
        onPointerMove={(event) => event.buttons === 1 && centre(event)}
      >
        <path className={styles.cards} d={[...cards.values()].map(rectPath).join('')} />
        <rect className={styles.view} x={view.x} y={view.y} width={view.width} height={view.height} />
      </svg>
    </Panel>
  );
});

function visiblePart(state: {
  readonly transform: readonly [number, number, number];
  readonly width: number;
  readonly height: number;
}): Rect {
  const [x, y, zoom] = state.transform;
  return { x: -x / zoom, y: -y / zoom, width: state.width / zoom, height: state.height / zoom };
}

function isSameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

// By the card's rectangle, which lasts until the card moves.
const paths = new WeakMap<Rect, string>();

function rectPath(rect: Rect): string {
  const known = paths.get(rect);
  if (known !== undefined) return known;
  const [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(Math.round);
  const path = `M${x} ${y}h${width}v${height}h${-(width ?? 0)}z`;
  paths.set(rect, path);
  return path;
}

function viewBox({ x, y, width, height }: Rect): string {
  const margin = Math.max(width, height) * MARGIN;
  return [x - margin, y - margin, width + 2 * margin, height + 2 * margin].map(Math.round).join(' ');
}
