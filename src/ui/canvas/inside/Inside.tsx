// What is inside of a machine, nested in its card: namespaces, bridges, and the cables between them.

import { memo } from 'react';
import type { InsideView } from '../model/inside.ts';
import { insideLayout, type RegionLayout } from '../model/inside-layout.ts';
import styles from './Inside.module.css';
import { InsideBox } from './InsideBox.tsx';
import { InsideWire } from './InsideWire.tsx';

interface InsideProps {
  readonly view: InsideView;
  readonly machine: string;
}

export const Inside = memo(function Inside({ view, machine }: InsideProps) {
  const { width, height, boxes, wires, regions } = insideLayout(view);
  return (
    <div className={styles.inside}>
      <div className={styles.drawing} style={{ width, height }}>
        <svg className={styles.layer} width={width} height={height}>
          {regions.map((region) => (
            <InsideRegion key={region.id} region={region} />
          ))}
          {view.wires.map((wire) => {
            const layout = wires.get(wire.id);
            return layout && <InsideWire key={wire.id} wire={wire} layout={layout} machine={machine} />;
          })}
        </svg>
        {view.boxes.map((box) => {
          const rect = boxes.get(box.id);
          return rect && <InsideBox key={box.id} box={box} rect={rect} machine={machine} />;
        })}
      </div>
    </div>
  );
});

function InsideRegion({ region }: { readonly region: RegionLayout }) {
  const style = { '--net': `var(--net-${region.tint})`, '--net-text': `var(--net-${region.tint}-text)` };
  return (
    <g style={style} aria-hidden>
      <path className={styles.region} d={region.path} />
      <text className={styles.prefix} x={region.label.x} y={region.label.y} textAnchor={region.label.anchor}>
        {region.prefix}
      </text>
    </g>
  );
}
