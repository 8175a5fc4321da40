import { useCell } from '../app/cell.ts';
import type { Catalog } from '../i18n/catalog.ts';
import { useT } from '../i18n/I18n.tsx';
import type { PortView, Topology } from './model/topology.ts';
import { useCanvasScope } from './scope.ts';
import { boxWords, machineWords, tunnelWords, wireWords } from './words.ts';

/** What the drawing shows, as a list to be read aloud: machines, their interfaces, what they are cabled to, networks. */
export function TopologySummary() {
  const t = useT();
  const topology = useCell(useCanvasScope().topology, (state) => state);
  return (
    <section className="visually-hidden" aria-label={t.canvas.summary}>
      <ul>
        {topology.machines.map((machine) => (
          <li key={machine.id}>
            {machineWords(machine, t)}
            <ul>
              {machine.ports.map((port) => (
                <li key={port.name}>
                  {port.name}: {peerWords(machine.id, port, topology, t) ?? t.canvas.notCabled}
                </li>
              ))}
              {machine.inside?.boxes.map((box) => (
                <li key={box.id}>{boxWords(box, t)}</li>
              ))}
              {machine.inside?.wires.map((wire) => (
                <li key={wire.id}>{wireWords(wire, t)}</li>
              ))}
            </ul>
          </li>
        ))}
        {topology.tunnels.map((tunnel) => (
          <li key={tunnel.id}>{tunnelWords(tunnel, topology, t)}</li>
        ))}
        {topology.networks.map((network) => (
          <li key={network.id}>
            {t.canvas.networkLabel(
              network.prefix,
              network.machines.map((id) => topology.machine(id)?.name ?? id).join(', '),
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function peerWords(machine: string, port: PortView, topology: Topology, t: Catalog): string | undefined {
  const cable = port.cable === undefined ? undefined : topology.cable(port.cable);
  const peer = cable?.ends.find((end) => end.machine !== machine || end.port !== port.name);
  return peer && t.canvas.cabledTo(topology.machine(peer.machine)?.name ?? peer.machine, peer.port);
}
