// What the canvas is measured against: React Flow as it comes, with as many nodes and edges in the same places.

import { createRoot } from 'react-dom/client';
import { ReactFlow, useEdgesState, useNodesState } from 'reactflow';
import 'reactflow/dist/style.css';
import { benchPosition } from '../page-lab.ts';

const count = Number(new URLSearchParams(location.search).get('nodes') ?? 200);
const nodes = Array.from({ length: count }, (_, i) => ({
  id: `n${i}`,
  position: benchPosition(i),
  data: { label: `h${i}` },
}));
const edges = Array.from({ length: count - 1 }, (_, i) => ({
  id: `e${i}`,
  source: `n${i + 1}`,
  target: 'n0',
}));

function Bare() {
  const [shown, , onNodesChange] = useNodesState(nodes);
  const [cables] = useEdgesState(edges);
  return <ReactFlow nodes={shown} edges={cables} onNodesChange={onNodesChange} minZoom={0.05} fitView />;
}

createRoot(document.getElementById('root') as HTMLElement).render(<Bare />);
