// Which questions a host may answer and which news it may take up: arp_ignore, arp_filter and arp_accept (net/ipv4/arp.c,
// inet_confirm_addr in net/ipv4/devinet.c; Documentation/networking/ip-sysctl.rst).

import type { ArpPacket } from '../../wire/arp.ts';
import { type Ipv4Addr, prefixContains } from '../../wire/ipv4-addr.ts';
import { fibLookup } from '../fib/lookup.ts';
import type { IfAddr } from '../fib/route.ts';
import { scopeNumber } from '../fib/scope.ts';
import { confMax, confOr } from '../sysctl.ts';
import type { DevCtx } from './neigh.ts';

/** Does arp_ignore forbid to answer the question for `tpa`, which is ours? */
export function arpIgnored(ctx: DevCtx, { spa, tpa }: Pick<ArpPacket, 'spa' | 'tpa'>): boolean {
  const here = () => ctx.ns.addrs.get().filter((a) => a.dev === ctx.oif.ifindex);
  switch (confMax(ctx.ns, ctx.oif.name, 'arp_ignore')) {
    case 1:
      return !isConfirmed(ctx, here(), { local: tpa, scope: 'host' });
    case 2:
      return !isConfirmed(ctx, here(), { local: tpa, scope: 'host', peer: spa });
    case 3:
      return !isConfirmed(ctx, ctx.ns.addrs.get(), { local: tpa, scope: 'link' });
    case 8:
      return true;
    default:
      return false;
  }
}

/** arp_filter: answer only by the device by which a packet of ours from `tpa` to `spa` would leave. */
export function arpFiltered(ctx: DevCtx, { spa, tpa }: Pick<ArpPacket, 'spa' | 'tpa'>): boolean {
  const { result } = fibLookup(ctx.ns, { dst: spa, src: tpa, tos: 0 });
  return result.type !== 'unicast' || result.route.dev !== ctx.oif.ifindex;
}

/** arp_accept: may an unasked announcement make a new entry? */
export function arpAccepts(ctx: DevCtx, spa: Ipv4Addr): boolean {
  switch (confMax(ctx.ns, ctx.oif.name, 'arp_accept')) {
    case 1:
      return true;
    case 2:
      return ctx.ns.addrs
        .get()
        .some(
          (a) =>
            a.dev === ctx.oif.ifindex && reach(ctx, a) <= scopeNumber('link') && prefixContains(a.cidr, spa),
        );
    default:
      return false;
  }
}

interface Confirmation {
  readonly local: Ipv4Addr;
  /** The nearest scope that counts. */
  readonly scope: 'host' | 'link';
  /** Must be in the same subnet. */
  readonly peer?: Ipv4Addr;
}

function isConfirmed(ctx: DevCtx, addrs: readonly IfAddr[], { local, scope, peer }: Confirmation): boolean {
  const isOurs = addrs.some((a) => a.cidr.addr === local && reach(ctx, a) <= scopeNumber(scope));
  const isNear = (a: IfAddr) => prefixContains(a.cidr, local) && (!peer || prefixContains(a.cidr, peer));
  return isOurs && addrs.some(isNear);
}

/** With route_localnet, 127.0.0.0/8 may be known on the link. */
function reach(ctx: DevCtx, addr: IfAddr): number {
  const nearest = confOr(ctx.ns, ctx.oif.name, 'route_localnet') ? 'link' : 'host';
  return Math.min(scopeNumber(addr.scope), scopeNumber(nearest));
}
