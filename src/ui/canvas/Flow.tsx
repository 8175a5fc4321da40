import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  type EdgeTypes,
  type NodeTypes,
  ReactFlow,
  SelectionMode,
} from 'reactflow';
import 'reactflow/dist/base.css';
import { useCell } from '../app/cell.ts';
import { useAppStore } from '../app/store-context.ts';
import { useT } from '../i18n/I18n.tsx';
import { ariaLabels } from './aria-labels.ts';
import { CableEdge } from './CableEdge.tsx';
import { CanvasEcho } from './CanvasEcho.tsx';
import { CanvasControls } from './CanvasControls.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import styles from './Flow.module.css';
import { MachineCard } from './MachineCard.tsx';
import { computeGeometry } from './model/geometry.ts';
import { MiniMap } from './MiniMap.tsx';
import { PacketLayer } from './PacketLayer.tsx';
import { PlugLine } from './PlugLine.tsx';
import { Regions } from './Regions.tsx';
import { Tunnels } from './Tunnels.tsx';
import { useCanvasScope } from './scope.ts';
import { useCabling } from './use-cabling.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { FIT, useCanvasVerbs } from './use-canvas-verbs.ts';
import { useFlowEdges } from './use-flow-edges.ts';
import { cardsOf, useFlowNodes } from './use-flow-nodes.ts';
import { useMenuHandlers } from './use-menu-handlers.ts';
import { useMoves } from './use-moves.ts';
import { ZoomDetail } from './ZoomDetail.tsx';

const NODE_TYPES: NodeTypes = { machine: MachineCard };
const EDGE_TYPES: EdgeTypes = { cable: CableEdge };
const SNAP: [number, number] = [8, 8];
const ADD_TO_SELECTION = ['Meta', 'Control', 'Shift'];

/** React Flow, and everything of ours that lives inside it. */
export function Flow() {
  const t = useT();
  const scope = useCanvasScope();
  const store = useAppStore();
  const pane = useRef<HTMLDivElement>(null);
  const { nodes, onNodesChange } = useFlowNodes();
  const { edges, onEdgesChange } = useFlowEdges();
  const moves = useMoves();
  const cabling = useCabling();
  const menus = useMenuHandlers();
  const onKeyDown = useCanvasKeys(moves.flush);
  const topology = useCell(scope.topology, (state) => state);
  useCanvasVerbs(pane);

  useLayoutEffect(() => {
    const before = scope.geometry.get();
    scope.geometry.set(computeGeometry(topology, cardsOf(nodes, before.cards), before));
  }, [scope, topology, nodes]);

  // Stable, all of them: React Flow tells each of its parts of every prop that changed.
  const { noteKeyMoves } = moves;
  const onChange = useCallback(
    (changes: Parameters<typeof onNodesChange>[0]) => {
      onNodesChange(changes);
      noteKeyMoves(changes);
    },
    [onNodesChange, noteKeyMoves],
  );
  const onDoubleClick = useCallback(
    (_event: unknown, node: { readonly id: string }) => scope.ui.set({ renaming: node.id }),
    [scope],
  );
  const onPaneClick = useCallback(() => {
    const { selection, actions } = store.getState();
    if (selection.inside) actions.select({ machines: [], cables: [] });
  }, [store]);
  const onMoveStart = useCallback(
    (event: unknown) => {
      // Without an event, it is us who move the view.
      if (event) scope.untouched.set(false);
    },
    [scope],
  );
  const labels = useMemo(() => ariaLabels(t), [t]);

  return (
    <ReactFlow<(typeof nodes)[number]>
      ref={pane}
      className={styles.flow}
      tabIndex={-1}
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      onNodesChange={onChange}
      onEdgesChange={onEdgesChange}
      onNodeDragStart={moves.onDragStart}
      onNodeDragStop={moves.onDragStop}
      onSelectionDragStart={moves.onDragStart}
      onSelectionDragStop={moves.onSelectionDragStop}
      onNodeDoubleClick={onDoubleClick}
      onMoveStart={onMoveStart}
      onPaneClick={onPaneClick}
      onKeyDown={onKeyDown}
      {...cabling}
      {...menus}
      edgesReconnectable={false}
      connectionMode={ConnectionMode.Loose}
      connectionRadius={26}
      selectionMode={SelectionMode.Partial}
      multiSelectionKeyCode={ADD_TO_SELECTION}
      deleteKeyCode={null}
      panActivationKeyCode={null} // Space is the player's
      nodeDragThreshold={3}
      snapToGrid
      snapGrid={SNAP}
      minZoom={0.1}
      maxZoom={2.5}
      fitView
      fitViewOptions={FIT}
      zoomOnDoubleClick={false}
      onError={ignore}
      ariaLabelConfig={labels}
      attributionPosition="bottom-center"
    >
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.8} color="var(--canvas-dot)" />
      <Regions />
      <Tunnels />
      <PlugLine />
      <PacketLayer />
      <ZoomDetail />
      <CanvasEcho />
      <CanvasControls />
      <MiniMap />
      <EmptyCanvas />
    </ReactFlow>
  );
}

/** React Flow warns of every cable whose ports it hasn't measured yet, and draws it as soon as it has. */
function ignore(): void {}
