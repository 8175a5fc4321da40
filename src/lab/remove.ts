// Taking machines, cables and what is inside of machines away: a machine's cables go with it.

import type { LabDocument } from '../document/schema.ts';
import type { CableId, MachineId } from '../engine/ids.ts';
import type { Op } from '../engine/netlink.ts';
import { type InsideRef, parseInsideId, removeInsideOp } from './inside.ts';

export function removeOps(
  document: LabDocument,
  gone: {
    readonly machines: readonly string[];
    readonly cables: readonly string[];
    readonly inside?: readonly string[];
  },
): Op[] {
  const machines = new Set(gone.machines);
  const cables = document.cables.filter(
    (cable) => gone.cables.includes(cable.id) || cable.ends.some((end) => machines.has(end.machine)),
  );
  return [
    ...insideOf(gone.inside ?? [], machines).map(removeInsideOp),
    ...cables.map((cable): Op => ({ op: 'cable.del', id: cable.id as CableId })),
    ...document.machines
      .filter((machine) => machines.has(machine.id))
      .map((machine): Op => ({ op: 'machine.del', id: machine.id as MachineId })),
  ];
}

/** What lies deeper goes first: a namespace takes its devices with it. */
const DEPTH: readonly InsideRef['kind'][] = ['port', 'link', 'netns'];

function insideOf(ids: readonly string[], machines: ReadonlySet<string>): InsideRef[] {
  const refs = ids.flatMap((id) => parseInsideId(id) ?? []).filter((ref) => !machines.has(ref.machine));
  return DEPTH.flatMap((kind) => refs.filter((ref) => ref.kind === kind));
}
