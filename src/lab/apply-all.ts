// Operations as one: all of them are done, or none.

import { err, ok, type Result } from '../base/result.ts';
import { applyOp } from '../engine/apply.ts';
import type { NetlinkError, Op } from '../engine/netlink.ts';
import { dropFuture } from '../engine/playhead.ts';
import type { World } from '../engine/world.ts';

export interface Refusal {
  readonly op: Op;
  readonly error: NetlinkError;
}

/** Applies `ops` in order. On the first error the world is put back to where it was, the trace included. */
export function applyAll(world: World, ops: readonly Op[]): Result<void, Refusal> {
  const before = world.events.length - 1;
  for (const op of ops) {
    const applied = applyOp(world, op);
    if (applied.ok) continue;
    dropFuture(world, before);
    return err({ op, error: applied.error });
  }
  return ok();
}
