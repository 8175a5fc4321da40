// The topology in words: names of machines and cables for screen readers.

import type { Catalog } from '../i18n/catalog.ts';
import type { BoxView, WireEnd, WireView } from './model/inside.ts';
import type { CableView, MachineView, Topology } from './model/topology.ts';
import type { TunnelView } from './model/tunnels.ts';

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

/** `VXLAN tunnel 100 from A vxlan100 to B vxlan100` */
export function tunnelWords({ vni, ends }: TunnelView, topology: Topology, t: Catalog): string {
  const [a, b] = ends.map(({ machine, netns, dev }) => {
    const name = topology.machine(machine)?.name ?? machine;
    return `${netns === '' ? name : `${name}/${netns}`} ${dev}`;
  });
  return t.canvas.tunnelLabel(vni, a ?? '', b ?? '');
}

/** `namespace red: eth0 192.0.2.1/24 up` */
export function boxWords(box: BoxView, t: Catalog): string {
  const kind = t.canvas.inside[box.kind];
  const devs = box.devs.map((dev) =>
    t.canvas.portLabel(
      box.kind === 'bridge' ? '' : dev.name,
      t.common.linkState[dev.state],
      dev.addrs.join(' '),
    ),
  );
  return t.canvas.machineLabel(kind, box.name, devs.join(', ').trim());
}

export function wireWords(wire: WireView, t: Catalog): string {
  const [a, b] = wire.ends.map((end) => insideEndWords(end, t));
  return t.canvas.wireLabel(t.canvas.inside[wire.kind], a ?? '', b ?? '', t.common.linkState[wire.state]);
}

function insideEndWords({ netns, dev }: WireEnd, t: Catalog): string {
  return netns === '' ? dev : t.canvas.devIn(dev, netns);
}
