// A cabled port in the hand: pulled out, held, and put in elsewhere. Dropped on nothing, it stays out and the cable hangs.

import { type PointerEvent, useMemo, useRef } from 'react';
import { useReactFlow } from 'reactflow';
import { type AppStore, useAppStore } from '../app/store-context.ts';
import { NEW_PORT } from './model/port-layout.ts';
import type { Point } from './model/rect.ts';
import { type PortRef, replug, setPlugged } from './replug.ts';
import { useCanvasScope } from './scope.ts';

/** Less than this is a click. */
const THRESHOLD = 4;

export function usePlugDrag(machine: string, port: string, cable: string) {
  const store = useAppStore();
  const { plug, topology } = useCanvasScope();
  const flow = useReactFlow();
  const start = useRef<Point>(undefined);

  return useMemo(() => {
    const stop = () => {
      start.current = undefined;
      plug.set(undefined);
    };
    return {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove({ clientX: x, clientY: y }: PointerEvent) {
        if (!start.current) return;
        const isHeld = plug.get() !== undefined;
        if (!isHeld && Math.hypot(x - start.current.x, y - start.current.y) < THRESHOLD) return;
        const first = topology.get().cable(cable)?.ends[0];
        const end = first?.machine === machine && first.port === port ? 0 : 1;
        plug.set({ cable, end, at: flow.screenToFlowPosition({ x, y }, { snapToGrid: false }) });
      },
      onPointerUp({ clientX: x, clientY: y }: PointerEvent) {
        const held = plug.get();
        stop();
        if (held) drop(store, held.cable, held.end, { machine, port }, portUnder({ x, y }));
      },
      onPointerCancel: stop,
      onLostPointerCapture: stop,
    };
  }, [store, plug, topology, flow, machine, port, cable]);
}

/** The port, or else the card, at a point of the window. */
function portUnder({ x, y }: Point): PortRef | undefined {
  const element = document.elementFromPoint(x, y);
  const machine = element?.closest<HTMLElement>('.react-flow__node')?.dataset['id'];
  if (machine === undefined) return undefined;
  const handle = element?.closest<HTMLElement>('.react-flow__handle')?.dataset['handleid'];
  return handle === undefined || handle === NEW_PORT ? { machine } : { machine, port: handle };
}

function drop(store: AppStore, cable: string, end: 0 | 1, from: PortRef, to: PortRef | undefined): void {
  const isBack = to?.machine === from.machine && to.port === undefined;
  if (to === undefined) setPlugged(store, cable, false);
  else if (isBack) setPlugged(store, cable, true);
  else replug(store, cable, end, to);
}
