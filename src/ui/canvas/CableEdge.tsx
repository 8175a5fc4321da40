// A cable: its curve follows the geometry, its colour the network, its dashes the link's state.

import { memo } from 'react';
import { EdgeLabelRenderer, type EdgeProps } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import styles from './CableEdge.module.css';
import { DEFAULT_DELAY, formatDelay, formatLoss } from './cable-words.ts';
import { curvePath, pointAt } from './model/cable-curve.ts';
import { currentOf } from './model/current.ts';
import type { CableView } from './model/topology.ts';
import { useCanvasScope } from './scope.ts';

export const CableEdge = memo(
  function CableEdge({ id, selected }: EdgeProps) {
    const { topology, geometry, plug } = useCanvasScope();
    const view = useCell(topology, (state) => state.cable(id));
    const path = useCell(geometry, (state) => {
      const curve = state.cable(id);
      return curve && curvePath(curve);
    });
    const isLit = useApp((state) => currentOf(state).cable === id);
    const isHeld = useCell(plug, (held) => held?.cable === id);
    if (!view || path === undefined || isHeld) return null;
    return (
      <>
        <path
          d={path}
          className={styles.cable}
          data-state={view.state}
          data-lit={isLit || undefined}
          data-selected={selected || undefined}
          style={view.network === undefined ? {} : { '--cable': `var(--net-${view.network})` }}
        />
        <path d={path} className={styles.grasp} />
        {(view.delay !== DEFAULT_DELAY || view.loss > 0) && <CableTag view={view} />}
      </>
    );
  },
  // React Flow passes coordinates from its own handles; the geometry knows better.
  (before, after) => before.id === after.id && before.selected === after.selected,
);

/** What is unusual about a cable, written at its middle. */
function CableTag({ view }: { readonly view: CableView }) {
  const t = useT();
  const place = useCell(useCanvasScope().geometry, (state) => {
    const curve = state.cable(view.id);
    const middle = curve && pointAt(curve, 0.5);
    return middle && `translate(-50%, 0) translate(${middle.x}px, ${middle.y + 7}px)`;
  });
  const words = [
    ...(view.delay === DEFAULT_DELAY ? [] : [t.canvas.delayTag(formatDelay(view.delay))]),
    ...(view.loss === 0 ? [] : [t.canvas.lossTag(formatLoss(view.loss))]),
  ];
  return (
    <EdgeLabelRenderer>
      <div className={styles.tag} style={{ transform: place }}>
        {words.join(' · ')}
      </div>
    </EdgeLabelRenderer>
  );
}
