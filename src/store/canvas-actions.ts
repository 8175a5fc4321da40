// The verbs of the canvas: add, connect, remove, duplicate, rename.

import { err, ok, type Result } from '../base/result.ts';
import type { LabDocument } from '../document/schema.ts';
import { boundedPosition, isName } from '../document/validate.ts';
import { describeError } from '../engine/apply.ts';
import type { MachineId } from '../engine/ids.ts';
import { connectOps, type PortChoice } from '../lab/connect.ts';
import { difference } from '../lab/difference.ts';
import { duplicate } from '../lab/duplicate.ts';
import { freshCableId, freshMachineId, freshMachineName } from '../lab/fresh-names.ts';
import { parseInsideId } from '../lab/inside.ts';
import type { Lab, Position } from '../lab/lab.ts';
import { newMachineOps } from '../lab/new-machine.ts';
import { removeOps } from '../lab/remove.ts';
import type { AppActions, Selection } from './app-state.ts';
import type { Desk } from './desk.ts';
import { editWorld } from './document-actions.ts';
import { phraseRefusal, type StoreRefusal } from './phrases.ts';

type CanvasActions = Pick<
  AppActions,
  'addMachine' | 'connect' | 'removeSelection' | 'duplicateSelection' | 'renameMachine'
>;

export function canvasActions(desk: Desk): CanvasActions {
  return {
    addMachine: (kind, position) => addMachine(desk, kind, position),
    connect: (a, b) => connect(desk, a, b),
    removeSelection: () => removeSelection(desk),
    duplicateSelection: () => duplicateSelection(desk),
    renameMachine: (id, name) => renameMachine(desk, id, name.trim()),
  };
}

function addMachine(desk: Desk, kind: 'host' | 'router' | 'switch', position: Position): string {
  const { document } = desk.get();
  const id = freshMachineId(document);
  const name = freshMachineName(document, kind);
  editWorld(
    desk,
    { key: 'add', name },
    newMachineOps(id, name, kind),
    placing(new Map([[id, boundedPosition(position)]])),
  );
  desk.set({ selection: { machines: [id], cables: [] }, inspected: id });
  return id;
}

function placing(places: ReadonlyMap<string, Position>): (lab: Lab) => Lab {
  return (lab) => ({ ...lab, positions: new Map([...lab.positions, ...places]) });
}

function connect(desk: Desk, a: PortChoice, b: PortChoice): Result<string> {
  const { document } = desk.get();
  const id = freshCableId(document);
  const ops = connectOps(document, id, [a, b]);
  if (!ops.ok) return refuse(desk, ops.error);
  const nameOf = (machine: string) => document.machines.find((m) => m.id === machine)?.name ?? machine;
  const label = { key: 'connect', name: `${nameOf(a.machine)} — ${nameOf(b.machine)}` } as const;
  const done = editWorld(desk, label, ops.value);
  return done.ok ? ok(id) : err(describeError(done.error.error));
}

function removeSelection(desk: Desk): void {
  const { document, selection } = desk.get();
  const ops = removeOps(document, selection);
  if (ops.length === 0) return;
  const name = onlyName(document, selection);
  const done = editWorld(desk, { key: 'delete', ...(name !== undefined && { name }) }, ops);
  if (done.ok) return;
  desk.set({ notice: { severity: 'error', key: 'edit-refused', detail: describeError(done.error.error) } });
}

/** What is deleted is named if it is one thing. */
function onlyName(document: LabDocument, { machines, inside = [] }: Selection): string | undefined {
  if (machines.length + inside.length !== 1) return undefined;
  const ref = inside[0] === undefined ? undefined : parseInsideId(inside[0]);
  if (ref) return ref.kind === 'netns' ? ref.netns : ref.dev;
  return document.machines.find(({ id }) => id === machines[0])?.name;
}

function duplicateSelection(desk: Desk): void {
  const { document, selection } = desk.get();
  const copies = duplicate(document, selection.machines);
  if (copies.machines.length === 0) return;
  const isCopy = (id: string) => copies.machines.includes(id);
  const places = copies.document.machines
    .filter(({ id }) => isCopy(id))
    .map(({ id, position }) => [id, position] as const);
  const ops = difference(document, copies.document);
  const done = editWorld(desk, { key: 'duplicate' }, ops, placing(new Map(places)));
  if (!done.ok) {
    const detail = describeError(done.error.error);
    return desk.set({ notice: { severity: 'error', key: 'edit-refused', detail } });
  }
  desk.set({
    selection: { machines: copies.machines, cables: copies.cables },
    inspected: copies.machines[0],
    ...(copies.dropped > 0 && { notice: { severity: 'info', key: 'duplicate-addressless' } }),
  });
}

function renameMachine(desk: Desk, id: string, name: string): Result<void> {
  const { machines } = desk.get().document;
  const machine = machines.find((candidate) => candidate.id === id);
  if (!machine) return refuse(desk, { why: 'no-such-machine', machine: id });
  if (machine.name === name) return ok();
  if (!isName(name)) return refuse(desk, { why: 'bad-name', name });
  if (machines.some((other) => other.name === name)) return refuse(desk, { why: 'name-taken', name });
  const done = editWorld(desk, { key: 'rename', name }, [{ op: 'machine.set', id: id as MachineId, name }]);
  return done.ok ? ok() : err(describeError(done.error.error));
}

function refuse(desk: Desk, refusal: StoreRefusal): Result<never> {
  return err(phraseRefusal(desk.get().language, refusal));
}
