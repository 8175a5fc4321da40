import { memo } from 'react';
import { ViewportPortal } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { cableCurve, curvePath } from './model/cable-curve.ts';
import { type CanvasScope, useCanvasScope } from './scope.ts';
import styles from './CableEdge.module.css';

/** The cable whose end is in the hand, up to the pointer. */
export const PlugLine = memo(function PlugLine() {
  const scope = useCanvasScope();
  const path = useCell(scope.plug, () => heldPath(scope));
  if (path === undefined) return null;
  return (
    <ViewportPortal>
      <svg className={styles.held} aria-hidden>
        <path className={styles.cable} d={path} data-selected />
      </svg>
    </ViewportPortal>
  );
});

function heldPath({ plug, geometry }: CanvasScope): string | undefined {
  const held = plug.get();
  const curve = held && geometry.get().cable(held.cable);
  if (!held || !curve) return undefined;
  const fixed = held.end === 0 ? curve.to : curve.from;
  const away = held.at.x >= fixed.x;
  return curvePath(cableCurve(fixed, away ? 'right' : 'left', held.at, away ? 'left' : 'right'));
}
