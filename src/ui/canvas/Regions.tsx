import { memo } from 'react';
import { ViewportPortal } from 'reactflow';
import { useCell } from '../app/cell.ts';
import type { Network } from './model/networks.ts';
import styles from './Regions.module.css';
import { useCanvasScope } from './scope.ts';

/** The soft tinted regions of the IP networks, behind everything. Decoration: the summary says the same in words. */
export const Regions = memo(function Regions() {
  const { topology } = useCanvasScope();
  const networks = useCell(topology, (state) => state.networks);
  return (
    <ViewportPortal>
      <svg className={styles.regions} aria-hidden>
        {networks.filter(isOutside).map((network) => (
          <RegionShape key={network.id} network={network} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

/** The others are drawn inside of their machine's card. */
function isOutside(network: Network): boolean {
  return network.inside === undefined;
}

function RegionShape({ network }: { readonly network: Network }) {
  // Path and label in one string: the subscription compares by value.
  const shape = useCell(useCanvasScope().geometry, (geometry) => {
    const region = geometry.region(network);
    return region && `${region.label.x}|${region.label.y}|${region.path}`;
  });
  if (shape === undefined) return null;
  const [x = '0', y = '0', path = ''] = shape.split('|');
  const style = { '--net': `var(--net-${network.tint})`, '--net-text': `var(--net-${network.tint}-text)` };
  return (
    <g style={style}>
      <path className={styles.region} d={path} />
      <text className={styles.prefix} x={x} y={y}>
        {network.prefix}
      </text>
    </g>
  );
}
