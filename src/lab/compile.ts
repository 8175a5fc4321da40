// Makes a running lab of a document: what a rack of machines would be after the same commands. The inverse of snapshot.

import { err, ok, type Result } from '../base/result.ts';
import { type DocumentError, documentError } from '../document/document-error.ts';
import type { LabDocument } from '../document/schema.ts';
import { describeError } from '../engine/apply.ts';
import type { Op } from '../engine/netlink.ts';
import { World } from '../engine/world.ts';
import { commandOf } from './commands.ts';
import type { Lab } from './lab.ts';
import { reconcile } from './reconcile.ts';

/** The error says what the kernel refused, and where in the document that is. */
export function compile(document: LabDocument): Result<Lab, DocumentError> {
  const { lab, exact, refused } = reconcile(blankLab(document), document);
  const refusal = refused[0];
  if (!exact && refusal) {
    const command = commandOf(refusal.op) ?? refusal.op.op;
    const params = { command, error: describeError(refusal.error) };
    return err(documentError(whereOf(document, refusal.op), 'refused', params));
  }
  lab.world.seal();
  return ok(lab);
}

function blankLab(document: LabDocument): Lab {
  const { name, seed } = document;
  return { world: new World(seed), name, seed, positions: new Map(), stimuli: [] };
}

/** The part of the document that an operation comes from. */
function whereOf(document: LabDocument, op: Op): string {
  if ('netns' in op) {
    const [machineId, name = ''] = op.netns.split('/');
    const machine = document.machines.findIndex((m) => m.id === machineId);
    const netns = document.machines[machine]?.netns.findIndex((n) => n.name === name) ?? -1;
    return `machines.${machine}.netns.${netns}${tableOf(op)}`;
  }
  const id = 'id' in op ? op.id : op.machine;
  const list = op.op.startsWith('cable') ? 'cables' : 'machines';
  const items: readonly { id: string }[] = document[list];
  return `${list}.${items.findIndex((item) => item.id === id)}`;
}

function tableOf(op: Op): string {
  const [what] = op.op.split('.');
  if (what === 'route') return '.routes';
  if (what === 'rule') return '.rules';
  if (what === 'neigh' || what === 'fdb' || what === 'sysctl') return `.${what}`;
  return '.devs';
}
