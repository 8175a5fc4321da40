// What becomes of routes when a device stops or begins to carry packets (fib_sync_down_dev and fib_sync_up,
// net/ipv4/fib_semantics.c). A route goes with its last next hop that is alive.

import type { Dev } from '../device/dev.ts';
import type { Netns } from '../netns.ts';
import { isAlive, markNexthops, usesLink } from './paths.ts';
import type { Route } from './route.ts';
import { flushRoutes } from './table.ts';

/** The device is down, or has lost its last address: its next hops are dead. With `force` routes to ourselves go, too. */
export function syncDown(ns: Netns, dev: Dev, force = false): void {
  const isOver = (route: Route): boolean => (force && route.dev === dev.ifindex) || usesLink(route, dev);
  mark(ns, dev, { dead: true, linkdown: true });
  flushRoutes(ns, (route) => (route.nexthops ? !isAlive(route) : isOver(route)));
}

/** The device is up, or has an address again. */
export function syncUp(ns: Netns, dev: Dev): void {
  if (dev.up) mark(ns, dev, dev.carrier ? { dead: false, linkdown: false } : { dead: false });
}

function mark(ns: Netns, dev: Dev, flags: { readonly dead: boolean; readonly linkdown?: boolean }): void {
  const routes = ns.routes.get();
  if (!routes.some((route) => route.nexthops)) return;
  const marked = routes.map((route) =>
    route.nexthops ? markNexthops(ns, route, { dev, mark: flags }) : route,
  );
  if (marked.some((route, i) => route !== routes[i])) ns.routes.set(marked);
}
