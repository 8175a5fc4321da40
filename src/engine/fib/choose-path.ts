// Of a route with several next hops, the one that a flow takes (fib_select_path and ip_mkroute_input): told in the trace.

import type { Ipv4Packet } from '../../wire/ipv4.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Netns } from '../netns.ts';
import { sysctlNumber } from '../sysctl.ts';
import type { World } from '../world.ts';
import { multipathHash, selectPath } from './multipath.ts';
import { rowOf } from './paths.ts';
import type { Flow, Route } from './route.ts';

interface Place {
  readonly world: World;
  readonly ns: Netns;
}

interface Asked {
  readonly flow: Flow;
  readonly packet: Packet | undefined;
}

/** The route itself if it has one next hop. A packet of our own prefers the next hop that has its source address. */
export function chosenPath({ world, ns }: Place, route: Route, { flow, packet }: Asked): Route {
  const { nexthops } = route;
  if (!nexthops) return route;
  const hash = multipathHash(ns, flow);
  const own = flow.iif === undefined && flow.src !== undefined;
  const { n, path } = selectPath(
    ns,
    route,
    own ? { hash, src: flow.src as NonNullable<Flow['src']> } : { hash },
  );
  const policy = sysctlNumber(ns, 'net.ipv4.fib_multipath_hash_policy') === 1 ? 'ports' : 'addresses';
  world.emit({ ns }, packet, { kind: 'fib.multipath', route: rowOf(route), hash, chosen: n, policy });
  return path;
}

/** The ports of a UDP datagram; a later fragment has none. */
export function portsOf({ payload, fragmentOffset }: Ipv4Packet): Pick<Flow, 'sport' | 'dport'> {
  if (payload.kind !== 'udp' || fragmentOffset > 0) return {};
  return { sport: payload.sport, dport: payload.dport };
}
