// Answering ARP for somebody else (proxy_arp; pneigh_enqueue and neigh_proxy_process, net/core/neighbour.c). A question
// that was sent to everybody is answered after a random time, so that the real owner comes first.
// Left out: proxy entries (`ip neigh add proxy`), proxy_arp_pvlan and medium_id.

import { present } from '../../base/assert.ts';
import { byText } from '../../base/order.ts';
import { MILLISECOND, type Nanos, type IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { Scheduled } from '../queue.ts';
import type { Task } from '../task.ts';
import type { World } from '../world.ts';
import { type ArpArrival, arpProcess } from './arp.ts';
import type { DevCtx } from './neigh.ts';
import { neighParam, neighTime } from './sysctl.ts';

/** A question that waits for its answer. */
export interface ProxyWait {
  readonly arrival: ArpArrival;
  readonly iif: IfIndex;
  readonly timer: Scheduled<Task>;
}

const PREFIX = 'proxy ';

export function isProxyKey(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** Puts the question aside. False if it is to be answered at once. */
export function proxyEnqueue(ctx: DevCtx, arrival: ArpArrival): boolean {
  const { world, ns, oif } = ctx;
  const { frame } = arrival;
  const longest = neighTime(ns, oif.name, 'proxy_delay');
  if (arrival.waited || arrival.toUs || longest === 0) return false;
  if (ns.arpProxy.size > neighParam(ns, oif.name, 'proxy_qlen')) {
    world.emit(ctx, frame, { kind: 'packet.drop', reason: 'arp-ignored' });
    return true;
  }
  const delay = (world.rng.below(longest / MILLISECOND) * MILLISECOND) as Nanos;
  const key = `${PREFIX}${oif.ifindex} ${frame.id}`;
  const timer = world.schedule(delay, { kind: 'neigh.timer', netns: ns.id, key });
  ns.arpProxy.set(key, { arrival: { ...arrival, waited: true }, iif: oif.ifindex, timer });
  return true;
}

/** parp_redo: it has waited; decides again. */
export function proxyRedo(world: World, ns: Netns, key: string): void {
  const { arrival, iif } = present(ns.arpProxy.get(key), 'question in the proxy queue');
  ns.arpProxy.delete(key);
  arpProcess({ world, ns, oif: present(ns.devs.get(iif), 'its device') }, arrival);
}

/** A device went down: Linux forgets the questions of the whole namespace (pneigh_queue_purge). */
export function proxyPurge(world: World, ns: Netns): void {
  for (const key of ns.arpProxy.keys(byText)) {
    const { arrival, iif, timer } = present(ns.arpProxy.get(key), 'question in the proxy queue');
    world.queue.cancel(timer);
    ns.arpProxy.delete(key);
    const oif = ns.devs.get(iif);
    world.emit(oif ? { ns, oif } : { ns }, arrival.frame, { kind: 'packet.drop', reason: 'QUEUE_PURGE' });
  }
}
