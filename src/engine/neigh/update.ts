// What somebody says about a neighbour, and what the table makes of it (__neigh_update, net/core/neighbour.c): ARP packets
// that came in, and the administrator.

import type { MacAddr } from '../../wire/mac.ts';
import type { Packet } from '../../wire/packet.ts';
import { MILLISECOND, type Nanos } from '../ids.ts';
import type { NeighWhy } from '../trace.ts';
import { failNeigh } from './failed.ts';
import { type DevCtx, hasTimer, isConnected, isValid, type Neigh, type NudState } from './neigh.ts';
import { resolveOutput } from './output.ts';
import { reachableTime } from './reachable-time.ts';
import { armTimer, ctxOf, disarmTimer, longAgo, neighNow, neighSet } from './table.ts';

/** A timer that is set for now goes off with the next tick. */
const SOON = (4 * MILLISECOND) as Nanos;

export interface NeighClaim {
  readonly mac: MacAddr;
  readonly state: Exclude<NudState, 'NONE' | 'INCOMPLETE' | 'FAILED'>;
  /** NEIGH_UPDATE_F_OVERRIDE: may another MAC address be replaced? */
  readonly override: boolean;
  /** NEIGH_UPDATE_F_ADMIN: set by hand. Nothing else changes PERMANENT and NOARP entries. */
  readonly admin?: true;
  readonly why: NeighWhy;
  /** The ARP packet that says so. */
  readonly packet?: Packet;
}

/** `ip neigh replace … nud none`: not valid, whatever MAC address came with it. Nobody looks for such an INCOMPLETE one. */
export function neighUnset(ctx: DevCtx, neigh: Neigh, state: 'NONE' | 'FAILED' | 'INCOMPLETE'): void {
  if (state === 'FAILED' && (neigh.state === 'INCOMPLETE' || neigh.state === 'PROBE'))
    return failNeigh(ctx, neigh, 'admin');
  if (neigh.state === state) return neighSet(ctx.ns, disarmTimer(ctx, neigh));
  neighSet(ctx.ns, { ...disarmTimer(ctx, neigh), state });
  const { ip, state: from } = neigh;
  ctx.world.emit(ctx, undefined, { kind: 'neigh.state', ip, from, to: state, why: 'admin' });
}

export function neighUpdate(ctx: DevCtx, neigh: Neigh, claim: NeighClaim): void {
  if (!claim.admin && (neigh.state === 'PERMANENT' || neigh.state === 'NOARP')) return;
  // Even an answer with another address, which is ignored below, counts as a sign of life.
  const heard = isConnected(claim.state) ? { ...neigh, confirmed: ctx.world.now } : neigh;
  if (heard !== neigh) neighSet(ctx.ns, heard);
  const known = isValid(neigh.state);
  const sameMac = known && claim.mac === neigh.mac;
  if (known && !sameMac && !claim.override) return;
  // A hint that agrees with what is known changes nothing.
  const to = sameMac && claim.state === 'STALE' && !claim.admin ? neigh.state : claim.state;
  if (to === neigh.state && sameMac) return;
  write(ctx, heard, { ...claim, to, sameMac });
  if (!known) sendWaiting(ctx, heard);
}

interface Change extends NeighClaim {
  readonly to: NudState;
  readonly sameMac: boolean;
}

function write(ctx: DevCtx, neigh: Neigh, claim: Change): void {
  const { to, mac, sameMac } = claim;
  let next: Neigh = { ...neigh, updated: ctx.world.now, mac };
  if (to !== neigh.state) {
    next = { ...disarmTimer(ctx, next), state: to };
    if (to === 'PROBE') next = { ...next, probes: 0 };
    if (hasTimer(to))
      next = armTimer(ctx, next, to === 'REACHABLE' ? reachableTime(ctx.world, ctx.ns, ctx.oif) : SOON);
  }
  if (!sameMac && !isConnected(to)) next = { ...next, confirmed: longAgo(ctx) };
  neighSet(ctx.ns, next);
  ctx.world.emit(ctx, claim.packet, {
    kind: 'neigh.state',
    ip: neigh.ip,
    from: neigh.state,
    to,
    why: claim.why,
    mac,
    ...(isValid(neigh.state) && neigh.mac && neigh.mac !== mac && { oldMac: neigh.mac }),
  });
}

/** There is an address now: what waited goes out in the order it came, each caused by the answer. */
function sendWaiting(ctx: DevCtx, resolved: Neigh): void {
  const { world } = ctx;
  const cause = world.cause;
  for (;;) {
    const now = neighNow(ctx.ns, resolved);
    const [waiting, ...rest] = now?.queue ?? [];
    if (!now || !waiting || !isValid(now.state)) break;
    const shorter: Neigh = { ...now, queue: rest };
    neighSet(ctx.ns, shorter);
    world.cause = cause;
    resolveOutput(ctxOf(ctx, waiting), shorter, waiting.packet);
  }
  world.cause = cause;
}
