// Broadcast storms. Ethernet has no TTL: where bridges form a loop and no spanning tree cuts it, a flooded frame goes
// round for ever, and a copy is added at each branch. Linux does nothing about it; we notice it and end it.
//
// The proof of a loop is exact: each copy carries the bridge ports it came in by, and a bridge never changes a frame. In
// a network without a loop no copy meets the same port twice, however far it is flooded; and a retransmission, an
// answer or a routed packet is another packet, whose path begins anew.

import { byText } from '../../base/order.ts';
import type { Frame } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { CableId, IfIndex, NetnsId } from '../ids.ts';
import type { World } from '../world.ts';
import type { Dev } from './dev.ts';

/** Where a copy of a frame has been: the bridge ports it came in by, the latest first. */
export interface BridgePath {
  readonly netns: NetnsId;
  readonly ifindex: IfIndex;
  readonly cable: CableId | undefined;
  readonly before: BridgePath | undefined;
}

/** How many more passes a storming frame gets, all its copies together: enough to be seen going round. */
const STORM_PASSES = 32;

/** A frame comes in by a bridge port: its path with this port in it, or undefined if its storm ends here. */
export function enterBridge(ctx: Ctx & { readonly iif: Dev }, frame: Frame): BridgePath | undefined {
  const { world, ns, iif } = ctx;
  const path = { netns: ns.id, ifindex: iif.ifindex, cable: iif.cable, before: ctx.path };
  const passes = world.storms.get(frame.id);
  if (passes === undefined) {
    if (wasHere(ctx.path, ns.id, iif.ifindex)) reportStorm(ctx, frame, path);
    return path;
  }
  if (passes >= STORM_PASSES) {
    world.emit(ctx, frame, { kind: 'packet.drop', reason: 'storm-bound' });
    return undefined;
  }
  world.storms.set(frame.id, passes + 1);
  return path;
}

/** A change of the network may have cut the loop: if it is still there, it is reported again. */
export function forgetStorms(world: World): void {
  for (const loop of world.loops.keys(byText)) world.loops.delete(loop);
}

function wasHere(path: BridgePath | undefined, netns: NetnsId, ifindex: IfIndex): boolean {
  for (let step = path; step; step = step.before) {
    if (step.ifindex === ifindex && step.netns === netns) return true;
  }
  return false;
}

function reportStorm(ctx: Ctx & { readonly iif: Dev }, frame: Frame, path: BridgePath): void {
  const { world } = ctx;
  world.storms.set(frame.id, 1);
  const round = lastRound(path);
  const cables = [...new Set(round.flatMap((step) => step.cable ?? []))].sort(byText);
  const name = cables.length > 0 ? cables.join(' ') : `${path.netns} ${path.ifindex}`;
  if (world.loops.has(name)) return;
  world.loops.set(name, true);
  world.emit(ctx, frame, { kind: 'br.storm', frames: round.length, cables });
}

/** The part of `path` that leads from a port back to the same port. */
function lastRound(path: BridgePath): BridgePath[] {
  const round = [path];
  for (let step = path.before; step; step = step.before) {
    if (step.ifindex === path.ifindex && step.netns === path.netns) break;
    round.push(step);
  }
  return round;
}
