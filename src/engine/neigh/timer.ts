// A neighbour entry's timer has run out (neigh_timer_handler, net/core/neighbour.c).
//
//   REACHABLE ── proved lately: on ── used lately: DELAY ── else: STALE
//   DELAY ────── proved meanwhile: REACHABLE ── else: PROBE
//   PROBE, INCOMPLETE ── probes left: one more ── else: FAILED
//
// Linux's timers run out a little later than they are set for, so that its `now <= deadline` is false at the first run;
// here they run out on the instant, so it is `now < deadline`.

import type { Nanos } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { NeighWhy } from '../trace.ts';
import type { World } from '../world.ts';
import { failNeigh } from './failed.ts';
import { collectGarbage, GC_KEY } from './gc.ts';
import { type DevCtx, hasTimer, type Neigh, type NudState } from './neigh.ts';
import { maxProbes, neighProbe, retransTime } from './probe.ts';
import { isProxyKey, proxyRedo } from './proxy.ts';
import { reachableTime } from './reachable-time.ts';
import { neighTime } from './sysctl.ts';
import { armTimer, neighSet } from './table.ts';

export function neighTimer(world: World, ns: Netns, key: string): void {
  if (key === GC_KEY) return collectGarbage(world, ns);
  if (isProxyKey(key)) return proxyRedo(world, ns, key);
  const neigh = ns.neigh.get(key);
  const oif = neigh && ns.devs.get(neigh.dev);
  if (!neigh || !oif || !hasTimer(neigh.state)) return;
  const ctx: DevCtx = { world, ns, oif };
  const fired: Neigh = { ...neigh, timer: undefined };
  if (fired.state === 'REACHABLE') reachableOver(ctx, fired);
  else if (fired.state === 'DELAY') delayOver(ctx, fired);
  else probeAgain(ctx, fired);
}

function reachableOver(ctx: DevCtx, neigh: Neigh): void {
  const now = ctx.world.now;
  const proofEnds = neigh.confirmed + reachableTime(ctx.world, ctx.ns, ctx.oif);
  if (now < proofEnds) {
    rearm(ctx, neigh, proofEnds - now);
    return;
  }
  const delay = neighTime(ctx.ns, ctx.oif.name, 'delay_first_probe_time');
  if (now < neigh.used + delay) {
    rearm(ctx, enter(ctx, neigh, { to: 'DELAY', why: 'reachable-over' }), delay);
  } else {
    enter(ctx, neigh, { to: 'STALE', why: 'reachable-over' });
  }
}

function delayOver(ctx: DevCtx, neigh: Neigh): void {
  const { world, ns, oif } = ctx;
  if (world.now < neigh.confirmed + neighTime(ns, oif.name, 'delay_first_probe_time')) {
    const proofEnds = neigh.confirmed + reachableTime(world, ns, oif);
    rearm(ctx, enter(ctx, neigh, { to: 'REACHABLE', why: 'confirmed' }), proofEnds - world.now);
  } else {
    probeAgain(ctx, enter(ctx, { ...neigh, probes: 0 }, { to: 'PROBE', why: 'delay-over' }));
  }
}

function probeAgain(ctx: DevCtx, neigh: Neigh): void {
  if (neigh.probes >= maxProbes(ctx, neigh)) failNeigh(ctx, neigh);
  else neighProbe(ctx, rearm(ctx, neigh, retransTime(ctx)));
}

/** A timer that would be over already runs for a hundredth of a second. */
function rearm(ctx: DevCtx, neigh: Neigh, delay: number): Neigh {
  const armed = armTimer(ctx, neigh, Math.max(delay, 10_000_000) as Nanos);
  neighSet(ctx.ns, armed);
  return armed;
}

function enter(ctx: DevCtx, neigh: Neigh, { to, why }: { to: NudState; why: NeighWhy }): Neigh {
  const entered: Neigh = { ...neigh, state: to, updated: ctx.world.now };
  neighSet(ctx.ns, entered);
  ctx.world.emit(ctx, undefined, {
    kind: 'neigh.state',
    ip: neigh.ip,
    from: neigh.state,
    to,
    why,
    ...(neigh.mac && { mac: neigh.mac }),
  });
  return entered;
}
