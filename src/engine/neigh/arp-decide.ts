// What an ARP packet is to this host: a question to answer, news about a neighbour, or nothing (arp_process,
// net/ipv4/arp.c, in its order). Decides; changes nothing.

import type { ArpPacket } from '../../wire/arp.ts';
import { INADDR_ANY, type Ipv4Addr, isLoopback, isMulticast } from '../../wire/ipv4-addr.ts';
import { inetAddrType } from '../fib/addr-type.ts';
import { confOr } from '../sysctl.ts';
import type { ArpIgnored, NeighWhy } from '../trace.ts';
import type { ArpArrival } from './arp.ts';
import { arpAccepts, arpFiltered, arpIgnored } from './arp-policy.ts';
import { arpRoute } from './arp-route.ts';
import { type DevCtx, isValid, type Neigh } from './neigh.ts';
import { isProxied } from './proxy-table.ts';
import { neighTime } from './sysctl.ts';
import { neighLookup } from './table.ts';
import type { NeighClaim } from './update.ts';

export type ArpDecision =
  | { readonly do: 'answer'; readonly learn: boolean; readonly proxy: boolean }
  | { readonly do: 'learn'; readonly spa: Ipv4Addr; readonly claim: NeighClaim }
  /** `claim`: nothing changes by it but the time of the last sign of life. */
  | {
      readonly do: 'ignore';
      readonly why: ArpIgnored;
      readonly spa: Ipv4Addr;
      readonly claim?: NeighClaim;
    };

export function arpDecide(ctx: DevCtx, arrival: ArpArrival): ArpDecision {
  const { arp } = arrival;
  if (arp.op !== 'request' && arp.op !== 'reply') return ignore(arp, 'unknown-op');
  if (isMulticast(arp.tpa) || (isLoopback(arp.tpa) && !confOr(ctx.ns, ctx.oif.name, 'route_localnet')))
    return ignore(arp, 'loopback-or-multicast');
  if (arp.spa === INADDR_ANY) return decideDuplicateDetection(ctx, arp);
  const asked = arp.op === 'request' ? decideRequest(ctx, arrival) : undefined;
  return asked ?? decideNews(ctx, arrival);
}

/** "Has anybody this address?" from a host that has none yet (RFC 5227): answered, but nothing is learned. */
function decideDuplicateDetection(ctx: DevCtx, arp: ArpPacket): ArpDecision {
  if (arp.op !== 'request') return ignore(arp, 'not-asked');
  if (inetAddrType(ctx.ns, arp.tpa) !== 'local') return ignore(arp, 'not-our-address');
  if (arpIgnored(ctx, arp)) return ignore(arp, 'arp-ignore');
  return { do: 'answer', learn: false, proxy: false };
}

/** Is the question for us? Any of our addresses counts, whichever device has it (the weak host model). */
function decideRequest(ctx: DevCtx, arrival: ArpArrival): ArpDecision | undefined {
  const { ns, oif } = ctx;
  const { arp } = arrival;
  const route = arpRoute(ctx, arrival);
  if (route === 'us') {
    if (arpIgnored(ctx, arp)) return ignore(arp, 'arp-ignore');
    if (confOr(ns, oif.name, 'arp_filter') && arpFiltered(ctx, arp)) return ignore(arp, 'arp-filter');
    return { do: 'answer', learn: true, proxy: false };
  }
  const proxied =
    route === 'beyond' && (confOr(ns, oif.name, 'proxy_arp') || isProxied(ns, arp.tpa, oif.ifindex));
  return proxied ? { do: 'answer', learn: true, proxy: true } : undefined;
}

/** It isn't for us to answer: does it tell something about a neighbour? Unknown neighbours aren't taken up. */
function decideNews(ctx: DevCtx, { arp, toUs }: ArpArrival): ArpDecision {
  const neigh = neighLookup(ctx.ns, ctx.oif, arp.spa);
  const accepts = !neigh && arpAccepts(ctx, arp.spa);
  const gratuitous = (neigh !== undefined || accepts) && isGratuitous(ctx, arp);
  if (!neigh && !(accepts && (gratuitous || (arp.op === 'reply' && isUnicast(ctx, arp.spa)))))
    return ignore(arp, whyNotTaken(ctx, arp));
  const updated = neigh?.updated ?? ctx.world.now;
  const locked = ctx.world.now <= updated + neighTime(ctx.ns, ctx.oif.name, 'locktime');
  const claim: NeighClaim = {
    mac: arp.sha,
    // Questions, and answers to everybody, are no proof that we reach the sender.
    state: arp.op === 'reply' && toUs ? 'REACHABLE' : 'STALE',
    override: !locked || gratuitous,
    why: newsWhy(arp, neigh),
  };
  const why = neigh && whyNothingChanges(arp, neigh, claim);
  return why ? { do: 'ignore', why, spa: arp.spa, claim } : { do: 'learn', spa: arp.spa, claim };
}

/** Foretells what neighUpdate makes of the claim. */
function whyNothingChanges(arp: ArpPacket, neigh: Neigh, claim: NeighClaim): ArpIgnored | undefined {
  if (neigh.state === 'PERMANENT' || neigh.state === 'NOARP') return 'static-entry';
  if (!isValid(neigh.state)) return undefined;
  if (neigh.mac !== claim.mac) return claim.override ? undefined : 'locktime';
  if (claim.state !== 'STALE') return undefined;
  return arp.op === 'request' && arp.spa !== arp.tpa ? 'not-our-address' : 'nothing-new';
}

/** An announcement of the sender's own address (arp_is_garp). A gratuitous reply names its MAC address twice. */
function isGratuitous(ctx: DevCtx, arp: ArpPacket): boolean {
  if (arp.spa !== arp.tpa) return false;
  if (arp.op === 'reply' && arp.tha !== arp.sha) return false;
  return isUnicast(ctx, arp.spa);
}

function isUnicast(ctx: DevCtx, addr: Ipv4Addr): boolean {
  return inetAddrType(ctx.ns, addr) === 'unicast';
}

function newsWhy(arp: ArpPacket, neigh: Neigh | undefined): NeighWhy {
  if (arp.op === 'request' && arp.spa !== arp.tpa) return 'request-seen';
  return neigh?.state === 'INCOMPLETE' || neigh?.state === 'PROBE' ? 'reply-seen' : 'unsolicited';
}

function whyNotTaken(ctx: DevCtx, arp: ArpPacket): ArpIgnored {
  if (inetAddrType(ctx.ns, arp.spa) === 'local') return 'own-packet';
  if (arp.op === 'reply' || arp.spa === arp.tpa) return 'not-asked';
  return inetAddrType(ctx.ns, arp.tpa) === 'local' ? 'no-route-to-sender' : 'not-our-address';
}

function ignore(arp: ArpPacket, why: ArpIgnored): ArpDecision {
  return { do: 'ignore', why, spa: arp.spa };
}
