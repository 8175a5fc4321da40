// Where a packet from the asker to the address asked for would go: ARP asks routing before it answers
// (ip_route_input_noref in arp_process). The look-up itself is quiet: the walk shows what ARP decided, not each look-up of
// each bystander. Only the reverse path filter, when it is on, says why somebody gets no answer.

import { INADDR_BROADCAST, isLoopback, isMulticast, isZeronet } from '../../wire/ipv4-addr.ts';
import { fibLookup } from '../fib/lookup.ts';
import { validateSource } from '../fib/validate-source.ts';
import { conf, confOr } from '../sysctl.ts';
import type { ArpArrival } from './arp.ts';
import type { DevCtx } from './neigh.ts';

/** `beyond`: behind another device, to which this host forwards. */
export type ArpRoute = 'us' | 'beyond' | 'nobody';

export function arpRoute(ctx: DevCtx, { arp, frame }: ArpArrival): ArpRoute {
  const { ns, oif: iif } = ctx;
  const { spa: src, tpa: dst } = arp;
  if (isMulticast(src) || isZeronet(src) || src === INADDR_BROADCAST) return 'nobody';
  if (isLoopback(src) && !confOr(ns, iif.name, 'route_localnet')) return 'nobody';
  const { result } = fibLookup(ns, { dst, src, iif: iif.ifindex, tos: 0 });
  const source = { packet: frame, src, dst, tos: 0, iif };
  if (result.type === 'local') return validateSource(ctx, source).valid ? 'us' : 'nobody';
  if (result.type !== 'unicast' || conf(ns, iif.name, 'forwarding') === 0) return 'nobody';
  const oif = result.route.dev;
  if (oif === undefined || oif === iif.ifindex) return 'nobody';
  return validateSource(ctx, { ...source, oif }).valid ? 'beyond' : 'nobody';
}
