import type { AriaLabelConfig } from 'reactflow';
import type { Catalog } from '../i18n/catalog.ts';

/** React Flow's own words. The two descriptions of a node are named the wrong way round there, so both say the same. */
export function ariaLabels(t: Catalog): Partial<AriaLabelConfig> {
  const directions: Readonly<Record<string, string>> = t.canvas.directions;
  return {
    'node.a11yDescription.default': t.canvas.nodeHint,
    'node.a11yDescription.keyboardDisabled': t.canvas.nodeHint,
    'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) =>
      t.canvas.moved(directions[direction] ?? direction, x, y),
    'edge.a11yDescription.default': t.canvas.edgeHint,
    'controls.ariaLabel': t.canvas.controls,
    'controls.zoomIn.ariaLabel': t.canvas.zoomIn,
    'controls.zoomOut.ariaLabel': t.canvas.zoomOut,
    'controls.fitView.ariaLabel': t.canvas.fit,
    'minimap.ariaLabel': t.canvas.minimap,
  };
}
