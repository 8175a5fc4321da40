import { useMemo } from 'react';
import { type ReactFlowProps, useReactFlow } from 'reactflow';
import { useCanvasScope } from './scope.ts';

type Handlers = Required<
  Pick<
    ReactFlowProps,
    'onNodeContextMenu' | 'onEdgeContextMenu' | 'onPaneContextMenu' | 'onSelectionContextMenu'
  >
>;

/** A right click opens the menu of what is under it. */
export function useMenuHandlers(): Handlers {
  const { ui } = useCanvasScope();
  const flow = useReactFlow();
  return useMemo(() => {
    const at = (event: { clientX: number; clientY: number }) => ({ x: event.clientX, y: event.clientY });
    return {
      onNodeContextMenu: (event, node) => {
        event.preventDefault();
        ui.set({ menu: { at: at(event), target: { kind: 'machine', id: node.id } } });
      },
      onEdgeContextMenu: (event, edge) => {
        event.preventDefault();
        ui.set({ menu: { at: at(event), target: { kind: 'cable', id: edge.id } } });
      },
      onSelectionContextMenu: (event, nodes) => {
        event.preventDefault();
        const [first] = nodes;
        if (first) ui.set({ menu: { at: at(event), target: { kind: 'machine', id: first.id } } });
      },
      onPaneContextMenu: (event) => {
        event.preventDefault();
        const place = flow.screenToFlowPosition(at(event));
        ui.set({ menu: { at: at(event), target: { kind: 'canvas', place } } });
      },
    };
  }, [ui, flow]);
}
