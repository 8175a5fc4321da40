// Taking an entry out of the table (neigh_flush_one). What waited for it goes without a word: no ICMP error.

import type { NeighWhy } from '../trace.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { type Neigh, neighKey } from './neigh.ts';
import { disarmTimer } from './table.ts';

export interface Removal {
  readonly neigh: Neigh;
  readonly why: NeighWhy;
}

export function removeNeigh(world: World, ns: Netns, { neigh, why }: Removal): void {
  disarmTimer({ world }, neigh);
  ns.neigh.delete(neighKey(neigh.dev, neigh.ip));
  const dev = ns.devs.get(neigh.dev);
  const at = dev ? { ns, oif: dev } : { ns };
  world.emit(at, undefined, {
    kind: 'neigh.state',
    ip: neigh.ip,
    from: neigh.state,
    to: 'NONE',
    why,
    ...(neigh.mac && { oldMac: neigh.mac }),
  });
  for (const { packet } of neigh.queue)
    world.emit(at, packet, { kind: 'packet.drop', reason: 'QUEUE_PURGE' });
}
