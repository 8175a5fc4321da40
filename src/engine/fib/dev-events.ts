// What routing does when something happens to a device (fib_netdev_event in net/ipv4/fib_frontend.c, inetdev_event in
// net/ipv4/devinet.c, fib_sync_down_dev and fib_sync_up in net/ipv4/fib_semantics.c).

import { INADDR_LOOPBACK } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { addrsOf, setAddrsOf } from './addr-table.ts';
import { insertIfaddr } from './addr-ops.ts';
import { addIfaddrRoutes, delIfaddrRoutes } from './ifaddr-routes.ts';
import { markNexthops, usesLink } from './paths.ts';
import type { IfAddr } from './route.ts';
import { syncDown, syncUp } from './sync.ts';
import { flushRoutes } from './table.ts';

/** The device is up now. Its connected routes come back; others that were lost with it don't. lo gets 127.0.0.1/8. */
export function fibDevUp(_world: World, ns: Netns, dev: Dev): void {
  if (dev.kind === 'loopback') insertIfaddr(ns, dev, loopbackAddr(dev));
  for (const ifa of addrsOf(ns, dev.ifindex)) addIfaddrRoutes(ns, dev, ifa);
  syncUp(ns, dev);
}

/** The device is down now: all routes over it are gone, but not those to its own addresses. */
export function fibDevDown(_world: World, ns: Netns, dev: Dev): void {
  syncDown(ns, dev);
}

/** The routes over the device stay, and say `linkdown` as long as there is no carrier. */
export function fibCarrierChanged(_world: World, ns: Netns, dev: Dev): void {
  const linkdown = !dev.carrier;
  const routes = ns.routes.get();
  const marked = routes.map((route) => {
    if (!usesLink(route, dev)) return route;
    if (route.nexthops) return markNexthops(ns, route, { dev, mark: { linkdown } });
    return route.linkdown === linkdown ? route : { ...route, linkdown };
  });
  if (marked.some((route, i) => route !== routes[i])) ns.routes.set(marked);
}

/** The device leaves the namespace, and its addresses and routes with it. It is down already. */
export function fibDevRemoved(_world: World, ns: Netns, dev: Dev): void {
  for (let list = addrsOf(ns, dev.ifindex); list[0]; list = addrsOf(ns, dev.ifindex)) {
    const ifa = list[0];
    setAddrsOf(ns, dev.ifindex, list.slice(1));
    delIfaddrRoutes(ns, { dev, ifa, devIsDead: true });
  }
  flushRoutes(ns, (route) => route.dev === dev.ifindex || usesLink(route, dev));
  ns.configured.delete(dev.ifindex);
}

/**
 * inetdev_changename: labels follow the device's name. The first address gets it plain; of the others, what comes after
 * the colon stays, and one without a colon is numbered by its place.
 */
export function fibDevRenamed(ns: Netns, dev: Dev): void {
  const list = addrsOf(ns, dev.ifindex);
  if (list.length === 0) return;
  const labels = list.map(({ label }, i) => {
    if (i === 0) return dev.name;
    const colon = label.indexOf(':');
    return withSuffix(dev.name, colon < 0 ? `:${i + 1}` : label.slice(colon));
  });
  setAddrsOf(
    ns,
    dev.ifindex,
    list.map((ifa, i) => ({ ...ifa, label: labels[i] as string })),
  );
}

/** A label has as much room as a name: 15 octets. The suffix is kept whole. */
function withSuffix(name: string, suffix: string): string {
  return name.slice(0, 15 - suffix.length) + suffix;
}

function loopbackAddr(dev: Dev): IfAddr {
  return {
    dev: dev.ifindex,
    cidr: { addr: INADDR_LOOPBACK, prefixLen: 8 },
    scope: 'host',
    secondary: false,
    label: dev.name,
  };
}
