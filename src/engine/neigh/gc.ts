// Forgetting entries (neigh_periodic_work, neigh_forced_gc). Below gc_thresh1 (128 entries) Linux forgets nothing, so that
// an old STALE or FAILED entry stays for ever in a small network.
// Simplified: Linux counts the entries of all namespaces of the machine together; here each namespace has its own count.

import { present } from '../../base/assert.ts';
import { by, byNumber } from '../../base/order.ts';
import { type Nanos, SECOND } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { hasTimer, type Neigh } from './neigh.ts';
import { removeNeigh } from './remove.ts';
import { GC_THRESH1, GC_THRESH2, GC_THRESH3, neighTime } from './sysctl.ts';
import { neighList } from './table.ts';

/** The timer key of the periodic work; no device has index 0. */
export const GC_KEY = '0 gc';

/** Half of the default base_reachable_time. */
const GC_PERIOD = (15 * SECOND) as Nanos;
const FORCED_GC_AGE = 5 * SECOND;

/** Begins the periodic work when the table gets large. */
export function scheduleGc(world: World, ns: Netns): void {
  if (ns.neigh.size < GC_THRESH1 || ns.neighGc.get()) return;
  ns.neighGc.set(true);
  world.schedule(GC_PERIOD, { kind: 'neigh.timer', netns: ns.id, key: GC_KEY }, true);
}

/** The periodic work: FAILED entries go, and those unused for gc_stale_time. */
export function collectGarbage(world: World, ns: Netns): void {
  ns.neighGc.set(false);
  if (ns.neigh.size < GC_THRESH1) return;
  for (const neigh of neighList(ns)) {
    if (isGarbage(world, ns, neigh)) removeNeigh(world, ns, { neigh, why: 'gc' });
  }
  scheduleGc(world, ns);
}

/** Is there room for one more entry? Makes some if need be. */
export function makeRoom(world: World, ns: Netns): boolean {
  if (ns.neigh.size < GC_THRESH2) return true;
  const oldestFirst = neighList(ns).sort(by((n: Neigh) => n.updated, byNumber));
  for (const neigh of oldestFirst) {
    if (ns.neigh.size < GC_THRESH2) break;
    if (isExpendable(world, neigh)) removeNeigh(world, ns, { neigh, why: 'gc' });
  }
  return ns.neigh.size < GC_THRESH3;
}

function isGarbage(world: World, ns: Netns, neigh: Neigh): boolean {
  if (neigh.externLearn || neigh.managed) return false;
  if (neigh.state === 'PERMANENT' || hasTimer(neigh.state)) return false;
  if (neigh.state === 'FAILED') return true;
  const dev = present(ns.devs.get(neigh.dev), 'device of a neighbour');
  const used = Math.max(neigh.used, neigh.confirmed);
  return world.now >= used + neighTime(ns, dev.name, 'gc_stale_time');
}

/** An entry with a timer is held by it; PERMANENT ones are not in the list that Linux goes through. */
function isExpendable(world: World, neigh: Neigh): boolean {
  if (neigh.externLearn || neigh.managed) return false;
  if (neigh.state === 'PERMANENT' || hasTimer(neigh.state)) return false;
  return neigh.state === 'FAILED' || neigh.state === 'NOARP' || world.now - neigh.updated > FORCED_GC_AGE;
}
