// The route of a packet of our own (ip_route_output_key_hash_rcu, net/ipv4/route.c).

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Dev } from '../device/dev.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { OutputRouteVerdict } from './route-verdict.ts';

/** What a sender knows of its packet before it has a route (struct flowi4). */
export interface OutputFlow {
  readonly dst: Ipv4Addr;
  /** A source that is already chosen: it must be one of ours. */
  readonly src?: Ipv4Addr;
  /** SO_BINDTODEVICE. */
  readonly oif?: Dev;
  readonly tos: number;
  /** `icmp`: the route of an ICMP error. */
  readonly purpose: 'output' | 'icmp';
}

/** Chooses the way out and the source address. `packet`, if there is one already, is named in the events. */
export function routeOutput(
  at: { readonly world: World; readonly ns: Netns },
  flow: OutputFlow,
  packet?: Packet,
): OutputRouteVerdict {
  throw new Error(`routeOutput is not there yet: ${at.ns.id} ${flow.dst} ${packet?.id}`);
}
