// The cards as React Flow sees them. Where a card is while it is being dragged lives here only; the document learns of it
// when the drag ends. What is selected lives in the store.

import { useCallback, useMemo, useState } from 'react';
import { applyNodeChanges, type Node, type NodeChange } from 'reactflow';
import type { MachineDoc } from '../../document/schema.ts';
import { useCell } from '../app/cell.ts';
import { useApp, useAppStore } from '../app/store-context.ts';
import type { Catalog } from '../i18n/catalog.ts';
import { useT } from '../i18n/I18n.tsx';
import type { Point, Rect } from './model/rect.ts';
import type { Topology } from './model/topology.ts';
import { useCanvasScope } from './scope.ts';
import { changeSelection } from './selection.ts';
import { machineWords } from './words.ts';

export function useFlowNodes() {
  const t = useT();
  const store = useAppStore();
  const machines = useApp((state) => state.document.machines);
  const selected = useApp((state) => state.selection.machines);
  const topology = useCell(useCanvasScope().topology, (state) => state);
  const wish = useMemo(() => ({ machines, selected, topology, t }), [machines, selected, topology, t]);
  const [nodes, setNodes] = useState<Card[]>([]);
  const [met, setMet] = useState<Wish>();
  if (met !== wish) {
    setMet(wish);
    setNodes(meet(wish, nodes));
  }

  const onNodesChange = useCallback(
    (changes: NodeChange<Card>[]) => {
      const picks = changes.filter((change) => change.type === 'select');
      if (picks.length > 0) changeSelection(store, 'machines', picks);
      const moves = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
      if (moves.length > 0) setNodes((current) => applyNodeChanges(moves, current));
    },
    [store],
  );

  return { nodes, onNodesChange };
}

/** What the store wants to be shown. */
interface Wish {
  readonly machines: readonly MachineDoc[];
  readonly selected: readonly string[];
  readonly topology: Topology;
  readonly t: Catalog;
}

/** The cards that the store wants, each as it is if it is there already. */
function meet({ machines, selected, topology, t }: Wish, current: readonly Card[]): Card[] {
  const byId = new Map(current.map((node) => [node.id, node]));
  const chosen = new Set(selected);
  return machines.map(({ id, position }) => {
    const view = topology.machine(id);
    const ariaLabel = view ? machineWords(view, t) : id;
    return refresh(byId.get(id) ?? newCard(id, position), {
      home: position,
      selected: chosen.has(id),
      ariaLabel,
    });
  });
}

type Card = Node<{ readonly home: Point }>;

function newCard(id: string, home: Point): Card {
  return { id, type: 'machine', data: { home }, position: home };
}

interface Wanted {
  /** Where the document has it. A card stays where it is dragged to until that changes. */
  readonly home: Point;
  readonly selected: boolean;
  readonly ariaLabel: string;
}

/** The same object if nothing changed: React Flow then leaves the card alone. */
function refresh(node: Card, { home, selected, ariaLabel }: Wanted): Card {
  const moved = node.data.home !== home;
  if (!moved && node.selected === selected && node.ariaLabel === ariaLabel) return node;
  return { ...node, selected, ariaLabel, ...(moved && { data: { home }, position: home }) };
}

/** The measured cards by machine. A card that is where it was keeps its rectangle, by which everybody knows it. */
export function cardsOf(nodes: readonly Node[], before: ReadonlyMap<string, Rect>): Map<string, Rect> {
  const cards = new Map<string, Rect>();
  for (const { id, position, measured } of nodes) {
    const { width, height } = measured ?? {};
    if (width === undefined || height === undefined) continue;
    const { x, y } = position;
    const was = before.get(id);
    const same = was && was.x === x && was.y === y && was.width === width && was.height === height;
    cards.set(id, same ? was : { x, y, width, height });
  }
  return cards;
}
