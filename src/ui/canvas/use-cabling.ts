// Cables by hand: from port to port, from port to card (a free port is taken, a new one made when none is free), and a
// plugged end pulled out and put in elsewhere. Dropped on nothing, a pulled end stays out: the cable hangs.

import { useMemo } from 'react';
import type { Connection, Edge, FinalConnectionState, HandleType, ReactFlowProps } from 'reactflow';
import type { AppStore } from '../app/store-context.ts';
import { useAppStore } from '../app/store-context.ts';
import { NEW_PORT } from './model/port-layout.ts';
import { machineUnder } from './pointer.ts';
import { type PortRef, replug, setPlugged } from './replug.ts';

type Handlers = Required<
  Pick<ReactFlowProps, 'onConnect' | 'onConnectEnd' | 'onReconnect' | 'onReconnectEnd' | 'isValidConnection'>
>;

export function useCabling(): Handlers {
  const store = useAppStore();
  return useMemo(() => {
    /** The reconnect that a port took; what is left over was dropped beside one. */
    let taken: string | undefined;
    return {
      isValidConnection: (connection) => connection.source !== connection.target,
      onConnect: (connection) => {
        connect(store, portRef(connection.source, connection.sourceHandle), targetOf(connection));
      },
      onConnectEnd: (event, state) => {
        if (state.isValid || !state.fromNode || isReconnecting(event)) return;
        const machine = machineUnder(event);
        if (machine === undefined || machine === state.fromNode.id) return;
        connect(store, portRef(state.fromNode.id, state.fromHandle?.id), { machine });
      },
      onReconnect: (edge, connection) => {
        taken = edge.id;
        moveEnd(store, edge, connection);
      },
      onReconnectEnd: (event, edge, fixed, state) => {
        if (taken !== edge.id) dropEnd(store, event, edge, fixed, state);
        taken = undefined;
      },
    };
  }, [store]);
}

function portRef(machine: string, handle: string | null | undefined): PortRef {
  return handle && handle !== NEW_PORT ? { machine, port: handle } : { machine };
}

function targetOf(connection: Connection): PortRef {
  return portRef(connection.target, connection.targetHandle);
}

function connect(store: AppStore, a: PortRef, b: PortRef): void {
  const { actions } = store.getState();
  const result = actions.connect(a, b);
  if (!result.ok) actions.notify({ severity: 'error', key: 'edit-refused', detail: result.error });
}

function moveEnd(store: AppStore, edge: Edge, connection: Connection): void {
  const sourceStayed = edge.source === connection.source && edge.sourceHandle === connection.sourceHandle;
  const to = sourceStayed ? targetOf(connection) : portRef(connection.source, connection.sourceHandle);
  replug(store, edge.id, sourceStayed ? 1 : 0, to);
}

/** `fixed` is the type of the end that stays. */
function dropEnd(
  store: AppStore,
  event: MouseEvent | TouchEvent,
  edge: Edge,
  fixed: HandleType,
  state: FinalConnectionState,
): void {
  const machine = machineUnder(event);
  const stays = fixed === 'source' ? edge.source : edge.target;
  const was = fixed === 'source' ? edge.target : edge.source;
  if (machine === undefined) setPlugged(store, edge.id, false);
  else if (machine === was && !state.toHandle) setPlugged(store, edge.id, true);
  else if (machine !== stays) replug(store, edge.id, fixed === 'source' ? 1 : 0, { machine });
}

/** React Flow also ends a connection when an edge's end is dropped; that one is onReconnectEnd's. */
function isReconnecting(event: MouseEvent | TouchEvent): boolean {
  return event.target instanceof Element && event.target.closest('.react-flow__edgeupdater') !== null;
}
