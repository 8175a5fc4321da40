// `ip neigh add | replace | del | flush` (neigh_add and neigh_delete, net/core/neighbour.c; flush is iproute2's loop over
// what it lists, ip/ipneigh.c).

import { err, ok, type Result } from '../../base/result.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import { devByName } from '../device/table.ts';
import type { World } from '../world.ts';
import { neighCreate } from './create.ts';
import { failNeigh } from './failed.ts';
import type { DevCtx, Neigh } from './neigh.ts';
import { removeNeigh } from './remove.ts';
import { neighList, neighLookup, neighNow } from './table.ts';
import { neighUpdate } from './update.ts';

export type NeighOp = Extract<NetlinkOp, { op: `neigh.${string}` }>;
type AddOp = Extract<NeighOp, { op: 'neigh.add' | 'neigh.replace' }>;

export function neighOp(world: World, op: NeighOp): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  if (!ns) return err({ errno: 'ENODEV' });
  const oif = op.dev === undefined ? undefined : devByName(ns, op.dev);
  if (op.dev !== undefined && !oif) return err({ errno: 'ENODEV' });
  if (op.op === 'neigh.flush') {
    for (const neigh of neighList(ns)) {
      const dev = ns.devs.get(neigh.dev);
      if (dev && (!oif || dev.ifindex === oif.ifindex) && isFlushed(neigh))
        remove({ world, ns, oif: dev }, neigh);
    }
    return ok();
  }
  if (!oif) return err({ errno: 'ENODEV' });
  const ctx: DevCtx = { world, ns, oif };
  return op.op === 'neigh.del' ? del(ctx, op) : add(ctx, op);
}

function add(ctx: DevCtx, op: AddOp): Result<void, NetlinkError> {
  const known = neighLookup(ctx.ns, ctx.oif, op.ip);
  if (known && op.op === 'neigh.add') return err({ errno: 'EEXIST' });
  const neigh = known ?? neighCreate(ctx, op.ip);
  if (!neigh) return err({ errno: 'ENOBUFS' });
  const state = op.state ?? 'PERMANENT';
  neighUpdate(ctx, neigh, { mac: op.mac, state, override: true, admin: true, why: 'admin' });
  return ok();
}

function del(ctx: DevCtx, op: Extract<NeighOp, { op: 'neigh.del' }>): Result<void, NetlinkError> {
  const neigh = neighLookup(ctx.ns, ctx.oif, op.ip);
  if (!neigh) return err({ errno: 'ENOENT' });
  remove(ctx, neigh);
  return ok();
}

/** What waited for the entry gets an ICMP error, unlike when the device goes. */
function remove(ctx: DevCtx, neigh: Neigh): void {
  if (neigh.state === 'INCOMPLETE' || neigh.state === 'PROBE') failNeigh(ctx, neigh, 'admin');
  const left = neighNow(ctx.ns, neigh);
  if (left) removeNeigh(ctx.world, ctx.ns, { neigh: left, why: 'admin' });
}

/** iproute2's default filter. */
function isFlushed(neigh: Neigh): boolean {
  return neigh.state !== 'PERMANENT' && neigh.state !== 'NOARP' && neigh.state !== 'NONE';
}
