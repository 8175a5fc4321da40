// Which ports of a machine lead where: what the layout of its ports depends on, apart from where the cards are.

import type { MachineView, Topology } from './topology.ts';

export interface MachineLinks {
  readonly wires: readonly { readonly cable: string; readonly port: string; readonly peer: string }[];
  readonly free: readonly string[];
}

const cache = new WeakMap<Topology, ReadonlyMap<string, MachineLinks>>();

/** By machine; made once for a topology. */
export function linksOf(topology: Topology): ReadonlyMap<string, MachineLinks> {
  const known = cache.get(topology);
  if (known) return known;
  const links = new Map(topology.machines.map((machine) => [machine.id, readLinks(machine, topology)]));
  cache.set(topology, links);
  return links;
}

function readLinks(machine: MachineView, topology: Topology): MachineLinks {
  const wires: MachineLinks['wires'][number][] = [];
  const free: string[] = [];
  for (const { name, cable } of machine.ports) {
    const ends = cable === undefined ? undefined : topology.cable(cable)?.ends;
    if (!ends || cable === undefined) {
      free.push(name);
      continue;
    }
    const here = ends[0].machine === machine.id && ends[0].port === name ? 0 : 1;
    wires.push({ cable, port: name, peer: ends[here === 0 ? 1 : 0].machine });
  }
  return { wires, free };
}
