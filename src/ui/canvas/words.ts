// The topology in words: names of machines and cables for screen readers.

import type { Catalog } from '../i18n/catalog.ts';
import type { CableView, MachineView, Topology } from './model/topology.ts';

export function machineWords(view: MachineView, t: Catalog): string {
  const kind = t.common.machineKind[view.kind];
  if (view.ports.length === 0) return t.canvas.machineBare(kind, view.name);
  const ports = view.ports.map((port) =>
    t.canvas.portLabel(port.name, t.common.linkState[port.state], port.addrs.join(' ')),
  );
  return t.canvas.machineLabel(kind, view.name, ports.join(', '));
}

/** `A eth0` */
export function endWords(end: CableView['ends'][number], topology: Topology): string {
  return `${topology.machine(end.machine)?.name ?? end.machine} ${end.port}`;
}

export function cableWords(view: CableView, topology: Topology, t: Catalog): string {
  const [a, b] = view.ends;
  return t.canvas.cableLabel(endWords(a, topology), endWords(b, topology), t.common.linkState[view.state]);
}
