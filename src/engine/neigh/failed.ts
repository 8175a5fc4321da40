// Nobody answered (neigh_invalidate, net/core/neighbour.c; arp_error_report, net/ipv4/arp.c): each packet that waited has
// its sender told "host unreachable", and is dropped.

import { linkFailure } from '../ip/icmp-send.ts';
import type { NeighWhy } from '../trace.ts';
import type { DevCtx, Neigh } from './neigh.ts';
import { ctxOf, disarmTimer, neighNow, neighSet } from './table.ts';

/** The round of probes is over without an answer. */
export function failNeigh(ctx: DevCtx, neigh: Neigh, why: NeighWhy = 'no-answer'): void {
  const failed: Neigh = { ...disarmTimer(ctx, neigh), state: 'FAILED', updated: ctx.world.now };
  neighSet(ctx.ns, failed);
  const cause = ctx.world.emit(ctx, undefined, {
    kind: 'neigh.state',
    ip: neigh.ip,
    from: neigh.state,
    to: 'FAILED',
    why,
    ...(neigh.mac && { oldMac: neigh.mac }),
  });
  reportWaiting(ctx, failed, cause);
  ctx.world.cause = cause;
}

function reportWaiting(ctx: DevCtx, failed: Neigh, cause: number): void {
  const { world } = ctx;
  for (;;) {
    // Looked up each time: an ICMP error can go to this very neighbour, which starts the search again.
    const now = neighNow(ctx.ns, failed);
    const [waiting, ...rest] = now?.queue ?? [];
    if (!now || !waiting) return;
    world.cause = cause;
    if (now.state !== 'FAILED') return purge(ctx, now);
    neighSet(ctx.ns, { ...now, queue: rest });
    linkFailure(ctxOf(ctx, waiting), waiting.packet);
    world.cause = cause;
    world.emit(ctx, waiting.packet, { kind: 'packet.drop', reason: 'NEIGH_FAILED' });
  }
}

function purge(ctx: DevCtx, neigh: Neigh): void {
  neighSet(ctx.ns, { ...neigh, queue: [] });
  for (const { packet } of neigh.queue)
    ctx.world.emit(ctx, packet, { kind: 'packet.drop', reason: 'QUEUE_PURGE' });
}
