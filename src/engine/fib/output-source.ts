// The source address of a packet of our own that has none yet (fib_result_prefsrc, net/ipv4/fib_semantics.c; and the
// special cases of ip_route_output_key_hash_rcu, net/ipv4/route.c).

import { INADDR_ANY, type Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Dev } from '../device/dev.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { ownerOf, primariesOf } from './addr-table.ts';
import { tableLookup } from './lookup.ts';
import { type Route, RT_TABLE_LOCAL } from './route.ts';
import { selectSource } from './select-source.ts';

export interface Place {
  readonly world: World;
  readonly ns: Netns;
}

interface ByRoute {
  readonly route: Route;
  readonly oif: Dev;
  readonly packet: Packet | undefined;
}

/** The route's own choice, or an address of its device that suits the gateway. */
export function sourceFor(at: Place, { route, oif, packet }: ByRoute): Ipv4Addr {
  const src = route.src ?? selectSource(at.ns, route.via ?? INADDR_ANY, oif.ifindex, route.scope);
  tellSource(at, { oif, packet, src, route });
  return src;
}

/** Without a route: an address of the device that the sender is bound to. */
export function sourceOnDevice(at: Place, oif: Dev, packet: Packet | undefined): Ipv4Addr {
  const src = selectSource(at.ns, INADDR_ANY, oif.ifindex, 'link');
  tellSource(at, { oif, packet, src });
  return src;
}

export function multicastSource(ns: Netns, oif: Dev): Ipv4Addr | undefined {
  const src = selectSource(ns, INADDR_ANY, oif.ifindex, 'global');
  return src === INADDR_ANY ? undefined : src;
}

interface ChosenSource {
  readonly oif: Dev;
  readonly packet: Packet | undefined;
  readonly src: Ipv4Addr;
  readonly route?: Route;
}

export function tellSource({ world, ns }: Place, { oif, packet, src, route }: ChosenSource): void {
  const candidates = primariesOf(ns, oif.ifindex);
  const why =
    route?.src !== undefined ? 'route-src' : candidates.includes(src) ? 'primary-on-dev' : 'other-dev';
  world.emit({ ns, oif }, packet, { kind: 'fib.source', chosen: src, why, candidates });
}

/** __ip_dev_find: the device whose address it is, or whose subnet is all ours (127.0.0.0/8). */
export function devOfOwnAddr(ns: Netns, addr: Ipv4Addr): IfIndex | undefined {
  const owner = ownerOf(ns, addr);
  if (owner !== undefined) return owner;
  const route = tableLookup(ns, RT_TABLE_LOCAL, { dst: addr, tos: 0 });
  return route?.type === 'local' ? route.dev : undefined;
}
