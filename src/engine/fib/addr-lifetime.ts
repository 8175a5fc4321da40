// Addresses that don't live forever (set_ifa_lifetime and check_lifetime, net/ipv4/devinet.c; a DHCP client sets them). When
// `preferred_lft` is over an address is deprecated, when `valid_lft` is over it is deleted.

import { type Nanos, SECOND } from '../ids.ts';
import type { NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { deleteIfaddr } from './addr-ops.ts';
import { addrsOf, setAddrsOf } from './addr-table.ts';
import type { AddrLifetime, IfAddr } from './route.ts';

type Lifetimes = Pick<Extract<NetlinkOp, { op: 'addr.add' | 'addr.change' }>, 'validLft' | 'preferredLft'>;

/** INFINITY_LIFE_TIME, which is also what nothing said means. */
const FOREVER = 0xffffffff;

/** What `valid_lft` and `preferred_lft` come to; undefined: forever. An address that is valid forever is preferred forever. */
export function lifetimeOf(world: World, { validLft, preferredLft }: Lifetimes): AddrLifetime | undefined {
  const valid = finite(validLft);
  const preferred = finite(preferredLft);
  const deprecated = preferred === 0;
  if (valid === undefined && !deprecated) return undefined;
  return {
    since: world.now,
    ...(valid !== undefined && { valid }),
    ...(preferred !== undefined && { preferred }),
    deprecated,
  };
}

function finite(seconds: number | undefined): number | undefined {
  return seconds === FOREVER ? undefined : seconds;
}

export function changeLifetime(ifa: IfAddr, { lifetime }: IfAddr): IfAddr {
  const { lifetime: _old, ...rest } = ifa;
  return lifetime ? { ...rest, lifetime } : rest;
}

/** When something is next to be done about the address. */
function nextAt({ lifetime }: IfAddr): Nanos | undefined {
  if (lifetime?.valid === undefined) return undefined;
  const { since, valid, preferred, deprecated } = lifetime;
  const left = !deprecated && preferred !== undefined ? Math.min(preferred, valid) : valid;
  return (since + left * SECOND) as Nanos;
}

/** Sets the one timer of the namespace, for what comes first. Ageing doesn't keep a run going. */
export function scheduleLifetimes(world: World, ns: Netns): void {
  const old = ns.addrTimer.get();
  const times = ns.addrs.get().flatMap((ifa) => nextAt(ifa) ?? []);
  const at = times.length > 0 ? Math.min(...times) : undefined;
  if (old?.at === at) return;
  if (old) world.queue.cancel(old);
  const delay = at === undefined ? undefined : (Math.max(0, at - world.now) as Nanos);
  ns.addrTimer.set(
    delay === undefined ? undefined : world.schedule(delay, { kind: 'addr.lifetime', netns: ns.id }, true),
  );
}

/** The timer has run out. */
export function addrLifetimeTimer(world: World, ns: Netns): void {
  ns.addrTimer.set(undefined);
  for (const ifa of ns.addrs.get()) {
    const due = nextAt(ifa);
    const dev = ns.devs.get(ifa.dev);
    if (!dev || due === undefined || due > world.now || !ns.addrs.get().includes(ifa)) continue;
    const over = ifa.lifetime !== undefined && isOver(ifa.lifetime, world.now);
    world.emit({ ns, oif: dev }, undefined, {
      kind: 'addr.lifetime',
      addr: ifa.cidr.addr,
      to: over ? 'deleted' : 'deprecated',
    });
    if (over) deleteIfaddr(world, ns, { dev, ifa });
    else deprecate(ns, ifa);
  }
  scheduleLifetimes(world, ns);
}

function isOver({ since, valid }: AddrLifetime, now: Nanos): boolean {
  return valid !== undefined && since + valid * SECOND <= now;
}

function deprecate(ns: Netns, ifa: IfAddr): void {
  const list = addrsOf(ns, ifa.dev);
  if (!ifa.lifetime) return;
  const deprecated: IfAddr = { ...ifa, lifetime: { ...ifa.lifetime, deprecated: true } };
  setAddrsOf(ns, ifa.dev, list.with(list.indexOf(ifa), deprecated));
}
