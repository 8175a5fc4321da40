// A row of a table as an operation names it: for `flush`, which deletes what it lists, and for `save`.

import type { Route, RouteNexthop } from '../../../engine/fib/route.ts';
import type { NexthopSpec, RouteSpec } from '../../../engine/netlink.ts';
import type { Session } from './session.ts';

/** `flush` hands back the kernel's own message, in which the metrics would match as they are. */
export function specOf(s: Session, route: Route): RouteSpec {
  const { gatewayScope: _scope, linkdown: _linkdown, dev, nexthops, ...rest } = route;
  if (nexthops) {
    const { via: _via, onlink: _onlink, realm: _realm, ...shared } = rest;
    return { ...shared, nexthops: nexthops.map((nexthop) => nexthopSpec(s, nexthop)) };
  }
  const name = dev === undefined ? undefined : s.ns.devs.get(dev)?.name;
  return { ...rest, ...(name !== undefined && { dev: name }) };
}

function nexthopSpec(s: Session, { dev, via, weight, onlink, realm }: RouteNexthop): NexthopSpec {
  const name = s.ns.devs.get(dev)?.name;
  return {
    ...(via !== undefined && { via }),
    ...(name !== undefined && { dev: name }),
    weight,
    onlink,
    ...(realm !== undefined && { realm }),
  };
}
