// Believing an ICMP redirect (__ip_do_redirect, net/ipv4/route.c): from now on, packets to one destination go by another
// gateway. It must come from the gateway in use and name a neighbour; and it is only taken once that neighbour's MAC
// address is known, so the first one merely asks for it.

import { INADDR_BROADCAST, type Ipv4Addr, isMulticast, isZeronet } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import { type Nanos, SECOND } from '../ids.ts';
import { type NudState, neighKey } from '../neigh/neigh.ts';
import type { Netns } from '../netns.ts';
import { acceptsRedirects, confOr } from '../sysctl.ts';
import type { World } from '../world.ts';
import { addrsOf, inSubnet } from './addr-table.ts';
import { inetAddrType } from './addr-type.ts';
import { type AboutFlow, putException, routeTo } from './exceptions.ts';
import { gatewayOf } from './info.ts';
import { findException } from './nexthop.ts';
import type { Route } from './route.ts';

/** ip_rt_gc_timeout: how long a redirect is believed. */
const REDIRECT_LIFETIME = 300 * SECOND;

/** NUD_VALID: the states in which the MAC address is known. */
const VALID: ReadonlySet<NudState> = new Set(['PERMANENT', 'NOARP', 'REACHABLE', 'PROBE', 'STALE', 'DELAY']);

export interface Redirect {
  /** Of the packet that the redirect is about. */
  readonly about: AboutFlow;
  /** Who sent it. */
  readonly from: Ipv4Addr;
  readonly gateway: Ipv4Addr;
  /** The device it came in by. */
  readonly iif: Dev;
}

type RedirectIgnored =
  | 'no-route'
  | 'not-the-gateway' // it doesn't come from the gateway that is in use
  | 'same-gateway'
  | 'accept-redirects-off'
  | 'invalid-gateway' // not a unicast address of somebody else
  | 'gateway-off-link'
  | 'not-a-known-gateway'; // secure_redirects: no route has it as gateway

/** `resolve`: it would be believed, but the new gateway's MAC address isn't known; the caller has it asked for. */
export type RedirectDecision =
  | { readonly decision: 'accept' }
  | { readonly decision: 'resolve'; readonly oif: Dev }
  | { readonly decision: 'ignore'; readonly why: RedirectIgnored };

export function learnRedirect(world: World, ns: Netns, redirect: Redirect): RedirectDecision {
  const { about, from, gateway } = redirect;
  const route = routeTo(ns, about);
  const oif = route?.dev === undefined ? undefined : ns.devs.get(route.dev);
  if (!route || !oif) return { decision: 'ignore', why: 'no-route' };
  const known = findException(ns, world.now, { route, dst: about.dst });
  if ((known?.gateway ?? gatewayOf(route)) !== from) return { decision: 'ignore', why: 'not-the-gateway' };
  const why = objection(ns, redirect);
  if (why) return { decision: 'ignore', why };
  const neigh = ns.neigh.get(neighKey(oif.ifindex, gateway));
  if (!neigh || !VALID.has(neigh.state)) return { decision: 'resolve', oif };
  putException(ns, route, { dst: about.dst, gateway, expires: (world.now + REDIRECT_LIFETIME) as Nanos });
  world.emit({ ns, oif }, undefined, { kind: 'fib.exception', dst: about.dst, gateway });
  return { decision: 'accept' };
}

function objection(ns: Netns, { from, gateway, iif }: Redirect): RedirectIgnored | undefined {
  if (gateway === from) return 'same-gateway';
  if (!acceptsRedirects(ns, iif.name)) return 'accept-redirects-off';
  if (isMulticast(gateway) || gateway === INADDR_BROADCAST || isZeronet(gateway)) return 'invalid-gateway';
  if (confOr(ns, iif.name, 'shared_media')) {
    return inetAddrType(ns, gateway) === 'unicast' ? undefined : 'invalid-gateway';
  }
  if (!bothOnLink(ns, iif, [gateway, from])) return 'gateway-off-link';
  const isGateway = (route: Route) => route.via === gateway && route.dev === iif.ifindex;
  const trusts = !confOr(ns, iif.name, 'secure_redirects') || ns.routes.get().some(isGateway);
  return trusts ? undefined : 'not-a-known-gateway';
}

/** inet_addr_onlink: is there a subnet of the device that has both? 0.0.0.0 is in all. */
export function bothOnLink(ns: Netns, dev: Dev, [a, b]: readonly [Ipv4Addr, Ipv4Addr | undefined]): boolean {
  return addrsOf(ns, dev.ifindex).some((ifa) => inSubnet(a, ifa) && (b === undefined || inSubnet(b, ifa)));
}
