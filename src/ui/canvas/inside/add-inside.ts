// What hands add inside of a machine, as the operations that `ip` would do: each one step of undo.

import type { MachineDoc } from '../../../document/schema.ts';
import type { MachineId } from '../../../engine/ids.ts';
import type { Op } from '../../../engine/netlink.ts';
import { freshDevName, freshNetnsName } from '../../../lab/fresh-names.ts';
import { insideId, parseInsideId } from '../../../lab/inside.ts';
import { netnsIdOf } from '../../../lab/netns-pairs.ts';
import type { AppStore } from '../../app/store-context.ts';

export function addNetns(store: AppStore, machine: MachineDoc): void {
  const name = freshNetnsName(machine);
  const ops: Op[] = [
    { op: 'netns.add', machine: machine.id as MachineId, name },
    { op: 'link.set', netns: netnsIdOf(machine.id, name), name: 'lo', up: true },
  ];
  add(store, name, ops, insideId({ kind: 'netns', machine: machine.id, netns: name }));
}

export function addBridge(store: AppStore, machine: MachineDoc): void {
  const name = freshDevName(machine, 'br');
  const netns = netnsIdOf(machine.id, '');
  const ops: Op[] = [
    { op: 'link.add', netns, name, link: { kind: 'bridge' } },
    { op: 'link.set', netns, name, up: true },
  ];
  add(store, name, ops, insideId({ kind: 'link', machine: machine.id, netns: '', dev: name }));
}

/** One end of a new veth pair: a device's name, and the namespace or the bridge where it is plugged in. */
export interface VethEnd {
  readonly name: string;
  /** A namespace's or a bridge's id; '' is the root namespace. */
  readonly place: string;
}

/** Both ends come up: a cable that is plugged in works. The kernel's words if it refuses. */
export function addVeth(store: AppStore, machine: MachineDoc, a: VethEnd, b: VethEnd): string | undefined {
  const [here, there] = [placeOf(machine, a), placeOf(machine, b)];
  const peer = { name: b.name, ...(there.netns !== here.netns && { netns: there.netns }) };
  const ops: Op[] = [
    { op: 'link.add', netns: here.netns, name: a.name, link: { kind: 'veth', peer } },
    ...[here, there].flatMap(({ netns, master }, i): Op[] => {
      const { name } = i === 0 ? a : b;
      const join: Op[] = master === undefined ? [] : [{ op: 'link.set', netns, name, master }];
      return [...join, { op: 'link.set', netns, name, up: true }];
    }),
  ];
  return add(store, `${a.name} — ${b.name}`, ops);
}

function placeOf(machine: MachineDoc, { place }: VethEnd) {
  const ref = place === '' ? undefined : parseInsideId(place);
  const netns = netnsIdOf(machine.id, ref?.netns ?? '');
  return { netns, master: ref?.kind === 'link' ? ref.dev : undefined };
}

function add(store: AppStore, name: string, ops: readonly Op[], chosen?: string): string | undefined {
  const { actions } = store.getState();
  const done = actions.applyOps({ key: 'add', name }, ops);
  if (!done.ok) return done.error;
  if (chosen !== undefined) actions.select({ machines: [], cables: [], inside: [chosen] });
  return undefined;
}
