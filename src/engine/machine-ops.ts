// Machines and their named namespaces: what is racked and booted, and `ip netns add`.

import { present } from '../base/assert.ts';
import { Table } from '../base/journal.ts';
import { byText } from '../base/order.ts';
import { err, ok, type Result } from '../base/result.ts';
import { createNetns, destroyNetns, netnsInOrder } from './device/netns-table.ts';
import { namedNetnsOf, namelessNetnsOf, rootNetnsOf } from './ids.ts';
import type { Netns } from './netns.ts';
import { renumberNetns } from './device/netns-renumber.ts';
import type { NetlinkError, NetlinkOp, PhysicalOp } from './netlink.ts';
import type { Machine, World } from './world.ts';

type MachineOp = Extract<PhysicalOp, { op: 'machine.add' | 'machine.set' | 'machine.del' }>;
type NetnsOp = Extract<NetlinkOp, { op: 'netns.add' | 'netns.del' | 'netns.attach' | 'netns.drop' }>;

export function machineOp(world: World, op: MachineOp): Result<void, NetlinkError> {
  if (op.op === 'machine.add') return machineAdd(world, op);
  const machine = world.machines.get(op.id);
  if (!machine) return err({ errno: 'ENODEV' });
  if (op.op === 'machine.del') return machineDel(world, machine);
  const { name = machine.name, kind = machine.kind } = op;
  world.machines.set(op.id, { ...machine, name, kind });
  return ok();
}

export function netnsOp(world: World, op: NetnsOp): Result<void, NetlinkError> {
  if (!world.machines.has(op.machine)) return err({ errno: 'ENODEV' });
  const root = world.netns.get(rootNetnsOf(op.machine));
  if (op.op === 'netns.drop' || op.op === 'netns.attach') {
    const other = world.netns.get(op.other);
    if (!other?.isNameless) return err({ errno: 'ENOENT' });
    if (op.op === 'netns.drop') destroyNetns(world, other, root);
    else return attachName(world, other, op.name);
    return ok();
  }
  const id = namedNetnsOf(op.machine, op.name);
  const ns = world.netns.get(id);
  if (op.op === 'netns.add') {
    if (op.name === '' || op.name.includes('/')) return err({ errno: 'EINVAL' });
    if (ns && !ns.isNameless) return err({ errno: 'EEXIST' });
    if (ns) renumberNetns(world, ns, namelessNetnsOf(op.machine, ns.ordinal));
    createNetns(world, id, op.machine, op.name);
    return ok();
  }
  if (!ns || ns.isNameless || op.name === '') return err({ errno: 'ENOENT' });
  if (op.held) ns.nameCell.set('');
  else destroyNetns(world, ns, root);
  return ok();
}

function attachName(world: World, ns: Netns, name: string): Result<void, NetlinkError> {
  const id = namedNetnsOf(ns.machine, name);
  if (ns.id !== id && world.netns.has(id)) return err({ errno: 'EEXIST' });
  ns.nameCell.set(name);
  if (ns.id !== id) renumberNetns(world, ns, id);
  return ok();
}

function machineAdd(world: World, op: Extract<MachineOp, { op: 'machine.add' }>): Result<void, NetlinkError> {
  if (world.machines.has(op.id)) return err({ errno: 'EEXIST' });
  const last = world.machines.sorted((a, b) => b.ordinal - a.ordinal || byText(a.id, b.id))[0];
  const ordinal = (last?.ordinal ?? 0) + 1;
  world.machines.set(op.id, { id: op.id, name: op.name, kind: op.kind, ordinal });
  world.disks.set(op.id, new Table(world.journal));
  createNetns(world, rootNetnsOf(op.id), op.id, '');
  return ok();
}

/** Cables go with their ports, so that the machines at their other ends lose their carrier. */
function machineDel(world: World, machine: Machine): Result<void, NetlinkError> {
  for (const ns of netnsInOrder(world, machine.id).reverse()) {
    destroyNetns(world, present(world.netns.get(ns.id), `namespace ${ns.id}`), undefined);
  }
  world.disks.delete(machine.id);
  world.machines.delete(machine.id);
  return ok();
}
