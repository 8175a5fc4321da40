// Which of its addresses a host uses towards a destination (inet_select_addr, net/ipv4/devinet.c).

import { INADDR_ANY, type Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import { confOr } from '../sysctl.ts';
import { addrsOf, inSubnet } from './addr-table.ts';
import type { RouteScope } from './route.ts';
import { scopeNumber } from './scope.ts';

/**
 * A primary address of `dev` that reaches at least as far as `scope`: the first in the subnet of `dst` (the gateway, or
 * 0.0.0.0 for any), else the first at all; else the first of another device. 0.0.0.0 if there is none.
 */
export function selectSource(ns: Netns, dst: Ipv4Addr, dev: IfIndex, scope: RouteScope): Ipv4Addr {
  return selectOnDev(ns, dst, dev, scope) ?? selectElsewhere(ns, scope) ?? INADDR_ANY;
}

function selectOnDev(ns: Netns, dst: Ipv4Addr, dev: IfIndex, scope: RouteScope): Ipv4Addr | undefined {
  const list = addrsOf(ns, dev);
  if (list.length === 0) return undefined;
  // With route_localnet an address of scope host may leave, where the scope asked for is link.
  const name = ns.devs.get(dev)?.name;
  const localnet = name !== undefined && confOr(ns, name, 'route_localnet') ? 'link' : 'host';
  const wanted = scopeNumber(scope);
  let first: Ipv4Addr | undefined;
  for (const ifa of list) {
    if (ifa.secondary) continue;
    if (Math.min(scopeNumber(ifa.scope), scopeNumber(localnet)) > wanted) continue;
    if (dst === INADDR_ANY || inSubnet(dst, ifa)) return ifa.cidr.addr;
    first ??= ifa.cidr.addr;
  }
  return first;
}

/** in_dev_select_addr on each device in turn, lo being the first. */
function selectElsewhere(ns: Netns, scope: RouteScope): Ipv4Addr | undefined {
  for (const ifa of ns.addrs.get()) {
    if (ifa.secondary || ifa.scope === 'link') continue;
    if (scopeNumber(ifa.scope) <= scopeNumber(scope)) return ifa.cidr.addr;
  }
  return undefined;
}
