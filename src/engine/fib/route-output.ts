// The route of a packet of our own (ip_route_output_key_hash_rcu and __mkroute_output, net/ipv4/route.c).

import {
  INADDR_ANY,
  INADDR_BROADCAST,
  INADDR_LOOPBACK,
  type Ipv4Addr,
  ipv4ToNumber,
  isLoopback,
  isMulticast,
  isZeronet,
} from '../../wire/ipv4-addr.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Dev } from '../device/dev.ts';
import type { DropReason } from '../drop-reason.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import { confOr } from '../sysctl.ts';
import { lookupErrno } from './lookup-errno.ts';
import { fibLookup } from './lookup.ts';
import { chosenPath } from './choose-path.ts';
import { findException, nextHopOf, routeMtu, usesGateway } from './nexthop.ts';
import type { FibResult, Flow, Route } from './route.ts';
import type { ErrorVerdict, OutputRouteVerdict, OutputVerdict } from './route-verdict.ts';
import {
  devOfOwnAddr,
  multicastSource,
  type Place,
  sourceFor,
  sourceOnDevice,
  tellSource,
} from './output-source.ts';
import { selectSource } from './select-source.ts';

/** What a sender knows of its packet before it has a route (struct flowi4). */
export interface OutputFlow {
  readonly dst: Ipv4Addr;
  /** A source that is already chosen: it must be one of ours. */
  readonly src?: Ipv4Addr;
  /** SO_BINDTODEVICE. */
  readonly oif?: Dev;
  readonly tos: number;
  /** What rules and the choice among several next hops may ask for, where it is known. */
  readonly mark?: number;
  readonly ipproto?: number;
  readonly sport?: number;
  readonly dport?: number;
  readonly uid?: number;
  /** SO_DONTROUTE: only what is on a link will do (RTO_ONLINK). */
  readonly onLink?: true;
  /** `icmp`: the route of an ICMP error. */
  readonly purpose: 'output' | 'icmp';
}

const LOOPBACK_IFINDEX = 1 as IfIndex;
/** INET_DSCP_MASK: the two ECN bits don't count. */
const DSCP_MASK = 0xfc;

/** Chooses the way out and the source address. `packet`, if there is one already, is named in the events. */
export function routeOutput(at: Place, asked: OutputFlow, packet?: Packet): OutputRouteVerdict {
  const given = asked.src === INADDR_ANY ? undefined : asked.src;
  const flow = given === asked.src ? asked : withoutSource(asked);
  if (given !== undefined && !isUsableSource(given)) return failed('EINVAL');
  if (toEverybody(flow.dst) && !flow.oif && given !== undefined) return everybodyFrom(at, flow, given);
  if (given !== undefined && devOfOwnAddr(at.ns, given) === undefined) return failed('ENETUNREACH');
  if (flow.oif) {
    if (!flow.oif.up) return failed('ENETUNREACH');
    if (flow.dst === INADDR_BROADCAST || isLocalMulticast(flow.dst)) {
      return makeRoute(at, flow, { oif: flow.oif, src: given ?? sourceOnDevice(at, flow.oif, packet) });
    }
  }
  if (flow.dst === INADDR_ANY) return toOurselves(at, flow);
  return lookUp(at, flow, packet);
}

/** The table's answer, once nothing special is left. */
function lookUp(at: Place, flow: OutputFlow, packet: Packet | undefined): OutputRouteVerdict {
  const src = flow.src ?? (flow.oif && isMulticast(flow.dst) ? multicastSource(at.ns, flow.oif) : undefined);
  const answer = fibLookup(at.ns, lookupFlow(flow, src));
  at.world.emit(at, packet, { kind: 'fib.lookup', purpose: flow.purpose, answer });
  const { result } = answer;
  if (result.type === 'local')
    return localRoute(at, { ...flow, ...(src !== undefined && { src }) }, result.route);
  if (result.type === 'unicast' || result.type === 'broadcast') {
    const asked = lookupFlow(flow, src);
    const route = flow.oif ? result.route : chosenPath(at, result.route, { flow: asked, packet });
    const oif = at.ns.devs.get(route.dev as IfIndex) as Dev;
    const chosen = src ?? sourceFor(at, { route, oif, packet });
    return makeRoute(at, flow, { oif, src: chosen, route });
  }
  if (flow.oif) {
    // "Apparently, routing tables are wrong. Assume, that the destination is on link." (the kernel)
    const chosen = src ?? sourceOnDevice(at, flow.oif, packet);
    return makeRoute(at, flow, { oif: flow.oif, src: chosen });
  }
  return errorOf(result);
}

interface Way {
  readonly oif: Dev;
  readonly src: Ipv4Addr;
  readonly route?: Route;
  readonly local?: boolean;
}

/** __mkroute_output */
function makeRoute(at: Place, flow: OutputFlow, way: Way): OutputRouteVerdict {
  const { oif, src } = way;
  const dst = flow.dst === INADDR_ANY ? src : flow.dst;
  if (isLoopback(src) && oif.kind !== 'loopback' && !confOr(at.ns, oif.name, 'route_localnet'))
    return failed('EINVAL');
  const cast = castOf(dst, way);
  if (cast === 'unicast' && isZeronet(dst)) return failed('EINVAL');
  // A broadcast has no gateway, nor has a multicast that only a default route matches.
  const groupless = cast === 'multicast' && (way.route?.dst.prefixLen ?? 0) < 4;
  const route = dst === INADDR_BROADCAST || groupless ? undefined : way.route;
  return finish(at, { cast, oif, src, dst, route });
}

interface Made {
  readonly cast: OutputVerdict['cast'];
  readonly oif: Dev;
  readonly src: Ipv4Addr;
  readonly dst: Ipv4Addr;
  readonly route: Route | undefined;
}

function finish({ world, ns }: Place, { cast, oif, src, dst, route }: Made): OutputVerdict {
  const exception = route && findException(ns, world.now, { route, dst });
  const base = {
    kind: 'output' as const,
    cast,
    oif,
    nextHop: nextHopOf(route, exception, dst),
    viaGateway: usesGateway(route, exception),
    src,
    dst,
    mtu: exception?.mtu ?? routeMtu(route, oif),
    pmtu: exception?.mtu !== undefined,
    mtuLocked: exception?.mtuLocked === true || route?.locked?.includes('mtu') === true,
    redirected: exception?.gateway !== undefined,
    expires: exception?.expires,
  };
  return route ? { ...base, route } : base;
}

function castOf(dst: Ipv4Addr, way: Way): OutputVerdict['cast'] {
  if (dst === INADDR_BROADCAST) return 'broadcast';
  if (isMulticast(dst)) return 'multicast';
  if (way.local) return 'local';
  return way.route?.type === 'broadcast' ? 'broadcast' : 'unicast';
}

/** To one of our own addresses: over lo, from that very address unless its route prefers another (a secondary's does). */
function localRoute(at: Place, flow: OutputFlow, route: Route): OutputRouteVerdict {
  const src = flow.src ?? route.src ?? flow.dst;
  if (flow.src === undefined) tellSource(at, { oif: loopback(at.ns), packet: undefined, src, route });
  return makeRoute(at, flow, { oif: loopback(at.ns), src, route, local: true });
}

/** To 0.0.0.0: to ourselves. */
function toOurselves(at: Place, flow: OutputFlow): OutputRouteVerdict {
  const onDev = flow.oif && selectSource(at.ns, INADDR_ANY, flow.oif.ifindex, 'host');
  const src = flow.src ?? (onDev === INADDR_ANY ? undefined : onDev) ?? INADDR_LOOPBACK;
  return makeRoute(at, { ...flow, dst: src }, { oif: loopback(at.ns), src, local: true });
}

/** Multicast and 255.255.255.255 from a given source leave through the device that has this address. */
function everybodyFrom(at: Place, flow: OutputFlow, src: Ipv4Addr): OutputRouteVerdict {
  const own = devOfOwnAddr(at.ns, src);
  const oif = own === undefined ? undefined : at.ns.devs.get(own);
  return oif ? makeRoute(at, flow, { oif, src }) : failed('ENETUNREACH');
}

function lookupFlow(flow: OutputFlow, src: Ipv4Addr | undefined): Flow {
  const tos = flow.tos & DSCP_MASK;
  const { mark, ipproto, sport, dport, uid } = flow;
  const base: Flow = src === undefined ? { dst: flow.dst, tos } : { dst: flow.dst, src, tos };
  const placed = flow.oif ? { ...base, oif: flow.oif.ifindex } : base;
  const bound: Flow = flow.onLink ? { ...placed, scope: 'link' } : placed;
  if (
    mark === undefined &&
    ipproto === undefined &&
    uid === undefined &&
    sport === undefined &&
    dport === undefined
  )
    return bound;
  return {
    ...bound,
    ...(mark !== undefined && { mark }),
    ...(ipproto !== undefined && { ipproto }),
    ...(sport !== undefined && { sport }),
    ...(dport !== undefined && { dport }),
    ...(uid !== undefined && { uid }),
  };
}

function toEverybody(dst: Ipv4Addr): boolean {
  return dst === INADDR_BROADCAST || isMulticast(dst);
}

/** 224.0.0.0/24, which no router passes on. */
function isLocalMulticast(addr: Ipv4Addr): boolean {
  return ipv4ToNumber(addr) >>> 8 === 0xe00000;
}

function isUsableSource(src: Ipv4Addr): boolean {
  return !isMulticast(src) && src !== INADDR_BROADCAST && !isZeronet(src);
}

function loopback(ns: Netns): Dev {
  return ns.devs.get(LOOPBACK_IFINDEX) as Dev;
}

function withoutSource({ src: _src, ...flow }: OutputFlow): OutputFlow {
  return flow;
}

const REASONS: Partial<Record<FibResult['type'], DropReason>> = {
  unreachable: 'route-unreachable',
  blackhole: 'route-blackhole',
  prohibit: 'route-prohibit',
};

function errorOf(result: FibResult): ErrorVerdict {
  const errno = lookupErrno(result);
  const reason = REASONS[result.type] ?? 'IP_OUTNOROUTES';
  return 'route' in result
    ? { kind: 'error', errno, reason, route: result.route }
    : { kind: 'error', errno, reason };
}

function failed(errno: ErrorVerdict['errno']): ErrorVerdict {
  return { kind: 'error', errno, reason: 'IP_OUTNOROUTES' };
}
