// The connection points on a card's border. They move with what they are cabled to, so they subscribe to the geometry by
// themselves and leave the card's text alone.

import { useEffect, useRef } from 'react';
import { Handle, Position, useUpdateNodeInternals } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { currentOf } from './model/current.ts';
import { NEW_PORT, type PortSpot } from './model/port-layout.ts';
import type { Side } from './model/rect.ts';
import type { MachineView } from './model/topology.ts';
import styles from './PortDots.module.css';
import { useCanvasScope } from './scope.ts';

const POSITIONS: Readonly<Record<Side, Position>> = {
  left: Position.Left,
  right: Position.Right,
  top: Position.Top,
  bottom: Position.Bottom,
};

/** How long the cards have to rest before React Flow measures the handles again: it needs them to start a cable. */
const SETTLE_MS = 120;

export function PortDots({ view }: { readonly view: MachineView }) {
  const spots = useCell(useCanvasScope().geometry, (geometry) => geometry.ports(view.id));
  const litPort = useApp((state) =>
    currentOf(state).machine === view.id ? currentOf(state).dev : undefined,
  );
  const measure = useUpdateNodeInternals();

  const measured = useRef(false);
  useEffect(() => {
    if (spots.length === 0) return;
    const run = () => {
      measured.current = true;
      measure(view.id);
    };
    const timer = setTimeout(run, measured.current ? SETTLE_MS : 0);
    return () => clearTimeout(timer);
  }, [spots, measure, view.id]);

  const named = view.kind === 'switch' || view.ports.length > 1;
  return spots.map((spot) => (
    <PortDot key={spot.port} spot={spot} view={view} named={named} lit={spot.port === litPort} />
  ));
}

interface PortDotProps {
  readonly spot: PortSpot;
  readonly view: MachineView;
  /** Is its name written beside it? Not if the machine has but one. */
  readonly named: boolean;
  readonly lit: boolean;
}

function PortDot({ spot, view, named, lit }: PortDotProps) {
  const t = useT();
  const port = view.ports.find((candidate) => candidate.name === spot.port);
  const isNew = spot.port === NEW_PORT;
  const isCabled = port?.cable !== undefined;
  return (
    <Handle
      type="source"
      id={spot.port}
      position={POSITIONS[spot.side]}
      className={styles.port}
      style={{ left: spot.x, top: spot.y, right: 'auto', bottom: 'auto' }}
      data-state={isNew ? 'new' : (port?.state ?? 'down')}
      data-cabled={isCabled || undefined}
      data-side={spot.side}
      data-lit={lit || undefined}
      isConnectableStart={!isCabled}
      isConnectableEnd={!isCabled}
      title={isNew ? t.canvas.newPort : isCabled ? spot.port : t.canvas.portHint(spot.port)}
    >
      {!isNew && named && <span className={styles.name}>{spot.port}</span>}
    </Handle>
  );
}
