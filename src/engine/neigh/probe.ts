// Asking for a neighbour's MAC address (neigh_probe, net/core/neighbour.c; arp_solicit, net/ipv4/arp.c).

import { INADDR_ANY, type Ipv4Addr, prefixContains } from '../../wire/ipv4-addr.ts';
import type { Packet } from '../../wire/packet.ts';
import { inetAddrType } from '../fib/addr-type.ts';
import { selectSource } from '../fib/select-source.ts';
import { MILLISECOND, type Nanos } from '../ids.ts';
import { confMax } from '../sysctl.ts';
import { arpRequest, arpXmit } from './arp-xmit.ts';
import type { DevCtx, Neigh } from './neigh.ts';
import { neighParam, neighTime } from './sysctl.ts';
import { neighSet } from './table.ts';

/** However small retrans_time is set, there is a hundredth of a second between two probes. */
const MIN_RETRANS = 10 * MILLISECOND;

export function retransTime(ctx: DevCtx): Nanos {
  return Math.max(neighTime(ctx.ns, ctx.oif.name, 'retrans_time_ms'), MIN_RETRANS) as Nanos;
}

/** How many probes a round has (neigh_max_probes). */
export function maxProbes(ctx: DevCtx, neigh: Neigh): number {
  const { ns, oif } = ctx;
  const broadcasts = neigh.state === 'PROBE' ? 'mcast_resolicit' : 'mcast_solicit';
  return (
    neighParam(ns, oif.name, 'ucast_solicit') +
    neighParam(ns, oif.name, 'app_solicit') +
    neighParam(ns, oif.name, broadcasts)
  );
}

/**
 * Sends the next probe of the round: first unicast ones to the address that was known, then those that a daemon would
 * send (app_solicit: none runs here, so they are silence), then broadcasts.
 */
export function neighProbe(ctx: DevCtx, neigh: Neigh): void {
  const unicasts = neighParam(ctx.ns, ctx.oif.name, 'ucast_solicit');
  const byDaemon = neighParam(ctx.ns, ctx.oif.name, 'app_solicit');
  neighSet(ctx.ns, { ...neigh, probes: neigh.probes + 1 });
  if (ctx.oif.labels?.noarp || (neigh.probes >= unicasts && neigh.probes < unicasts + byDaemon)) return;
  const unicast = neigh.probes < unicasts;
  const spa = announcedSource(ctx, neigh.ip, neigh.queue.at(-1)?.packet);
  const request = arpRequest(ctx, { spa, tpa: neigh.ip, to: unicast ? neigh.mac : undefined });
  ctx.world.emit(ctx, request, {
    kind: 'neigh.probe',
    ip: neigh.ip,
    mode: unicast ? 'unicast' : 'broadcast',
    n: neigh.probes + 1 - (unicast ? 0 : unicasts + byDaemon),
    of: unicast ? unicasts : maxProbes(ctx, neigh) - unicasts - byDaemon,
  });
  arpXmit(ctx, request);
}

/** arp_announce: the waiting packet's own source if it is one of ours, or the device's best address. */
function announcedSource(ctx: DevCtx, target: Ipv4Addr, waiting: Packet | undefined): Ipv4Addr {
  const level = confMax(ctx.ns, ctx.oif.name, 'arp_announce');
  const src = waiting?.net.kind === 'ipv4' ? waiting.net.src : INADDR_ANY;
  const usable = level !== 2 && inetAddrType(ctx.ns, src) === 'local';
  if (usable && (level !== 1 || isOnLink(ctx, target, src))) return src;
  return selectSource(ctx.ns, target, ctx.oif.ifindex, 'link');
}

/** inet_addr_onlink: does one of the device's subnets hold both? */
function isOnLink(ctx: DevCtx, target: Ipv4Addr, src: Ipv4Addr): boolean {
  return ctx.ns.addrs
    .get()
    .some(
      ({ dev, cidr }) => dev === ctx.oif.ifindex && prefixContains(cidr, target) && prefixContains(cidr, src),
    );
}
