// The cables as React Flow sees them: who is joined to whom. How they look, each knows itself.

import { useCallback, useMemo, useRef } from 'react';
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
  const before = useRef<readonly Edge[]>([]);

  const edges = useMemo(() => {
    const known = new Map(before.current.map((edge) => [edge.id, edge]));
    const chosen = new Set(selected);
    const next = topology.cables.map((view) =>
      keep(edgeOf(view, chosen.has(view.id), cableWords(view, topology, t)), known.get(view.id)),
    );
    before.current = next;
    return next;
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

/** To React Flow, cables join cards at their one lasting handle; which port it really is, the cable knows. */
function edgeOf(view: CableView, selected: boolean, ariaLabel: string): Edge {
  const [a, b] = view.ends;
  return {
    id: view.id,
    type: 'cable',
    source: a.machine,
    sourceHandle: NEW_PORT,
    target: b.machine,
    targetHandle: NEW_PORT,
    selected,
    ariaLabel,
  };
}

function keep(next: Edge, old: Edge | undefined): Edge {
  const same =
    old &&
    old.source === next.source &&
    old.target === next.target &&
    old.selected === next.selected &&
    old.ariaLabel === next.ariaLabel;
  return same ? old : next;
}
