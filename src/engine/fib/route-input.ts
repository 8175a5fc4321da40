// The route of a packet that came in: for us, for somebody else, or a martian that mustn't be here at all
// (ip_route_input_rcu, ip_route_input_slow and __mkroute_input, net/ipv4/route.c). The checks are in the kernel's order.

import { present } from '../../base/assert.ts';
import {
  INADDR_ANY,
  INADDR_BROADCAST,
  type Ipv4Addr,
  isLoopback,
  isMulticast,
  isZeronet,
} from '../../wire/ipv4-addr.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { Dev } from '../device/dev.ts';
import { isTunnelGroup } from '../device/vxlan-dev.ts';
import type { DropReason } from '../drop-reason.ts';
import type { IfIndex } from '../ids.ts';
import { conf, confOr, sysctlNumber } from '../sysctl.ts';
import { lookupErrno } from './lookup-errno.ts';
import { fibLookup } from './lookup.ts';
import { chosenPath, portsOf } from './choose-path.ts';
import { findException, nextHopOf, routeMtu, usesGateway } from './nexthop.ts';
import { bothOnLink } from './redirect.ts';
import type { FibResult, Flow, Route } from './route.ts';
import type { DeliverVerdict, DropVerdict, ErrorVerdict, InputRouteVerdict } from './route-verdict.ts';
import { specDst } from './spec-dst.ts';
import { type SourceToValidate, validateSource } from './validate-source.ts';

/** INET_DSCP_MASK: the two ECN bits don't count. */
const DSCP_MASK = 0xfc;
/** Every device that is up has joined it (ip_mc_up, net/ipv4/igmp.c). */
const ALL_HOSTS = '224.0.0.1' as Ipv4Addr;

interface Arrival {
  readonly packet: Packet;
  readonly ip: Ipv4Packet;
  readonly iif: Dev;
  readonly tos: number;
  /** `ip route get … mark N`. Simplified: no packet that comes in has one yet. */
  readonly mark: number | undefined;
}

/** `ctx.iif` is the device that `packet` came in by. */
export function routeInput(
  ctx: Ctx,
  packet: Packet & { readonly net: Ipv4Packet },
  mark?: number,
): InputRouteVerdict {
  const ip = packet.net;
  const iif = present(ctx.iif, 'incoming device');
  const arrival: Arrival = { packet, ip, iif, tos: ip.tos & DSCP_MASK, mark };
  return isMulticast(ip.dst) ? multicastInput(ctx, arrival) : unicastInput(ctx, arrival);
}

/** ip_route_input_slow */
function unicastInput(ctx: Ctx, arrival: Arrival): InputRouteVerdict {
  const { src, dst } = arrival.ip;
  if (isMulticast(src) || src === INADDR_BROADCAST) return drop('IP_INVALID_SOURCE');
  if (dst === INADDR_BROADCAST || (src === INADDR_ANY && dst === INADDR_ANY))
    return broadcastInput(ctx, arrival);
  if (isZeronet(src)) return drop('IP_INVALID_SOURCE');
  if (isZeronet(dst)) return drop('IP_INVALID_DEST');
  if ((isLoopback(dst) || isLoopback(src)) && !confOr(ctx.ns, arrival.iif.name, 'route_localnet')) {
    return drop('IP_LOCALNET');
  }
  return byTable(ctx, arrival);
}

function byTable(ctx: Ctx, arrival: Arrival): InputRouteVerdict {
  const { packet, iif } = arrival;
  const flow = inputFlow(ctx.ns, arrival);
  const answer = fibLookup(ctx.ns, flow);
  ctx.world.emit(ctx, packet, { kind: 'fib.lookup', purpose: 'input', answer });
  const { result } = answer;
  if (result.type === 'broadcast') return broadcastInput(ctx, arrival, result.route);
  if (result.type === 'local') return localInput(ctx, arrival, result.route);
  // Not for us. The device that it came in by says whether this host forwards, not the one that it would leave by.
  if (conf(ctx.ns, iif.name, 'forwarding') === 0) return notForwarded(result);
  if (result.type !== 'unicast') return unroutable(result);
  return forwardInput(ctx, arrival, chosenPath(ctx, result.route, { flow, packet }));
}

/** fib4_rules_early_flow_dissect: protocol and ports are only looked for if a rule or a route asks for them. */
function inputFlow({ fib }: Ctx['ns'], { ip, iif, tos, mark }: Arrival): Flow {
  const flow: Flow = { dst: ip.dst, src: ip.src, iif: iif.ifindex, tos };
  const marked = mark === undefined ? flow : { ...flow, mark };
  const ports = portsAsked(fib, ip);
  return ports ? { ...marked, ...ports } : marked;
}

function portsAsked(fib: Ctx['ns']['fib'], ip: Ipv4Packet): SourceToValidate['ports'] {
  return fib.get().asksForPorts ? { ipproto: ip.protocol, ...portsOf(ip) } : undefined;
}

function localInput(ctx: Ctx, arrival: Arrival, route: Route): InputRouteVerdict {
  const reason = martianSource(ctx, arrival, arrival.ip.dst);
  return reason ? drop(reason) : { kind: 'deliver', cast: 'unicast', route, specDst: arrival.ip.dst };
}

function broadcastInput(ctx: Ctx, arrival: Arrival, route?: Route): InputRouteVerdict {
  const { src } = arrival.ip;
  const reason = isZeronet(src) ? undefined : martianSource(ctx, arrival, INADDR_ANY);
  return reason ? drop(reason) : deliverToAll(ctx, arrival, { cast: 'broadcast', route });
}

/** ip_route_input_mc. Simplified: only tunnels join groups beside 224.0.0.1, and multicast isn't routed. */
function multicastInput(ctx: Ctx, arrival: Arrival): InputRouteVerdict {
  const { src, dst } = arrival.ip;
  const joined = dst === ALL_HOSTS || isTunnelGroup(ctx.world, ctx.ns, arrival.iif.ifindex, dst);
  if (!joined || !arrival.iif.up) return drop('multicast-not-joined');
  if (isMulticast(src) || src === INADDR_BROADCAST) return drop('IP_INVALID_SOURCE');
  if (isLoopback(src) && !confOr(ctx.ns, arrival.iif.name, 'route_localnet')) return drop('IP_LOCALNET');
  const reason = isZeronet(src) ? undefined : martianSource(ctx, arrival, INADDR_ANY);
  return reason ? drop(reason) : deliverToAll(ctx, arrival, { cast: 'multicast', route: undefined });
}

/** __mkroute_input */
function forwardInput(ctx: Ctx, arrival: Arrival, route: Route): InputRouteVerdict {
  const { ns, world } = ctx;
  const { packet, ip, iif, tos } = arrival;
  const oif = present(ns.devs.get(route.dev as IfIndex), `device ${route.dev} of a route`);
  const ports = portsAsked(ns.fib, ip);
  const source = { packet, src: ip.src, dst: ip.dst, tos, iif, oif: oif.ifindex, ports };
  const verdict = validateSource(ctx, source);
  if (!verdict.valid) return drop(verdict.reason);
  const exception = findException(ns, world.now, { route, dst: ip.dst });
  const learned = sysctlNumber(ns, 'net.ipv4.ip_forward_use_pmtu') !== 0 ? exception?.mtu : undefined;
  return {
    kind: 'forward',
    route,
    oif,
    nextHop: nextHopOf(route, exception, ip.dst),
    mtu: learned ?? routeMtu(route, oif),
    viaGateway: usesGateway(route, exception),
    redirect: verdict.onLink && oif.ifindex === iif.ifindex && couldGoStraight(ctx, arrival, route),
  };
}

/** Is the sender on the link that the packet goes back to? Then it can do without us. */
function couldGoStraight({ ns }: Ctx, { iif, ip }: Arrival, route: Route): boolean {
  if (!confOr(ns, iif.name, 'send_redirects')) return false;
  return confOr(ns, iif.name, 'shared_media') || bothOnLink(ns, iif, [ip.src, route.via]);
}

function martianSource(ctx: Ctx, { packet, ip, iif, tos }: Arrival, dst: Ipv4Addr): DropReason | undefined {
  const source: SourceToValidate = { packet, src: ip.src, dst, tos, iif, ports: portsAsked(ctx.ns.fib, ip) };
  const verdict = validateSource(ctx, source);
  return verdict.valid ? undefined : verdict.reason;
}

interface ToAll {
  readonly cast: 'broadcast' | 'multicast';
  readonly route: Route | undefined;
}

function deliverToAll(ctx: Ctx, { ip, iif }: Arrival, { cast, route }: ToAll): DeliverVerdict {
  const base = { kind: 'deliver' as const, cast, specDst: specDst(ctx.ns, iif, ip.src) };
  return route ? { ...base, route } : base;
}

/** ip_error on a device that doesn't forward: counted (IpInAddrErrors), and silence. */
function notForwarded(result: FibResult): ErrorVerdict {
  const base = {
    kind: 'error' as const,
    errno: 'EHOSTUNREACH' as const,
    reason: 'forwarding-disabled' as const,
  };
  return 'route' in result ? { ...base, route: result.route } : base;
}

/** ip_error on one that does. */
function unroutable(result: FibResult): ErrorVerdict {
  const errno = lookupErrno(result);
  const base = { kind: 'error' as const, errno };
  switch (result.type) {
    case 'unreachable':
      return { ...base, icmpCode: 1, reason: 'route-unreachable', route: result.route };
    case 'prohibit':
      return { ...base, icmpCode: 13, reason: 'route-prohibit', route: result.route };
    case 'blackhole':
      return { ...base, reason: 'route-blackhole', route: result.route };
    default:
      return { ...base, icmpCode: 0, reason: 'IP_INNOROUTES' };
  }
}

function drop(reason: DropReason): DropVerdict {
  return { kind: 'drop', reason };
}
