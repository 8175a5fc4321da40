// The cables as React Flow sees them: who is joined to whom. How they look, each knows itself.

import { useCallback, useMemo } from 'react';
import type { Edge, EdgeChange } from 'reactflow';
import { useCell } from '../app/cell.ts';
import { useApp, useAppStore } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { NEW_PORT } from './model/port-layout.ts';
import type { CableView } from './model/topology.ts';
import { useCanvasScope } from './scope.ts';
import { changeSelection } from './selection.ts';
import { cableWords } from './words.ts';

export function useFlowEdges() {
  const t = useT();
  const store = useAppStore();
  const selected = useApp((state) => state.selection.cables);
  const topology = useCell(useCanvasScope().topology, (state) => state);

  const edges = useMemo(() => {
    const chosen = new Set(selected);
    return topology.cables.map((view) => edgeOf(view, chosen.has(view.id), cableWords(view, topology, t)));
  }, [topology, selected, t]);

  const onEdgesChange = useCallback(
    (changes: EdgeChange[]) => {
      const picks = changes.filter((change) => change.type === 'select');
      if (picks.length > 0) changeSelection(store, 'cables', picks);
    },
    [store],
  );

  return { edges, onEdgesChange };
}

const made = new WeakMap<CableView, Edge>();

/** To React Flow, cables join cards at their one lasting handle; which port it really is, the cable knows. An edge that says
 *  the same as the last one for its cable is that one, and React Flow leaves it alone. */
function edgeOf(view: CableView, selected: boolean, ariaLabel: string): Edge {
  const last = made.get(view);
  if (last && last.selected === selected && last.ariaLabel === ariaLabel) return last;
  const [a, b] = view.ends;
  const edge: Edge = {
    id: view.id,
    type: 'cable',
    source: a.machine,
    sourceHandle: NEW_PORT,
    target: b.machine,
    targetHandle: NEW_PORT,
    selected,
    ariaLabel,
  };
  made.set(view, edge);
  return edge;
}
