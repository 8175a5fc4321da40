// Reads a running lab as a document: its configuration, and nothing that it learned. The inverse of compile.

import { by, byText } from '../base/order.ts';
import { share } from '../base/share.ts';
import { byId } from '../document/order.ts';
import { DOCUMENT_VERSION, type CableDoc, type LabDocument, type MachineDoc } from '../document/schema.ts';
import { type MachineId, MICROSECOND } from '../engine/ids.ts';
import type { Netns } from '../engine/netns.ts';
import { changedFiles } from '../engine/vfs/changed.ts';
import type { Cable, Machine, World } from '../engine/world.ts';
import type { Lab } from './lab.ts';
import { netnsDoc } from './netns-doc.ts';

export function snapshot(lab: Lab): LabDocument {
  const { world } = lab;
  const namespaces = netnsByMachine(world);
  return {
    format: 'packetwalk',
    version: DOCUMENT_VERSION,
    name: lab.name,
    seed: lab.seed,
    machines: world.machines
      .sorted(by((machine) => machine.id as string, byId))
      .map((machine) => machineDoc(lab, machine, namespaces.get(machine.id) ?? [])),
    cables: world.cables.sorted(by((cable) => cable.id as string, byId)).map(cableDoc),
    stimuli: lab.stimuli,
  };
}

function netnsByMachine(world: World): Map<MachineId, Netns[]> {
  const byMachine = new Map<MachineId, Netns[]>();
  for (const ns of world.netns.sorted(by((n) => n.name, byText))) {
    // What has no name ends with its last process: it isn't configuration.
    if (ns.isNameless) continue;
    const list = byMachine.get(ns.machine);
    if (list) list.push(ns);
    else byMachine.set(ns.machine, [ns]);
  }
  return byMachine;
}

/** The last document of each machine: it is given again as long as nothing in it is another. */
const remembered = new WeakMap<Machine, MachineDoc>();

function machineDoc(lab: Lab, machine: Machine, namespaces: readonly Netns[]): MachineDoc {
  const files = changedFiles(lab.world, machine.id);
  const hasFiles = Object.keys(files).length > 0;
  const doc: MachineDoc = {
    id: machine.id,
    name: machine.name,
    kind: machine.kind,
    position: lab.positions.get(machine.id) ?? { x: 0, y: 0 },
    netns: namespaces.map((ns) => netnsDoc(lab.world, ns)),
    ...(hasFiles && { files }),
  };
  const shared = share(remembered.get(machine), doc);
  remembered.set(machine, shared);
  return shared;
}

function cableDoc(cable: Cable): CableDoc {
  const [a, b] = cable.ends;
  return {
    id: cable.id,
    ends: [
      { machine: a.machine, port: a.port },
      { machine: b.machine, port: b.port },
    ],
    delay: cable.delay / MICROSECOND,
    loss: cable.loss,
    plugged: cable.plugged,
  };
}
