// The operations that turn one document's lab into another's. What is the same in both isn't touched, so that it keeps
// what it learned. The kernel has side effects that are not foreseen here (a device that goes down loses its routes):
// `reconcile` looks again and asks for the difference that is left.

import { type CableId, type MachineId, MICROSECOND, type Nanos } from '../engine/ids.ts';
import type { CableEnd, Op } from '../engine/netlink.ts';
import type { CableDoc, CableEndDoc, LabDocument, MachineDoc } from '../document/schema.ts';
import { addedDevOps, removedDevOps, settleOps, upOps } from './dev-ops.ts';
import { netnsPairs, type NetnsPair } from './netns-pairs.ts';
import { renameDevs } from './renames.ts';
import { addedTableOps, removedTableOps } from './table-ops.ts';
import { addedUpperOps, removedUpperOps } from './upper-ops.ts';

/** Applied in this order they turn `from` into `to`. */
export function difference(from: LabDocument, to: LabDocument): Op[] {
  if (from.machines === to.machines && from.cables === to.cables) return [];
  const renamed = renameDevs(from, to);
  return [...renamed.ops, ...restOps(renamed.document, to)];
}

function restOps(from: LabDocument, to: LabDocument): Op[] {
  const pairs = netnsPairs(from, to);
  const each = (ops: (pair: NetnsPair) => Op[]): Op[] => pairs.flatMap(ops);
  return [
    ...removedCables(from, to),
    ...removedMachines(from, to),
    ...machineOps(from, to),
    ...each(removedTableOps),
    ...each(removedUpperOps),
    ...each(removedDevOps),
    ...each(addedDevOps),
    ...addedUpperOps(pairs),
    ...each(settleOps),
    ...cableOps(from, to),
    ...each(upOps),
    ...each(addedTableOps),
  ];
}

function removedCables(from: LabDocument, to: LabDocument): Op[] {
  const kept = new Map(to.cables.map((cable) => [cable.id, cable]));
  return from.cables
    .filter((cable) => !sameEnds(cable, kept.get(cable.id)))
    .map((cable) => ({ op: 'cable.del', id: cable.id as CableId }));
}

function removedMachines(from: LabDocument, to: LabDocument): Op[] {
  const kept = new Set(to.machines.map((machine) => machine.id));
  return from.machines
    .filter((machine) => !kept.has(machine.id))
    .map((machine) => ({ op: 'machine.del', id: machine.id as MachineId }));
}

function machineOps(from: LabDocument, to: LabDocument): Op[] {
  const before = new Map(from.machines.map((machine) => [machine.id, machine]));
  return to.machines.flatMap((machine) => oneMachineOps(before.get(machine.id), machine));
}

function oneMachineOps(before: MachineDoc | undefined, machine: MachineDoc): Op[] {
  const id = machine.id as MachineId;
  if (before === machine) return [];
  const had = new Set(before?.netns.map((netns) => netns.name) ?? ['']);
  const has = new Set(machine.netns.map((netns) => netns.name));
  const ops: Op[] = [];
  if (!before) ops.push({ op: 'machine.add', id, name: machine.name, kind: machine.kind });
  else if (before.name !== machine.name || before.kind !== machine.kind) {
    ops.push({ op: 'machine.set', id, name: machine.name, kind: machine.kind });
  }
  for (const name of had) if (!has.has(name)) ops.push({ op: 'netns.del', machine: id, name });
  for (const name of has) if (!had.has(name)) ops.push({ op: 'netns.add', machine: id, name });
  return ops;
}

function cableOps(from: LabDocument, to: LabDocument): Op[] {
  const before = new Map(from.cables.map((cable) => [cable.id, cable]));
  return to.cables.flatMap((cable): Op[] => {
    const old = before.get(cable.id);
    if (!sameEnds(cable, old)) return [cableAddOp(cable)];
    if (old?.delay === cable.delay && old.loss === cable.loss && old.plugged === cable.plugged) return [];
    return [{ op: 'cable.set', id: cable.id as CableId, ...wire(cable) }];
  });
}

function cableAddOp(cable: CableDoc): Op {
  const [a, b] = cable.ends;
  return { op: 'cable.add', id: cable.id as CableId, ends: [cableEnd(a), cableEnd(b)], ...wire(cable) };
}

function wire(cable: CableDoc): { delay: Nanos; loss: number; plugged: boolean } {
  return {
    delay: Math.round(cable.delay * MICROSECOND) as Nanos,
    loss: cable.loss,
    plugged: cable.plugged,
  };
}

function cableEnd(end: CableEndDoc): CableEnd {
  return { machine: end.machine as MachineId, port: end.port };
}

function sameEnds(a: CableDoc, b: CableDoc | undefined): boolean {
  return (
    b !== undefined &&
    a.ends.every((end, i) => end.machine === b.ends[i]?.machine && end.port === b.ends[i].port)
  );
}
