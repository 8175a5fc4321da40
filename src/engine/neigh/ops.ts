// `ip neigh add | change | replace | del | flush` (neigh_add and neigh_delete, net/core/neighbour.c; flush is iproute2's loop
// over what it lists, ip/ipneigh.c).

import { err, ok, type Result } from '../../base/result.ts';
import { devByName } from '../device/table.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { World } from '../world.ts';
import { neighCreate } from './create.ts';
import { neighEventSend } from './event-send.ts';
import { failNeigh } from './failed.ts';
import { type DevCtx, isValid, type Neigh } from './neigh.ts';
import { removeNeigh } from './remove.ts';
import { disarmTimer, neighList, neighLookup, neighNow, neighSet } from './table.ts';
import { neighUnset, neighUpdate } from './update.ts';

export type NeighOp = Extract<NetlinkOp, { op: `neigh.${string}` }>;
type AddOp = Extract<NeighOp, { op: 'neigh.add' | 'neigh.change' | 'neigh.replace' }>;

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
  if (!known && op.op === 'neigh.change') return err({ errno: 'ENOENT' });
  const neigh = known ?? neighCreate(ctx, op.ip);
  if (!neigh) return err({ errno: 'ENOBUFS' });
  const marked = withFlags(neigh, op);
  neighSet(ctx.ns, marked);
  if (op.use || op.managed) return resolveNow(ctx, marked);
  const state = op.state ?? 'PERMANENT';
  if (state === 'NONE' || state === 'FAILED' || state === 'INCOMPLETE') {
    neighUnset(ctx, marked, state);
    return ok();
  }
  const mac = op.mac ?? (isValid(marked.state) ? marked.mac : undefined);
  if (mac === undefined) return err({ errno: 'EINVAL', extack: 'No link layer address given.' });
  neighUpdate(ctx, marked, { mac, state, override: true, admin: true, why: 'admin' });
  return ok();
}

function withFlags(neigh: Neigh, { router, externLearn, managed, proto }: AddOp): Neigh {
  return {
    ...neigh,
    ...(router && { router }),
    ...(externLearn && { externLearn }),
    ...(managed && { managed }),
    ...(proto !== undefined && { proto }),
  };
}

/** NTF_USE and NTF_EXT_MANAGED: whatever state and address were named, the entry is looked for as if a packet needed it. */
function resolveNow(ctx: DevCtx, neigh: Neigh): Result<void, NetlinkError> {
  const loose: Neigh = neigh.state === 'PERMANENT' ? { ...disarmTimer(ctx, neigh), state: 'NONE' } : neigh;
  neighSet(ctx.ns, loose);
  neighEventSend(ctx, loose);
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
  return neigh.externLearn === true || (neigh.state !== 'PERMANENT' && neigh.state !== 'NOARP');
}
