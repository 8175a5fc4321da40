// Cables by hand: from port to port, and from port to card (a free port is taken, a new one made when none is free).

import { useMemo } from 'react';
import type { ReactFlowProps } from 'reactflow';
import { type AppStore, useAppStore } from '../app/store-context.ts';
import { NEW_PORT } from './model/port-layout.ts';
import { machineUnder } from './pointer.ts';
import type { PortRef } from './replug.ts';

type Handlers = Required<Pick<ReactFlowProps, 'onConnect' | 'onConnectEnd' | 'isValidConnection'>>;

export function useCabling(): Handlers {
  const store = useAppStore();
  return useMemo(
    () => ({
      isValidConnection: (connection) => connection.source !== connection.target,
      onConnect({ source, sourceHandle, target, targetHandle }) {
        connect(store, portRef(source, sourceHandle), portRef(target, targetHandle));
      },
      onConnectEnd(event, state) {
        if (state.isValid || !state.fromNode) return;
        const machine = machineUnder(event);
        if (machine === undefined || machine === state.fromNode.id) return;
        connect(store, portRef(state.fromNode.id, state.fromHandle?.id), { machine });
      },
    }),
    [store],
  );
}

function portRef(machine: string, handle: string | null | undefined): PortRef {
  return handle && handle !== NEW_PORT ? { machine, port: handle } : { machine };
}

function connect(store: AppStore, a: PortRef, b: PortRef): void {
  const { actions } = store.getState();
  const result = actions.connect(a, b);
  if (!result.ok) actions.notify({ severity: 'error', key: 'edit-refused', detail: result.error });
}
