// What hands do to a cable that is there: as operations, each one step of undo.

import type { CableDoc, LabDocument } from '../../document/schema.ts';
import { type CableId, MICROSECOND, type Nanos } from '../../engine/ids.ts';
import type { Op } from '../../engine/netlink.ts';
import { connectOps } from '../../lab/connect.ts';
import type { AppStore } from '../app/store-context.ts';

/** A port, or any port of a machine. */
export interface PortRef {
  readonly machine: string;
  readonly port?: string;
}

/** Moves one end of a cable to another port. Delay and loss are the cable's own and stay. */
export function replug(store: AppStore, cable: string, end: 0 | 1, to: PortRef): void {
  const { document } = store.getState();
  const old = document.cables.find((candidate) => candidate.id === cable);
  if (!old) return;
  const without = { ...document, cables: document.cables.filter((candidate) => candidate !== old) };
  const ends = end === 0 ? ([to, old.ends[1]] as const) : ([old.ends[0], to] as const);
  const laid = connectOps(without, cable, ends);
  if (!laid.ok) return;
  const remove: Op = { op: 'cable.del', id: cable as CableId };
  apply(store, document, ends[end].machine, [remove, ...laid.value.map((op) => likeBefore(op, old))]);
}

function likeBefore(op: Op, old: CableDoc): Op {
  if (op.op !== 'cable.add') return op;
  return { ...op, delay: (old.delay * MICROSECOND) as Nanos, loss: old.loss };
}

export function setPlugged(store: AppStore, cable: string, plugged: boolean): void {
  const { document } = store.getState();
  const old = document.cables.find((candidate) => candidate.id === cable);
  if (!old || old.plugged === plugged) return;
  apply(store, document, old.ends[0].machine, [{ op: 'cable.set', id: cable as CableId, plugged }]);
}

export function setCable(store: AppStore, cable: string, delayMicros: number, loss: number): void {
  const { document } = store.getState();
  const old = document.cables.find((candidate) => candidate.id === cable);
  if (!old || (old.delay === delayMicros && old.loss === loss)) return;
  const delay = Math.round(delayMicros * MICROSECOND) as Nanos;
  apply(store, document, old.ends[0].machine, [{ op: 'cable.set', id: cable as CableId, delay, loss }]);
}

function apply(store: AppStore, document: LabDocument, machine: string, ops: readonly Op[]): void {
  const { actions } = store.getState();
  const name = document.machines.find((candidate) => candidate.id === machine)?.name;
  const result = actions.applyOps({ key: 'cable', ...(name !== undefined && { name }) }, ops);
  if (!result.ok) actions.notify({ severity: 'error', key: 'edit-refused', detail: result.error });
}
