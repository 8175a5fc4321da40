// The missing fragments didn't come in time (ip_expire, net/ipv4/ip_fragment.c; RFC 792: without the first fragment
// nobody is told).

import type { Ctx } from '../ctx.ts';
import { routeInput } from '../fib/route-input.ts';
import { countMib, type Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { icmpSend } from './icmp-send.ts';
import { drop } from './ip-packet.ts';

const ICMP_EXC_FRAGTIME = 1;

export function fragExpire(world: World, ns: Netns, key: string): void {
  const queue = ns.frags.get(key);
  if (!queue) return;
  ns.frags.delete(key);
  countMib(ns, 'IpReasmFails');
  countMib(ns, 'IpReasmTimeout');
  const iif = ns.devs.get(queue.iif);
  const ctx: Ctx = iif ? { world, ns, iif } : { world, ns };
  for (const fragment of queue.fragments) drop(ctx, fragment, 'FRAG_REASM_TIMEOUT');
  const first = queue.fragments[0];
  if (!first || first.net.fragmentOffset > 0 || !iif) return;
  // It has lost its route by now, and a router that reassembles for its own sake tells nobody.
  if (routeInput(ctx, first).kind !== 'deliver') return;
  icmpSend(ctx, first, { type: 'time-exceeded', code: ICMP_EXC_FRAGTIME });
}
