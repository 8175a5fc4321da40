// The neighbour table of a namespace: look-up, change, order, and the timers of its entries.

import { by, byNumber, chain } from '../../base/order.ts';
import { INADDR_ANY, type Ipv4Addr, ipv4ToNumber } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import type { Nanos } from '../ids.ts';
import type { Netns } from '../netns.ts';
import { type DevCtx, type Neigh, neighKey, type Waiting } from './neigh.ts';
import { neighTime } from './sysctl.ts';

export function neighLookup(ns: Netns, dev: Dev, ip: Ipv4Addr): Neigh | undefined {
  return ns.neigh.get(neighKey(dev.ifindex, primaryKey(dev, ip)));
}

export function neighSet(ns: Netns, neigh: Neigh): void {
  ns.neigh.set(neighKey(neigh.dev, neigh.ip), neigh);
}

/** The row as it is now: what a stage holds may be out of date after it has sent something. */
export function neighNow(ns: Netns, neigh: Neigh): Neigh | undefined {
  return ns.neigh.get(neighKey(neigh.dev, neigh.ip));
}

/**
 * The entries by device, then by address. Linux dumps them in the order of a hash with a random seed, so that any order
 * is one that it could have printed.
 */
export function neighList(ns: Netns): Neigh[] {
  return ns.neigh.sorted(
    chain(
      by((n: Neigh) => n.dev, byNumber),
      by((n: Neigh) => ipv4ToNumber(n.ip), byNumber),
    ),
  );
}

/** The walk of a packet that waited, taken up again. */
export function ctxOf(ctx: DevCtx, { iif }: Waiting): DevCtx {
  const dev = iif && ctx.ns.devs.get(iif);
  return dev ? { ...ctx, iif: dev } : ctx;
}

/** Gives the entry a timer (neigh_add_timer). Only looking for a neighbour keeps a run going: ageing doesn't. */
export function armTimer(ctx: DevCtx, neigh: Neigh, delay: number): Neigh {
  const background = neigh.state !== 'INCOMPLETE' && neigh.state !== 'PROBE';
  const key = neighKey(neigh.dev, neigh.ip);
  const task = { kind: 'neigh.timer', netns: ctx.ns.id, key } as const;
  const timer = ctx.world.schedule(delay as Nanos, task, background);
  return { ...neigh, used: Math.max(neigh.used, neigh.confirmed) as Nanos, timer };
}

export function disarmTimer(ctx: Pick<DevCtx, 'world'>, neigh: Neigh): Neigh {
  if (!neigh.timer) return neigh;
  ctx.world.queue.cancel(neigh.timer);
  return { ...neigh, timer: undefined };
}

/** Not confirmed for twice the reachable time: what an entry begins with, and gets with an address nobody proved. */
export function longAgo(ctx: DevCtx): Nanos {
  return (ctx.world.now - 2 * neighTime(ctx.ns, ctx.oif.name, 'base_reachable_time_ms')) as Nanos;
}

/** The loopback device has one entry for everybody. */
export function primaryKey(dev: Dev, ip: Ipv4Addr): Ipv4Addr {
  return dev.kind === 'loopback' ? INADDR_ANY : ip;
}
