// Taking machines and cables away: a machine's cables go with it.

import type { LabDocument } from '../document/schema.ts';
import type { CableId, MachineId } from '../engine/ids.ts';
import type { Op } from '../engine/netlink.ts';

export function removeOps(
  document: LabDocument,
  gone: { readonly machines: readonly string[]; readonly cables: readonly string[] },
): Op[] {
  const machines = new Set(gone.machines);
  const cables = document.cables.filter(
    (cable) => gone.cables.includes(cable.id) || cable.ends.some((end) => machines.has(end.machine)),
  );
  return [
    ...cables.map((cable): Op => ({ op: 'cable.del', id: cable.id as CableId })),
    ...document.machines
      .filter((machine) => machines.has(machine.id))
      .map((machine): Op => ({ op: 'machine.del', id: machine.id as MachineId })),
  ];
}
