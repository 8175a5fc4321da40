// Brings a running world to a document, keeping the run-time state of all that stays the same.

import { share } from '../base/share.ts';
import type { LabDocument } from '../document/schema.ts';
import type { MachineId } from '../engine/ids.ts';
import type { NetlinkError, Op } from '../engine/netlink.ts';
import { restoreFiles } from '../engine/vfs/changed.ts';
import { applyAll } from './apply-all.ts';
import { difference } from './difference.ts';
import type { Lab } from './lab.ts';
import { snapshot } from './snapshot.ts';

export interface Reconciled {
  /** The lab with the document's name, positions and stimuli; its world is the same one, changed in place. */
  readonly lab: Lab;
  /** Is the lab now exactly what the document says? If not, `refused` says why. */
  readonly exact: boolean;
  /** What the kernel refused in the last round. */
  readonly refused: readonly { readonly op: Op; readonly error: NetlinkError }[];
}

/** The kernel's side effects need a second look, and seldom a third. */
const ROUNDS = 4;

export function reconcile(lab: Lab, to: LabDocument): Reconciled {
  const next: Lab = {
    world: lab.world,
    name: to.name,
    seed: lab.seed,
    positions: new Map(to.machines.map((machine) => [machine.id, machine.position])),
    stimuli: to.stimuli,
  };
  const done = applyRounds(next, to);
  for (const { id, files = {} } of to.machines) {
    if (next.world.machines.has(id as MachineId)) restoreFiles(next.world, id as MachineId, files);
  }
  return done;
}

function applyRounds(next: Lab, to: LabDocument): Reconciled {
  let refused: Reconciled['refused'] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ops = opsLeft(next, to);
    if (ops.length === 0) return { lab: next, exact: true, refused: [] };
    refused = applyEach(next, ops);
  }
  return { lab: next, exact: opsLeft(next, to).length === 0, refused };
}

/** Sharing first: what is equal is then the same, and needs no second comparison. */
function opsLeft(lab: Lab, to: LabDocument): Op[] {
  return difference(share(to, snapshot(lab)), to);
}

/** Operations that the kernel refuses leave no trace: the next round finds what they were for done, or reports it. */
function applyEach(lab: Lab, ops: readonly Op[]): Reconciled['refused'] {
  return ops.flatMap((op) => {
    const applied = applyAll(lab.world, [op]);
    return applied.ok ? [] : [{ op, error: applied.error.error }];
  });
}
