// Routes between their three forms: the kernel's row, the document's line, and what an operation says.

import type { NexthopDoc, RouteDoc } from '../document/schema.ts';
import {
  type Route,
  type RouteNexthop,
  RT_TABLE_LOCAL,
  RT_TABLE_MAIN,
  type RouteScope,
  type RouteType,
} from '../engine/fib/route.ts';
import type { IfIndex } from '../engine/ids.ts';
import type { NexthopSpec, RouteSpec } from '../engine/netlink.ts';
import { cidrOf, ipv4Of } from './texts.ts';
import { formatIpv4Cidr } from '../wire/ipv4-addr.ts';

/** The document's line for a row of the FIB: what iproute2 would choose by itself is left out. */
export function routeDoc(route: Route, nameOf: NameOf): RouteDoc {
  const nexthops = route.nexthops?.map((nexthop) => nexthopDoc(nexthop, nameOf));
  const type = route.type === 'unicast' ? undefined : route.type;
  return {
    dst: formatIpv4Cidr(route.dst),
    ...(type && { type }),
    ...(route.via !== undefined && !nexthops && { via: route.via }),
    ...(route.dev !== undefined && !nexthops && { dev: nameOf(route.dev) }),
    ...(route.src !== undefined && { src: route.src }),
    ...(route.metric !== 0 && { metric: route.metric }),
    ...(route.scope !== usualScope(route.type, route.via !== undefined || nexthops !== undefined) && {
      scope: route.scope,
    }),
    ...(route.proto !== 'boot' && { proto: route.proto }),
    ...(route.table !== usualTable(route.type) && { table: route.table }),
    ...(route.tos !== 0 && { tos: route.tos }),
    ...(route.mtu !== undefined && { mtu: route.mtu }),
    ...(route.onlink && !nexthops && { onlink: true as const }),
    ...(route.metrics && { metrics: route.metrics }),
    ...(route.locked && { locked: route.locked }),
    ...(route.congctl !== undefined && { congctl: route.congctl }),
    ...(route.realm !== undefined && !nexthops && { realm: route.realm }),
    ...(nexthops && { nexthops }),
  };
}

function nexthopDoc({ dev, via, weight, onlink, realm }: RouteNexthop, nameOf: NameOf): NexthopDoc {
  return {
    ...(via !== undefined && { via }),
    dev: nameOf(dev),
    ...(weight !== 1 && { weight }),
    ...(onlink && { onlink: true as const }),
    ...(realm !== undefined && { realm }),
  };
}

function nexthopSpec({ dev, via, weight, onlink, realm }: NexthopDoc): NexthopSpec {
  return {
    dev,
    ...(via !== undefined && { via: ipv4Of(via) }),
    ...(weight !== undefined && { weight }),
    ...(onlink && { onlink: true }),
    ...(realm !== undefined && { realm }),
  };
}

type NameOf = (ifindex: IfIndex) => string;

/** The operation's words for a line of the document: complete, so that nothing is left to chance. */
export function routeSpec(doc: RouteDoc): RouteSpec {
  const type = doc.type ?? 'unicast';
  return {
    dst: cidrOf(doc.dst),
    ...(doc.type && { type }),
    ...(doc.via !== undefined && { via: ipv4Of(doc.via) }),
    ...(doc.dev !== undefined && { dev: doc.dev }),
    ...(doc.src !== undefined && { src: ipv4Of(doc.src) }),
    ...(doc.metric !== undefined && { metric: doc.metric }),
    scope: doc.scope ?? usualScope(type, doc.via !== undefined || doc.nexthops !== undefined),
    proto: doc.proto ?? 'boot',
    table: doc.table ?? usualTable(type),
    ...(doc.tos !== undefined && { tos: doc.tos }),
    ...(doc.mtu !== undefined && { mtu: doc.mtu }),
    ...(doc.onlink && { onlink: true }),
    ...(doc.metrics && { metrics: doc.metrics }),
    ...(doc.locked && { locked: doc.locked as NonNullable<RouteSpec['locked']> }),
    ...(doc.congctl !== undefined && { congctl: doc.congctl }),
    ...(doc.realm !== undefined && { realm: doc.realm }),
    ...(doc.nexthops && { nexthops: doc.nexthops.map(nexthopSpec) }),
  };
}

/** iproute2 (iproute_modify): what is on the link has scope link, what is our own has scope host. */
export function usualScope(type: RouteType, hasGateway: boolean): RouteScope {
  if (type === 'local') return 'host';
  if (type === 'broadcast' || type === 'multicast' || type === 'anycast') return 'link';
  return type === 'unicast' && !hasGateway ? 'link' : 'global';
}

/** iproute2: our own addresses and broadcasts go to table local. */
export function usualTable(type: RouteType): number {
  return type === 'local' || type === 'broadcast' || type === 'anycast' ? RT_TABLE_LOCAL : RT_TABLE_MAIN;
}
