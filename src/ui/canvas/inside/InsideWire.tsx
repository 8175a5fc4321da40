import { memo } from 'react';
import { useApp } from '../../app/store-context.ts';
import { useT } from '../../i18n/I18n.tsx';
import { curvePath } from '../model/cable-curve.ts';
import { currentOf } from '../model/current.ts';
import type { WireEnd, WireView } from '../model/inside.ts';
import type { WireLayout } from '../model/inside-layout.ts';
import { wireWords } from '../words.ts';
import styles from './InsideWire.module.css';
import { useInsideThing } from './use-inside-thing.ts';

interface InsideWireProps {
  readonly wire: WireView;
  readonly layout: WireLayout;
  readonly machine: string;
}

/** A veth pair; or what joins a device to its bridge, or to the device that it sits on. */
export const InsideWire = memo(function InsideWire({ wire, layout, machine }: InsideWireProps) {
  const t = useT();
  const { selected, handlers } = useInsideThing(wire.id);
  const isLit = useApp((state) => {
    const { wire: lit } = currentOf(state);
    return lit !== undefined && wire.ends.some((end) => isEnd(end, machine, lit));
  });
  const { curve, labels } = layout;
  const path = curvePath(curve);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <g
      {...handlers}
      role="group"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={wireWords(wire, t)}
      aria-roledescription={t.canvas.inside[wire.kind]}
      className={styles.wire}
      style={wire.network === undefined ? {} : { '--cable': `var(--net-${wire.network})` }}
      data-inside={wire.id}
      data-kind={wire.kind}
      data-state={wire.state}
      data-selected={selected || undefined}
      data-lit={isLit || undefined}
    >
      <path d={path} className={styles.line} />
      <path d={path} className={styles.grasp} />
      <circle className={styles.plug} cx={curve.from.x} cy={curve.from.y} r={3.5} />
      <circle className={styles.plug} cx={curve.to.x} cy={curve.to.y} r={3.5} />
      {labels.map(({ text, x, y, anchor }) => (
        <text key={`${text} ${x} ${y}`} className={styles.name} x={x} y={y} textAnchor={anchor} aria-hidden>
          {text}
        </text>
      ))}
    </g>
  );
});

function isEnd(end: WireEnd, machine: string, lit: string): boolean {
  return lit === `${end.netns === '' ? machine : `${machine}/${end.netns}`} ${end.dev}`;
}
