import { memo } from 'react';
import { ViewportPortal } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { useT } from '../i18n/I18n.tsx';
import { curvePath, pointAt } from './model/cable-curve.ts';
import { type TunnelView, tunnelCurve } from './model/tunnels.ts';
import { useCanvasScope } from './scope.ts';
import styles from './Tunnels.module.css';

/** Of an 11 px monospace font. */
const CHARACTER = 6.8;

/** What is no cable and yet joins two machines: dashed, behind the cards. The summary says the same in words. */
export const Tunnels = memo(function Tunnels() {
  const { topology } = useCanvasScope();
  const tunnels = useCell(topology, (state) => state.tunnels);
  if (tunnels.length === 0) return null;
  return (
    <ViewportPortal>
      <svg className={styles.tunnels} aria-hidden>
        {tunnels.map((tunnel) => (
          <Tunnel key={tunnel.id} tunnel={tunnel} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

function Tunnel({ tunnel }: { readonly tunnel: TunnelView }) {
  const t = useT();
  // Path and label in one string: the subscription compares by value.
  const shape = useCell(useCanvasScope().geometry, ({ cards }) => {
    const [a, b] = tunnel.ends.map(({ machine }) => cards.get(machine));
    if (!a || !b) return undefined;
    const curve = tunnelCurve(a, b, cards.values());
    const { x, y } = pointAt(curve, 0.5);
    return `${x}|${y}|${curvePath(curve)}`;
  });
  if (shape === undefined) return null;
  const [x = '0', y = '0', path = ''] = shape.split('|');
  const label = t.canvas.vni(tunnel.vni);
  const width = label.length * CHARACTER + 16;
  return (
    <g>
      <path className={styles.line} d={path} />
      <rect
        className={styles.tag}
        x={Number(x) - width / 2}
        y={Number(y) - 9}
        width={width}
        height={18}
        rx={9}
      />
      <text className={styles.vni} x={x} y={y} dy="0.35em" textAnchor="middle">
        {label}
      </text>
    </g>
  );
}
