// Is a route possible, and where does it lead? (fib_create_info and fib_check_nh, net/ipv4/fib_semantics.c)
//
// A route's scope says how far away its destination is; its gateway must be nearer than that. So a gateway is looked up
// among the routes of scope link and host: it has to be a neighbour, or an address of our own.

import { INADDR_ANY, type Ipv4Addr, type Ipv4Cidr } from '../../wire/ipv4-addr.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Dev } from '../device/dev.ts';
import type { IfIndex } from '../ids.ts';
import type { Errno, NetlinkError } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import { addrTypeInTable, inetAddrType } from './addr-type.ts';
import { lookupErrno } from './lookup-errno.ts';
import { fibLookup, tableLookup } from './lookup.ts';
import { rebalance, withNexthops } from './paths.ts';
import {
  type Flow,
  type Route,
  type RouteMetric,
  type RouteMetrics,
  type RouteNexthop,
  type RouteProto,
  type RouteScope,
  type RouteType,
  RT_TABLE_LOCAL,
  RT_TABLE_MAIN,
} from './route.ts';
import { scopeNumber } from './scope.ts';

/** A complete order for a route (struct fib_config). */
export interface RouteConfig {
  readonly table: number;
  readonly type: RouteType;
  readonly dst: Ipv4Cidr;
  readonly tos: number;
  readonly metric: number;
  readonly scope: RouteScope;
  readonly proto: RouteProto;
  readonly oif: IfIndex | undefined;
  readonly via: Ipv4Addr | undefined;
  readonly src: Ipv4Addr | undefined;
  readonly mtu: number | undefined;
  readonly metrics?: RouteMetrics | undefined;
  readonly locked?: Route['locked'];
  readonly congctl?: string | undefined;
  readonly realm?: number | undefined;
  readonly onlink: boolean;
  readonly nexthops?: readonly NexthopConfig[] | undefined;
}

/** What one next hop is to be (struct rtnexthop). */
export interface NexthopConfig {
  readonly oif: IfIndex | undefined;
  readonly via: Ipv4Addr | undefined;
  readonly weight: number;
  readonly onlink: boolean;
  readonly realm: number | undefined;
}

/** Where a packet goes next (struct fib_nh). */
interface Nexthop {
  readonly dev: IfIndex;
  readonly gatewayScope?: RouteScope;
  readonly linkdown: boolean;
}

/** fib_props[].scope: the farthest scope a type may have. */
const FARTHEST: Readonly<Record<RouteType, RouteScope>> = {
  unicast: 'global',
  local: 'host',
  broadcast: 'link',
  anycast: 'link',
  multicast: 'global',
  unreachable: 'global',
  blackhole: 'global',
  prohibit: 'global',
  throw: 'global',
};

/** RTAX_MTU is cut to what an IPv4 packet can be, and others likewise (ip_metrics_convert, net/ipv4/metrics.c). */
const MAX_ROUTE_MTU = 65_520;
const MAX_METRICS: RouteMetrics = { advmss: 65_495, hoplimit: 255 };
/** Built in here (net.ipv4.tcp_available_congestion_control). */
const CONGESTION_CONTROLS = ['cubic', 'reno'];

export function createRoute(ns: Netns, config: RouteConfig): Result<Route, NetlinkError> {
  if (scopeNumber(FARTHEST[config.type]) > scopeNumber(config.scope))
    return refuse('EINVAL', 'Invalid scope.');
  if (config.congctl !== undefined && !CONGESTION_CONTROLS.includes(config.congctl))
    return refuse('EINVAL', 'Unknown tcp congestion algorithm.');
  const first = config.nexthops?.[0];
  const refused = first && contradiction(config, first);
  if (refused) return refused;
  if (config.nexthops && config.nexthops.length > 1) return createMultipath(ns, config, config.nexthops);
  return createSimple(ns, first ? { ...config, ...first } : config);
}

/** fib_get_nhs: each next hop by itself, as if it were the route's only one. */
function createMultipath(
  ns: Netns,
  config: RouteConfig,
  nexthops: readonly NexthopConfig[],
): Result<Route, NetlinkError> {
  const [first] = nexthops;
  const made: RouteNexthop[] = [];
  if (!isErrorType(config.type)) {
    for (const each of nexthops) {
      const nexthop = checkNexthop(ns, { ...config, ...each });
      if (!nexthop.ok) return nexthop;
      made.push(nexthopOf(each, nexthop.value));
    }
  }
  const route = createSimple(ns, first ? { ...config, ...first } : config);
  return route.ok ? ok(withNexthops(route.value, rebalance(ns, made))) : route;
}

/** What is said of the route itself must be true of its first next hop. */
function contradiction(
  { oif, via, realm }: RouteConfig,
  first: NexthopConfig,
): Result<never, NetlinkError> | undefined {
  if (oif !== undefined && oif !== first.oif)
    return refuse('EINVAL', 'Nexthop device index does not match RTA_OIF.');
  if (via !== undefined && via !== first.via)
    return refuse('EINVAL', 'Nexthop gateway does not match RTA_GATEWAY or RTA_VIA.');
  if (realm !== undefined && realm !== first.realm)
    return refuse('EINVAL', 'Nexthop class id does not match RTA_FLOW.');
  return undefined;
}

function nexthopOf({ via, weight, onlink, realm }: NexthopConfig, found: Nexthop): RouteNexthop {
  return {
    dev: found.dev,
    ...(via !== undefined && { via }),
    weight,
    onlink,
    ...(found.gatewayScope && { gatewayScope: found.gatewayScope }),
    ...(realm !== undefined && { realm }),
    linkdown: found.linkdown,
    dead: false,
    upperBound: -1,
  };
}

function createSimple(ns: Netns, config: RouteConfig): Result<Route, NetlinkError> {
  if (isErrorType(config.type)) {
    if (config.via !== undefined || config.oif !== undefined || config.nexthops) {
      return refuse('EINVAL', 'Gateway, device and multipath can not be specified for this route type.');
    }
    return ok(routeOf(config, undefined));
  }
  const nexthop = checkNexthop(ns, config);
  if (!nexthop.ok) return nexthop;
  if (config.src !== undefined && !isValidPrefsrc(ns, config, config.src)) {
    return refuse('EINVAL', 'Invalid prefsrc address.');
  }
  return ok(routeOf(config, nexthop.value));
}

/** Types that end a look-up with an error instead of leading anywhere. */
function isErrorType(type: RouteType): boolean {
  return type === 'unreachable' || type === 'blackhole' || type === 'prohibit' || type === 'throw';
}

function checkNexthop(ns: Netns, config: RouteConfig): Result<Nexthop, NetlinkError> {
  if (config.scope === 'nowhere') return refuse('EINVAL', 'Invalid scope.');
  if (config.scope === 'host') return hostNexthop(ns, config);
  if (config.via === undefined) return deviceNexthop(ns, config);
  return config.onlink ? onlinkNexthop(ns, config, config.via) : gatewayNexthop(ns, config, config.via);
}

/** Our own address. The device may be down: that is why a host answers for the addresses of a device that is. */
function hostNexthop(ns: Netns, config: RouteConfig): Result<Nexthop, NetlinkError> {
  if (config.via !== undefined) return refuse('EINVAL', 'Route with host scope can not have a gateway.');
  const dev = devOf(ns, config.oif);
  return dev ? ok({ dev: dev.ifindex, linkdown: false }) : refuse('ENODEV');
}

/** fib_check_nh_nongw: the destination is on the link. */
function deviceNexthop(ns: Netns, config: RouteConfig): Result<Nexthop, NetlinkError> {
  if (config.onlink) {
    return refuse('EINVAL', 'Invalid flags for nexthop - PERVASIVE and ONLINK can not be set.');
  }
  const dev = devOf(ns, config.oif);
  if (!dev) return refuse('ENODEV');
  if (!dev.up) return refuse('ENETDOWN', 'Device for nexthop is not up.');
  return ok({ dev: dev.ifindex, linkdown: !dev.carrier });
}

/** fib_check_nh_v4_gw with RTNH_F_ONLINK: the user says that the gateway is on the link. */
function onlinkNexthop(ns: Netns, config: RouteConfig, via: Ipv4Addr): Result<Nexthop, NetlinkError> {
  if (scopeNumber(config.scope) >= scopeNumber('link')) return refuse('EINVAL', 'Nexthop has invalid scope.');
  const dev = devOf(ns, config.oif);
  if (!dev) return refuse('ENODEV', 'Nexthop device required for onlink.');
  if (!dev.up) return refuse('ENETDOWN', 'Nexthop device is not up.');
  if (inetAddrType(ns, via) !== 'unicast') return refuse('EINVAL', 'Nexthop has invalid gateway.');
  return ok({ dev: dev.ifindex, linkdown: !dev.carrier });
}

/** fib_check_nh_v4_gw: the gateway must be reachable without another gateway. */
function gatewayNexthop(ns: Netns, config: RouteConfig, via: Ipv4Addr): Result<Nexthop, NetlinkError> {
  const scope: RouteScope = scopeNumber(config.scope) >= scopeNumber('link') ? 'host' : 'link';
  const flow: Flow = {
    dst: via,
    tos: 0,
    scope,
    ignoreLinkstate: true,
    ...(config.oif !== undefined && { oif: config.oif }),
  };
  const found = gatewayRoute(ns, config.table, flow);
  if (!found.ok) return refuse(found.error, 'Nexthop has invalid gateway.');
  const route = found.value;
  if (route.type !== 'unicast' && route.type !== 'local')
    return refuse('EINVAL', 'Nexthop has invalid gateway.');
  const dev = devOf(ns, route.dev);
  if (!dev) return refuse('EINVAL', 'No egress device for nexthop gateway.');
  if (!dev.up) return refuse('ENETDOWN');
  const nexthop = { dev: dev.ifindex, linkdown: !dev.carrier };
  return ok(route.scope === 'link' ? nexthop : { ...nexthop, gatewayScope: route.scope });
}

/** A route of another table finds its gateway in that table first. */
function gatewayRoute(ns: Netns, table: number, flow: Flow): Result<Route, Errno> {
  if (table !== RT_TABLE_MAIN) {
    const own = tableLookup(ns, table, flow);
    if (own && !isErrorType(own.type)) return ok(own);
  }
  const { result } = fibLookup(ns, flow);
  return result.type === 'none' || isErrorType(result.type) ? err(lookupErrno(result)) : ok(result.route);
}

/** fib_valid_prefsrc: the preferred source must be one of our own addresses. */
function isValidPrefsrc(ns: Netns, config: RouteConfig, src: Ipv4Addr): boolean {
  if (config.type === 'local' && config.dst.addr !== INADDR_ANY && src === config.dst.addr) return true;
  const table = config.table === RT_TABLE_MAIN ? RT_TABLE_LOCAL : config.table;
  if (addrTypeInTable(ns, src, table) === 'local') return true;
  return table !== RT_TABLE_LOCAL && inetAddrType(ns, src) === 'local';
}

function routeOf(config: RouteConfig, nexthop: Nexthop | undefined): Route {
  const { table, type, dst, tos, metric, scope, proto, via, src, mtu, onlink } = config;
  const { metrics, locked, congctl, realm } = config;
  return {
    table,
    type,
    dst,
    tos,
    metric,
    scope,
    proto,
    ...(nexthop && { dev: nexthop.dev }),
    ...(via !== undefined && { via }),
    ...(src !== undefined && { src }),
    ...(mtu !== undefined && mtu > 0 && { mtu: Math.min(mtu, MAX_ROUTE_MTU) }),
    ...(metrics && { metrics: boundedMetrics(metrics) }),
    ...(locked && locked.length > 0 && { locked }),
    ...(congctl !== undefined && { congctl }),
    ...(realm !== undefined && realm !== 0 && { realm }),
    onlink,
    ...(nexthop?.gatewayScope && { gatewayScope: nexthop.gatewayScope }),
    linkdown: nexthop?.linkdown ?? false,
  };
}

function boundedMetrics(metrics: RouteMetrics): RouteMetrics {
  const names = Object.keys(metrics) as RouteMetric[];
  return Object.fromEntries(
    names.map((name) => [name, Math.min(metrics[name] ?? 0, MAX_METRICS[name] ?? 0xffffffff)]),
  );
}

function devOf(ns: Netns, ifindex: IfIndex | undefined): Dev | undefined {
  return ifindex === undefined ? undefined : ns.devs.get(ifindex);
}

function refuse(errno: Errno, extack?: string): Result<never, NetlinkError> {
  return err(extack === undefined ? { errno } : { errno, extack });
}
