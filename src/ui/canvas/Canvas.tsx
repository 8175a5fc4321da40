import { ReactFlowProvider } from 'reactflow';
import { CableDialog } from './CableDialog.tsx';
import { CanvasMenu } from './CanvasMenu.tsx';
import { ConnectDialog } from './ConnectDialog.tsx';
import { Flow } from './Flow.tsx';
import { VethDialog } from './inside/VethDialog.tsx';
import { TopologySummary } from './TopologySummary.tsx';
import { useTopology } from './use-topology.ts';

/** The drawing of the lab, and what opens on it. */
export function Canvas() {
  useTopology();
  return (
    <ReactFlowProvider>
      <Flow />
      <TopologySummary />
      <CanvasMenu />
      <ConnectDialog />
      <CableDialog />
      <VethDialog />
    </ReactFlowProvider>
  );
}
