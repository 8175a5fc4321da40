// What `ip monitor` says of routes, in the order in which the kernel makes and takes them (fib_add_ifaddr and fib_del_ifaddr,
// net/ipv4/fib_frontend.c).

import { infoKey } from '../../../engine/fib/info.ts';
import type { Route } from '../../../engine/fib/route.ts';
import type { Change, Snapshot } from './monitor-changes.ts';
import { printRoute } from './route-print.ts';
import type { Session } from './session.ts';

/**
 * rtmsg_fib. A route in the place of another is one message; that a link lost its carrier, or that a device which went down
 * or lost its last address took routes with it, is told to nobody.
 */
export function routeChanges(s: Session, before: Snapshot, after: Snapshot): Change[] {
  if (before.routes === after.routes) return [];
  const had = new Set(before.routes);
  const has = new Set(after.routes);
  const gone = before.routes.filter((route) => !has.has(route));
  const made = after.routes.filter((route) => !had.has(route));
  const goneInfos = new Set(gone.map(infoOf));
  const madePlaces = new Set(made.map(placeOf));
  const wentDown = new Set(
    before.devs
      .filter(({ ifindex, up }) => up && s.ns.devs.get(ifindex)?.up !== true)
      .map(({ ifindex }) => ifindex),
  );
  const bare = new Set(
    before.addrs.map(({ dev }) => dev).filter((dev) => !after.addrs.some((ifa) => ifa.dev === dev)),
  );
  const isSilent = ({ dev, type, proto }: Route): boolean =>
    dev !== undefined && ((type !== 'local' && wentDown.has(dev)) || (proto !== 'kernel' && bare.has(dev)));
  const told = gone.filter((route) => !madePlaces.has(placeOf(route)) && !isSilent(route));
  return [
    ...told.sort((a, b) => goneRank(a) - goneRank(b)).map((route) => routeChange(s, route, true)),
    ...made
      .filter((route) => !goneInfos.has(infoOf(route)))
      .sort((a, b) => madeRank(a) - madeRank(b))
      .map((route) => routeChange(s, route, false)),
  ];
}

function placeOf({ table, dst, tos, metric }: Route): string {
  return `${table} ${dst.addr}/${dst.prefixLen} ${tos} ${metric}`;
}

function infoOf(route: Route): string {
  return `${placeOf(route)} ${infoKey(route)}`;
}

/** fib_add_ifaddr: the address itself, its subnet, the broadcast address. */
function madeRank({ proto, type, dst }: Route): number {
  if (proto !== 'kernel') return 3;
  if (type === 'broadcast') return 2;
  return dst.prefixLen === 32 && type === 'local' ? 0 : 1;
}

/** fib_del_ifaddr: its subnet, the broadcast address, the address itself. */
function goneRank({ proto, type, dst }: Route): number {
  if (proto !== 'kernel') return 3;
  if (type === 'broadcast') return 1;
  return dst.prefixLen === 32 && type === 'local' ? 2 : 0;
}

function routeChange(s: Session, route: Route, deleted: boolean): Change {
  const p = s.printer();
  printRoute(s, p, { route, filter: {}, deleted });
  const dev = route.dev === undefined ? undefined : s.ns.devs.get(route.dev)?.name;
  return { object: 'route', dev, text: p.isJson ? p.finish() : p.take() };
}
