// A machine's disk: what somebody changed since it was installed, over the fresh install that all machines share. Only the
// changes are kept, journaled, by path.

import { byText } from '../../base/order.ts';
import type { Table } from '../../base/journal.ts';
import { present } from '../../base/assert.ts';
import type { MachineId } from '../ids.ts';
import type { World } from '../world.ts';
import { freshNames, freshNode } from './fresh.ts';
import type { DiskChange, DiskNode } from './node.ts';
import { childOf, isBelow, nameOf, parentOf } from './path.ts';

const GONE: DiskChange = { kind: 'gone' };

export class Disk {
  readonly changes: Table<string, DiskChange>;
  readonly #world: World;
  readonly #machine: MachineId;
  /** The changed paths by directory, for one version of `changes`. */
  #index: { readonly version: number; readonly names: ReadonlyMap<string, readonly string[]> } | undefined;

  constructor(world: World, machine: MachineId, changes: Table<string, DiskChange>) {
    this.#world = world;
    this.#machine = machine;
    this.changes = changes;
  }

  get(path: string): DiskNode | undefined {
    const change = this.changes.get(path);
    if (change) return change.kind === 'gone' ? undefined : change;
    return freshNode(path, this.#hostname);
  }

  names(directory: string): string[] {
    const names = new Set(freshNames(directory));
    for (const name of this.#changedNames(directory)) {
      if (this.changes.get(childOf(directory, name))?.kind === 'gone') names.delete(name);
      else names.add(name);
    }
    return [...names].sort(byText);
  }

  /** Each is a turn of its own, so that the playhead can stand before it. */
  set(path: string, node: DiskNode): void {
    this.#world.beginTurn(undefined);
    this.changes.set(path, node);
  }

  delete(path: string): void {
    this.#world.beginTurn(undefined);
    if (freshNode(path, this.#hostname)) this.changes.set(path, GONE);
    else this.changes.delete(path);
  }

  /** Everything at and below `path`, from the top. */
  below(path: string): string[] {
    const found = [path];
    for (const directory of found) {
      if (this.get(directory)?.kind !== 'directory') continue;
      for (const name of this.names(directory)) found.push(childOf(directory, name));
    }
    return found;
  }

  /** Loses all changes below `directories`. */
  reset(directories: readonly string[]): void {
    this.#world.beginTurn(undefined);
    for (const path of this.changes.keys(byText)) {
      if (directories.some((directory) => isBelow(path, directory))) this.changes.delete(path);
    }
  }

  get #hostname(): string {
    return this.#world.machines.get(this.#machine)?.name ?? '';
  }

  #changedNames(directory: string): readonly string[] {
    if (this.#index?.version !== this.changes.version) {
      const names = new Map<string, string[]>();
      for (const path of this.changes.keys(byText)) {
        const parent = parentOf(path);
        const list = names.get(parent);
        if (list) list.push(nameOf(path));
        else names.set(parent, [nameOf(path)]);
      }
      this.#index = { version: this.changes.version, names };
    }
    return this.#index.names.get(directory) ?? [];
  }
}

/** They hold nothing but an index: the tables are the state. */
const disks = new WeakMap<Table<string, DiskChange>, Disk>();

export function diskOf(world: World, machine: MachineId): Disk {
  const changes = present(world.disks.get(machine), `disk of machine ${machine}`);
  let disk = disks.get(changes);
  if (!disk) disks.set(changes, (disk = new Disk(world, machine, changes)));
  return disk;
}
