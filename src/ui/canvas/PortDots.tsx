// The connection points on a card's border. They move with what they are cabled to, so they subscribe to the geometry by
// themselves and leave the card's text alone. Only free ports, and the place where a new one grows, are React Flow handles:
// a handle subscribes to every move of every card, and a switch may have hundreds of cabled ports.

import { memo, useEffect, useRef } from 'react';
import { Handle, Position, useUpdateNodeInternals } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { useApp } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { currentOf } from './model/current.ts';
import { NEW_PORT, type PortSpot } from './model/port-layout.ts';
import type { Side } from './model/rect.ts';
import type { MachineView, PortView } from './model/topology.ts';
import styles from './PortDots.module.css';
import { useCanvasScope } from './scope.ts';
import { usePlugDrag } from './use-plug-drag.ts';

const POSITIONS: Readonly<Record<Side, Position>> = {
  left: Position.Left,
  right: Position.Right,
  top: Position.Top,
  bottom: Position.Bottom,
};

/** How long the cards have to rest before React Flow measures the handles again: it needs them to start a cable. */
const SETTLE_MS = 120;
/** More names than this don't fit beside a card. */
const NAMED_PORTS = 24;

export function PortDots({ view }: { readonly view: MachineView }) {
  const spots = useCell(useCanvasScope().geometry, (geometry) => geometry.ports(view.id));
  const litPort = useApp((state) =>
    currentOf(state).machine === view.id ? currentOf(state).dev : undefined,
  );
  const ports = new Map(view.ports.map((port) => [port.name, port]));
  // In the ports' order, whatever theirs on the border: who changes places with another needs no new place in the page.
  const places = new Map(spots.map((spot) => [spot.port, spot]));
  useMeasuring(view.id, spots);

  const named = view.kind === 'switch' ? view.ports.length <= NAMED_PORTS : view.ports.length > 1;
  return [...ports.keys(), NEW_PORT].map((name) => {
    const [spot, port] = [places.get(name), ports.get(name)];
    if (!spot) return null;
    const lit = spot.port === litPort;
    return port?.cable === undefined ? (
      <FreePort key={spot.port} spot={spot} port={port} named={named} lit={lit} />
    ) : (
      <CabledPort
        key={spot.port}
        spot={spot}
        port={port}
        named={named}
        lit={lit}
        machine={view.id}
        cable={port.cable}
      />
    );
  });
}

function useMeasuring(machine: string, spots: readonly PortSpot[]): void {
  const measure = useUpdateNodeInternals();
  const measured = useRef(false);
  useEffect(() => {
    if (spots.length === 0) return;
    const run = () => {
      measured.current = true;
      measure(machine);
    };
    const timer = setTimeout(run, measured.current ? SETTLE_MS : 0);
    return () => clearTimeout(timer);
  }, [spots, measure, machine]);
}

interface PortProps {
  readonly spot: PortSpot;
  /** Is its name written beside it? Not if the machine has but one. */
  readonly named: boolean;
  readonly lit: boolean;
}

/** A port without a cable, or the place of a new one. */
const FreePort = memo(function FreePort({
  spot,
  port,
  named,
  lit,
}: PortProps & { readonly port: PortView | undefined }) {
  const t = useT();
  const isNew = spot.port === NEW_PORT;
  return (
    <Handle
      type="source"
      id={spot.port}
      position={POSITIONS[spot.side]}
      className={styles.port}
      style={{ left: spot.x, top: spot.y, right: 'auto', bottom: 'auto' }}
      data-state={isNew ? 'new' : (port?.state ?? 'down')}
      data-side={spot.side}
      data-rises={spot.rises || undefined}
      data-lit={lit || undefined}
      title={isNew ? t.canvas.newPort : t.canvas.portHint(spot.port)}
    >
      {!isNew && named && <span className={styles.name}>{spot.port}</span>}
    </Handle>
  );
});

/** A port with a cable in it, which can be pulled out. */
const CabledPort = memo(function CabledPort({
  spot,
  port,
  named,
  lit,
  machine,
  cable,
}: PortProps & { readonly port: PortView; readonly machine: string; readonly cable: string }) {
  const t = useT();
  const drag = usePlugDrag(machine, port.name, cable);
  return (
    <span
      {...drag}
      className={`nodrag nopan ${styles.port}`}
      style={{ left: spot.x, top: spot.y }}
      data-cabled
      data-state={port.state}
      data-side={spot.side}
      data-rises={spot.rises || undefined}
      data-lit={lit || undefined}
      title={t.canvas.cabledHint(port.name)}
    >
      {named && <span className={styles.name}>{port.name}</span>}
    </span>
  );
});
