// A device that takes every frame (dev_set_promiscuity, net/core/dev.c): set by hand, or held by packet sockets. It matters on a
// bridge, which then shows its own device the frames between its ports, too.

import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { Dev } from './dev.ts';

/** One holder more (1) or less (-1), in a turn of its own. */
export function holdPromiscuous(world: World, ns: Netns, ifindex: IfIndex, change: 1 | -1): void {
  world.beginTurn(undefined);
  const held = (ns.promiscuity.get(ifindex) ?? 0) + change;
  if (held > 0) ns.promiscuity.set(ifindex, held);
  else if (ns.promiscuity.has(ifindex)) ns.promiscuity.delete(ifindex);
}

export function isPromiscuous(ns: Netns, dev: Dev): boolean {
  return dev.labels?.promisc === true || ns.promiscuity.has(dev.ifindex);
}
