// Routes between their three forms: the kernel's row, the document's line, and what an operation says.

import type { RouteDoc } from '../document/schema.ts';
import {
  type Route,
  RT_TABLE_LOCAL,
  RT_TABLE_MAIN,
  type RouteScope,
  type RouteType,
} from '../engine/fib/route.ts';
import type { IfIndex } from '../engine/ids.ts';
import type { RouteSpec } from '../engine/netlink.ts';
import { cidrOf, ipv4Of } from './texts.ts';
import { formatIpv4Cidr } from '../wire/ipv4-addr.ts';

/** The document's line for a row of the FIB: what iproute2 would choose by itself is left out. */
export function routeDoc(route: Route, nameOf: (ifindex: IfIndex) => string): RouteDoc {
  const type = route.type === 'unicast' ? undefined : route.type;
  return {
    dst: formatIpv4Cidr(route.dst),
    ...(type && { type }),
    ...(route.via !== undefined && { via: route.via }),
    ...(route.dev !== undefined && { dev: nameOf(route.dev) }),
    ...(route.src !== undefined && { src: route.src }),
    ...(route.metric !== 0 && { metric: route.metric }),
    ...(route.scope !== usualScope(route.type, route.via !== undefined) && { scope: route.scope }),
    ...((route.proto === 'kernel' || route.proto === 'static') && { proto: route.proto }),
    ...(route.table !== usualTable(route.type) && { table: route.table }),
    ...(route.tos !== 0 && { tos: route.tos }),
    ...(route.mtu !== undefined && { mtu: route.mtu }),
    ...(route.onlink && { onlink: true as const }),
  };
}

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
    scope: doc.scope ?? usualScope(type, doc.via !== undefined),
    proto: doc.proto ?? 'boot',
    table: doc.table ?? usualTable(type),
    ...(doc.tos !== undefined && { tos: doc.tos }),
    ...(doc.mtu !== undefined && { mtu: doc.mtu }),
    ...(doc.onlink && { onlink: true }),
  };
}

/** iproute2 (iproute_modify): what is on the link has scope link, what is our own has scope host. */
export function usualScope(type: RouteType, hasGateway: boolean): RouteScope {
  if (type === 'local') return 'host';
  if (type === 'broadcast') return 'link';
  return type === 'unicast' && !hasGateway ? 'link' : 'global';
}

/** iproute2: our own addresses and broadcasts go to table local. */
export function usualTable(type: RouteType): number {
  return type === 'local' || type === 'broadcast' ? RT_TABLE_LOCAL : RT_TABLE_MAIN;
}
