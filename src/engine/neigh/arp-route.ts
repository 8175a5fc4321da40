// Where a packet from the asker to the address asked for would go: ARP asks the routing table before it answers
// (ip_route_input_noref in arp_process). Quiet: the walk shows what ARP decided, not each look-up of each bystander.

import type { ArpPacket } from '../../wire/arp.ts';
import { INADDR_BROADCAST, type Ipv4Addr, isLoopback, isMulticast, isZeronet } from '../../wire/ipv4-addr.ts';
import { isOwnAddr } from '../fib/addr-table.ts';
import { fibLookup } from '../fib/lookup.ts';
import type { IfIndex } from '../ids.ts';
import { confMax, confOr } from '../sysctl.ts';
import type { DevCtx } from './neigh.ts';

export type ArpRoute =
  | { readonly to: 'us' }
  | { readonly to: 'elsewhere'; readonly oif: IfIndex }
  /** A broadcast address, no route, or a sender that can't be where it says (fib_validate_source). */
  | { readonly to: 'nobody' };

const NOBODY: ArpRoute = { to: 'nobody' };

export function arpRoute(ctx: DevCtx, { spa, tpa }: Pick<ArpPacket, 'spa' | 'tpa'>): ArpRoute {
  const { result } = fibLookup(ctx.ns, { dst: tpa, src: spa, iif: ctx.oif.ifindex, tos: 0 });
  if (result.type !== 'local' && result.type !== 'unicast') return NOBODY;
  if (!isPlausible(ctx, spa)) return NOBODY;
  if (result.type === 'local') return { to: 'us' };
  return result.route.dev === undefined ? NOBODY : { to: 'elsewhere', oif: result.route.dev };
}

/** fib_validate_source: only with rp_filter does the sender have to be where packets to it would go. */
function isPlausible(ctx: DevCtx, spa: Ipv4Addr): boolean {
  const { ns, oif } = ctx;
  if (isMulticast(spa) || isZeronet(spa) || spa === INADDR_BROADCAST) return false;
  if (isLoopback(spa) && !confOr(ns, oif.name, 'route_localnet')) return false;
  if (isOwnAddr(ns, spa)) return confOr(ns, oif.name, 'accept_local');
  const strictness = confMax(ns, oif.name, 'rp_filter');
  if (strictness === 0) return true;
  const { result } = fibLookup(ns, { dst: spa, tos: 0 });
  if (result.type !== 'unicast') return false;
  return strictness === 2 || result.route.dev === oif.ifindex;
}
