// A packet wants to be sent to a neighbour that isn't known for certain (neigh_event_send, net/core/neighbour.c).

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Packet } from '../../wire/packet.ts';
import { neighCreate } from './create.ts';
import type { DevCtx, Neigh, NudState, Waiting } from './neigh.ts';
import { neighProbe, retransTime } from './probe.ts';
import { neighParam, neighTime } from './sysctl.ts';
import { armTimer, disarmTimer, neighLookup, neighSet } from './table.ts';
import { truesize } from './truesize.ts';

/**
 * The entry, if the packet may be sent to its address right away. Otherwise the packet waits for ARP (or is dropped).
 * NONE and FAILED begin a search, at once and with a broadcast; STALE is used as it is, but in five seconds it will have
 * to be proved.
 */
export function neighEventSend(ctx: DevCtx, neigh: Neigh, packet?: Packet): Neigh | undefined {
  const now = ctx.world.now;
  const used = neigh.used === now ? neigh : { ...neigh, used: now };
  switch (used.state) {
    case 'NONE':
    case 'FAILED':
      beginSearch(ctx, used, packet);
      return undefined;
    case 'INCOMPLETE':
      if (packet) enqueue(ctx, used, packet);
      return undefined;
    case 'STALE':
      return delay(ctx, used, packet);
    default:
      if (used !== neigh) neighSet(ctx.ns, used);
      return used;
  }
}

/** Asks for the address of `ip` although no packet needs it yet: a redirect named it. */
export function neighResolve(ctx: DevCtx, ip: Ipv4Addr): void {
  const neigh = neighLookup(ctx.ns, ctx.oif, ip) ?? neighCreate(ctx, ip);
  if (neigh) neighEventSend(ctx, neigh);
}

function beginSearch(ctx: DevCtx, neigh: Neigh, packet: Packet | undefined): void {
  const param = (name: 'mcast_solicit' | 'app_solicit' | 'ucast_solicit') =>
    neighParam(ctx.ns, ctx.oif.name, name);
  if (param('mcast_solicit') + param('app_solicit') === 0) {
    enter(ctx, { ...neigh, state: 'FAILED' }, { from: neigh.state, packet });
    if (packet) ctx.world.emit(ctx, packet, { kind: 'packet.drop', reason: 'NEIGH_FAILED' });
    return;
  }
  // The unicast probes count as sent: there is no address yet to send them to.
  const searching: Neigh = { ...neigh, state: 'INCOMPLETE', probes: param('ucast_solicit'), mac: undefined };
  const armed = armTimer(ctx, searching, retransTime(ctx));
  const entered = enter(ctx, armed, { from: neigh.state, packet });
  neighProbe(ctx, packet ? enqueue(ctx, entered, packet) : entered);
}

function delay(ctx: DevCtx, neigh: Neigh, packet: Packet | undefined): Neigh {
  const stale = disarmTimer(ctx, neigh);
  const delayed: Neigh = { ...stale, state: 'DELAY' };
  const armed = armTimer(ctx, delayed, neighTime(ctx.ns, ctx.oif.name, 'delay_first_probe_time'));
  return enter(ctx, armed, { from: neigh.state, packet });
}

/** Puts the packet at the end of the queue; the oldest ones make room for it. */
function enqueue(ctx: DevCtx, neigh: Neigh, packet: Packet): Neigh {
  const limit = neighParam(ctx.ns, ctx.oif.name, 'unres_qlen_bytes');
  let bytes = truesize(packet);
  for (const waiting of neigh.queue) bytes += truesize(waiting.packet);
  let dropped = 0;
  for (const oldest of neigh.queue) {
    if (bytes <= limit) break;
    bytes -= truesize(oldest.packet);
    dropped++;
    ctx.world.emit(ctx, oldest.packet, { kind: 'packet.drop', reason: 'NEIGH_QUEUEFULL', detail: { limit } });
  }
  const queued: Neigh = { ...neigh, queue: [...neigh.queue.slice(dropped), waiting(ctx, packet)] };
  neighSet(ctx.ns, queued);
  ctx.world.emit(ctx, packet, { kind: 'neigh.queue', ip: neigh.ip, waiting: queued.queue.length });
  return queued;
}

function waiting({ iif }: DevCtx, packet: Packet): Waiting {
  return iif ? { packet, iif: iif.ifindex } : { packet };
}

/** Writes the entry in its new state, and says so. */
function enter(
  ctx: DevCtx,
  neigh: Neigh,
  { from, packet }: { from: NudState; packet: Packet | undefined },
): Neigh {
  const entered = { ...neigh, updated: ctx.world.now };
  neighSet(ctx.ns, entered);
  ctx.world.emit(ctx, packet, {
    kind: 'neigh.state',
    ip: neigh.ip,
    from,
    to: neigh.state,
    why: from === 'STALE' ? 'used-stale' : 'first-use',
    ...(from === 'STALE' && neigh.mac && { mac: neigh.mac }),
  });
  return entered;
}
