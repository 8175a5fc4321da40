// The one way to change a world: an operation is a turn of its own, begins with its `op` event, and does what Linux does.

import { assertNever } from '../base/assert.ts';
import type { Result } from '../base/result.ts';
import { cableAdd, cableDel, cableSet } from './device/cable.ts';
import { fdbOp } from './device/fdb-ops.ts';
import { linkAdd } from './device/link-add.ts';
import { linkDel } from './device/link-del.ts';
import { linkSet } from './device/link-set.ts';
import { vxlanFdbOp } from './device/vxlan-fdb-ops.ts';
import { netnsIdOp } from './device/netns-ids.ts';
import { forgetStorms } from './device/storm.ts';
import { describeError } from './errno.ts';
import { addrOp } from './fib/addr-ops.ts';
import { routeOp } from './fib/route-ops.ts';
import { ruleOp } from './fib/rule-ops.ts';
import { machineOp, netnsOp } from './machine-ops.ts';
import { neighOp } from './neigh/ops.ts';
import { proxyOp } from './neigh/proxy-table.ts';
import type { NetlinkError, Op } from './netlink.ts';
import { sysctlWrite } from './sysctl-write.ts';
import type { TraceEvent } from './trace.ts';
import type { World } from './world.ts';

export { describeError };

/** Applies `op`. If the kernel refuses it, the `op` event says why, and what was done before the refusal stays done. */
export function applyOp(world: World, op: Op): Result<void, NetlinkError> {
  world.beginTurn(undefined);
  forgetStorms(world);
  const ns = 'netns' in op ? world.netns.get(op.netns) : undefined;
  const seq = world.emit(ns && { ns }, undefined, { kind: 'op', op });
  const done = dispatch(world, op);
  if (!done.ok) {
    world.events[seq] = { ...world.events[seq], error: describeError(done.error) } as TraceEvent;
  }
  return done;
}

function dispatch(world: World, op: Op): Result<void, NetlinkError> {
  switch (op.op) {
    case 'link.add':
      return linkAdd(world, op);
    case 'link.set':
      return linkSet(world, op);
    case 'link.del':
      return linkDel(world, op);
    case 'addr.add':
    case 'addr.change':
    case 'addr.del':
      return addrOp(world, op);
    case 'route.add':
    case 'route.replace':
    case 'route.change':
    case 'route.append':
    case 'route.prepend':
    case 'route.del':
      return routeOp(world, op);
    case 'rule.add':
    case 'rule.del':
      return ruleOp(world, op);
    case 'neigh.add':
    case 'neigh.change':
    case 'neigh.replace':
    case 'neigh.del':
    case 'neigh.flush':
      return neighOp(world, op);
    case 'pneigh.add':
    case 'pneigh.del':
      return proxyOp(world, op);
    case 'fdb.add':
    case 'fdb.del':
    case 'fdb.flush':
      return fdbOp(world, op);
    case 'vxlan.fdb.add':
    case 'vxlan.fdb.del':
    case 'vxlan.fdb.flush':
      return vxlanFdbOp(world, op);
    case 'sysctl.write':
      return sysctlWriteOp(world, op);
    case 'netns.add':
    case 'netns.del':
    case 'netns.attach':
    case 'netns.drop':
      return netnsOp(world, op);
    case 'netns.id':
      return netnsIdOp(world, op);
    case 'machine.add':
    case 'machine.set':
    case 'machine.del':
      return machineOp(world, op);
    case 'cable.add':
      return cableAdd(world, op);
    case 'cable.set':
      return cableSet(world, op);
    case 'cable.del':
      return cableDel(world, op.id);
    default:
      return assertNever(op);
  }
}

function sysctlWriteOp(world: World, op: Extract<Op, { op: 'sysctl.write' }>): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  return ns ? sysctlWrite(world, ns, op.key, op.value) : { ok: false, error: { errno: 'ENOENT' } };
}
