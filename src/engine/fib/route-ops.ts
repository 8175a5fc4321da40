// `ip route add`, `replace` and `del` (inet_rtm_newroute and inet_rtm_delroute in net/ipv4/fib_frontend.c). What an
// operation leaves out is filled in as iproute2 does before it asks the kernel (iproute_modify, ip/iproute.c).

import { err, ok, type Result } from '../../base/result.ts';
import { INADDR_ANY, networkOf } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';
import type { NetlinkError, NetlinkOp, NexthopSpec, RouteSpec } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { createRoute, type NexthopConfig } from './create-route.ts';
import { type RouteScope, type RouteType, RT_TABLE_LOCAL, RT_TABLE_MAIN } from './route.ts';
import {
  createTable,
  deleteRoute,
  type InsertMode,
  insertRoute,
  type RouteMatch,
  tableExists,
} from './table.ts';

type RouteOp = Extract<NetlinkOp, { readonly route: RouteSpec }>;

/** A route whose devices are known by number. */
interface Located {
  readonly spec: RouteSpec;
  readonly oif: IfIndex | undefined;
  readonly nexthops: readonly NexthopConfig[] | undefined;
}

export function routeOp(world: World, op: RouteOp): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  if (!ns) return err({ errno: 'ENOENT' });
  const { route: spec } = op;
  const oif = spec.dev === undefined ? undefined : ns.ifindexes.get(spec.dev);
  const isMissing = ({ dev }: NexthopSpec): boolean => dev !== undefined && !ns.ifindexes.has(dev);
  if ((spec.dev !== undefined && oif === undefined) || spec.nexthops?.some(isMissing))
    return err({ errno: 'ENODEV' });
  const invalid = checkSpec(spec);
  if (invalid) return err({ errno: 'EINVAL', extack: invalid });
  const located: Located = { spec, oif, nexthops: spec.nexthops?.map((each) => nexthopConfig(ns, each)) };
  if (op.op === 'route.del') return delRoute(ns, located);
  return addRoute(ns, located, op.op.slice('route.'.length) as InsertMode);
}

/** What rtm_to_fib_config finds wrong. */
function checkSpec({ dst, tos = 0 }: RouteSpec): string | undefined {
  if ((tos & 3) !== 0) return 'Invalid dsfield (tos): ECN bits must be 0.';
  return networkOf(dst) === dst.addr ? undefined : 'Invalid prefix for given prefix length.';
}

function nexthopConfig(
  ns: Netns,
  { via, dev, weight = 1, onlink = false, realm }: NexthopSpec,
): NexthopConfig {
  return {
    oif: dev === undefined ? undefined : ns.ifindexes.get(dev),
    via: via === INADDR_ANY ? undefined : via,
    weight,
    onlink,
    realm,
  };
}

function addRoute(ns: Netns, { spec, oif, nexthops }: Located, mode: InsertMode): Result<void, NetlinkError> {
  const type = spec.type ?? 'unicast';
  const table = spec.table ?? usualTable(type);
  createTable(ns, table);
  const route = createRoute(ns, {
    table,
    type,
    dst: spec.dst,
    tos: spec.tos ?? 0,
    metric: spec.metric ?? 0,
    scope: spec.scope ?? usualScope(type, spec.via !== undefined || nexthops !== undefined),
    proto: spec.proto ?? 'boot',
    oif,
    via: spec.via === INADDR_ANY ? undefined : spec.via,
    src: spec.src,
    mtu: spec.mtu,
    metrics: spec.metrics,
    locked: spec.locked,
    congctl: spec.congctl,
    realm: spec.realm,
    onlink: spec.onlink ?? false,
    nexthops,
  });
  if (!route.ok) return route;
  const errno = insertRoute(ns, route.value, mode);
  if (errno) return err({ errno });
  if (type === 'local') ns.fib.set({ ...ns.fib.get(), customLocalRoutes: true });
  return ok();
}

function delRoute(ns: Netns, { spec, oif, nexthops }: Located): Result<void, NetlinkError> {
  const { dst, type, via, src, metric, proto, tos = 0, mtu, metrics, realm } = spec;
  const table = spec.table ?? usualTable(type);
  if (!tableExists(ns, table)) return err({ errno: 'ESRCH', extack: 'FIB table does not exist.' });
  const scope =
    spec.scope ?? (type === 'local' || type === 'broadcast' ? usualScope(type, false) : undefined);
  const match: RouteMatch = {
    table,
    dst,
    tos,
    ...(type && { type }),
    ...(scope && { scope }),
    ...(via !== undefined && via !== INADDR_ANY && { via }),
    ...(src !== undefined && { src }),
    ...(metric !== undefined && { metric }),
    ...(proto && { proto }),
    ...(mtu !== undefined && { mtu }),
    ...(metrics && { metrics }),
    ...(realm !== undefined && { realm }),
    ...(oif !== undefined && { dev: oif }),
    ...(nexthops && { nexthops: nexthops.map(nexthopMatch) }),
  };
  return deleteRoute(ns, match) ? ok() : err({ errno: 'ESRCH' });
}

function nexthopMatch({ oif, via, weight }: NexthopConfig): NonNullable<RouteMatch['nexthops']>[number] {
  return { weight, ...(oif !== undefined && { dev: oif }), ...(via !== undefined && { via }) };
}

/** iproute2: what is on the link has scope link, what is our own has scope host. */
function usualScope(type: RouteType, hasGateway: boolean): RouteScope {
  if (type === 'local') return 'host';
  if (type === 'broadcast' || type === 'multicast' || type === 'anycast') return 'link';
  return type === 'unicast' && !hasGateway ? 'link' : 'global';
}

/** iproute2: our own addresses and broadcasts go to table local. */
function usualTable(type: RouteType | undefined): number {
  return type === 'local' || type === 'broadcast' || type === 'anycast' ? RT_TABLE_LOCAL : RT_TABLE_MAIN;
}
