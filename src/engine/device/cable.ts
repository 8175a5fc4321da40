// Cables between physical ports: what hands do. A port with a cable has a carrier while the port at the other end is up,
// like the end of a veth pair, which is what it becomes when a lab is run on real Linux.

import { present } from '../../base/assert.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type CableId, rootNetnsOf } from '../ids.ts';
import type { CableEnd, NetlinkError, PhysicalOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { Cable, World } from '../world.ts';
import type { Dev } from './dev.ts';
import { settleLink } from './link-state.ts';
import { devByName, putDev } from './table.ts';

type CableAdd = Extract<PhysicalOp, { op: 'cable.add' }>;
type CableSet = Extract<PhysicalOp, { op: 'cable.set' }>;

interface Port {
  readonly ns: Netns;
  readonly dev: Dev;
}

export function cableAdd(world: World, op: CableAdd): Result<void, NetlinkError> {
  if (world.cables.has(op.id)) return err({ errno: 'EEXIST' });
  if (!isPossible(op.delay, op.loss)) return err({ errno: 'ERANGE' });
  const a = portAt(world, op.ends[0]);
  const b = portAt(world, op.ends[1]);
  if (!a || !b) return err({ errno: 'ENODEV' });
  if (a.dev.kind !== 'physical' || b.dev.kind !== 'physical') return err({ errno: 'EOPNOTSUPP' });
  if (a.dev.cable !== undefined || b.dev.cable !== undefined) return err({ errno: 'EBUSY' });
  if (a.ns === b.ns && a.dev.ifindex === b.dev.ifindex) return err({ errno: 'ELOOP' });
  const { id, ends, delay, loss, plugged } = op;
  world.cables.set(id, { id, ends, delay, loss, plugged });
  plugIn(a, b, id);
  plugIn(b, a, id);
  settleEnds(world, op.ends);
  return ok();
}

export function cableSet(world: World, op: CableSet): Result<void, NetlinkError> {
  const cable = world.cables.get(op.id);
  if (!cable) return err({ errno: 'ENODEV' });
  const delay = op.delay ?? cable.delay;
  const loss = op.loss ?? cable.loss;
  if (!isPossible(delay, loss)) return err({ errno: 'ERANGE' });
  world.cables.set(op.id, { ...cable, delay, loss, plugged: op.plugged ?? cable.plugged });
  settleEnds(world, cable.ends);
  return ok();
}

export function cableDel(world: World, id: CableId): Result<void, NetlinkError> {
  if (!world.cables.has(id)) return err({ errno: 'ENODEV' });
  unplug(world, id);
  return ok();
}

/** The cable goes, and with it the carrier at both ends. */
export function unplug(world: World, id: CableId): void {
  const cable: Cable = present(world.cables.get(id), `cable ${id}`);
  world.cables.delete(id);
  for (const end of cable.ends) {
    const port = portAt(world, end);
    if (!port) continue;
    const { cable: _cable, cableEnd: _cableEnd, ...free } = port.dev;
    settleLink(world, port.ns, putDev(port.ns, free));
  }
}

/** A cable names its ends by the ports' names: a rename goes into it. */
export function renameCableEnd(world: World, dev: Dev, machine: CableEnd['machine'], name: string): void {
  const cable = dev.cable === undefined ? undefined : world.cables.get(dev.cable);
  if (!cable) return;
  const [a, b] = cable.ends;
  const rename = (end: CableEnd): CableEnd =>
    end.machine === machine && end.port === dev.name ? { machine, port: name } : end;
  world.cables.set(cable.id, { ...cable, ends: [rename(a), rename(b)] });
}

function isPossible(delay: number, loss: number): boolean {
  return Number.isSafeInteger(delay) && delay >= 0 && loss >= 0 && loss <= 1;
}

function portAt(world: World, end: CableEnd): Port | undefined {
  const ns = world.netns.get(rootNetnsOf(end.machine));
  const dev = ns && devByName(ns, end.port);
  return ns && dev && { ns, dev };
}

function plugIn(port: Port, far: Port, cable: CableId): void {
  putDev(port.ns, { ...port.dev, cable, cableEnd: { netns: far.ns.id, ifindex: far.dev.ifindex } });
}

function settleEnds(world: World, ends: readonly CableEnd[]): void {
  for (const end of ends) {
    const port = portAt(world, end);
    if (port) settleLink(world, port.ns, port.dev);
  }
}
