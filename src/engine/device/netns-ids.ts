// By which number a namespace knows another one (peernet2id_alloc, net/core/net_namespace.c). The kernel gives them out when
// a message about a device first has to name the other namespace; here that is when the device comes to have its peer there.

import { byText } from '../../base/order.ts';
import type { NetnsId } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';

/** Gives `other` the least number that is free in `ns`, if it has none yet. */
export function noteNetns(ns: Netns, other: NetnsId): void {
  if (other === ns.id || ns.nsids.has(other)) return;
  const taken = new Set(ns.nsids.keys(byText).map((id) => ns.nsids.get(id)));
  let nsid = 0;
  while (taken.has(nsid)) nsid++;
  ns.nsids.set(other, nsid);
}

/** The namespace is gone, and nobody knows it any more. */
export function forgetNetns(world: World, gone: NetnsId): void {
  for (const id of world.netns.keys(byText)) world.netns.get(id)?.nsids.delete(gone);
}
