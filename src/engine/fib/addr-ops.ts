// `ip addr add` and `ip addr del` (inet_rtm_newaddr, __inet_insert_ifa and __inet_del_ifa, net/ipv4/devinet.c).
//
// The first address of a subnet on a device is its primary, the others are secondaries. A device's list has the
// primaries first, those of a nearer scope before the farther ones, then the secondaries in the order of their coming.

import { err, ok, type Result } from '../../base/result.ts';
import { INADDR_ANY, isLoopback } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import { neighDevDown } from '../neigh/dev-events.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import { confOr } from '../sysctl.ts';
import type { World } from '../world.ts';
import { addrsOf, sameSubnet, setAddrsOf } from './addr-table.ts';
import { addIfaddrRoutes, delIfaddrRoutes } from './ifaddr-routes.ts';
import type { IfAddr } from './route.ts';
import { scopeNumber } from './scope.ts';
import { flushRoutes } from './table.ts';

type AddrOp = Extract<NetlinkOp, { readonly op: 'addr.add' | 'addr.del' }>;

export function addrOp(world: World, op: AddrOp): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  if (!ns) return err({ errno: 'ENOENT' });
  const ifindex = ns.ifindexes.get(op.dev);
  const dev = ifindex === undefined ? undefined : ns.devs.get(ifindex);
  if (!dev) return err({ errno: 'ENODEV' });
  if (op.op === 'addr.add') return insertIfaddr(ns, dev, ifaddrOf(op, dev));
  const ifa = addrsOf(ns, dev.ifindex).find(
    ({ cidr }) => cidr.addr === op.cidr.addr && cidr.prefixLen === op.cidr.prefixLen,
  );
  if (!ifa) return err({ errno: 'EADDRNOTAVAIL', extack: 'ipv4: Address not found.' });
  deleteIfaddr(world, ns, { dev, ifa });
  return ok();
}

/** iproute2: an address of 127.0.0.0/8 has scope host, any other is global. */
function ifaddrOf(op: Extract<AddrOp, { op: 'addr.add' }>, dev: Dev): IfAddr {
  return {
    dev: dev.ifindex,
    cidr: op.cidr,
    ...(op.broadcast !== undefined && op.broadcast !== INADDR_ANY && { broadcast: op.broadcast }),
    scope: op.scope ?? (isLoopback(op.cidr.addr) ? 'host' : 'global'),
    secondary: false,
    label: op.label ?? dev.name,
  };
}

/** __inet_insert_ifa. 0.0.0.0 is accepted, and nothing happens. */
export function insertIfaddr(ns: Netns, dev: Dev, wanted: IfAddr): Result<void, NetlinkError> {
  ns.configured.set(dev.ifindex, true);
  if (wanted.cidr.addr === INADDR_ANY) return ok();
  const list = addrsOf(ns, dev.ifindex);
  const subnet = list.filter((ifa) => sameSubnet(ifa.cidr, wanted.cidr));
  if (subnet.some((ifa) => ifa.cidr.addr === wanted.cidr.addr)) {
    return err({ errno: 'EEXIST', extack: 'ipv4: Address already assigned.' });
  }
  if (subnet.some((ifa) => ifa.scope !== wanted.scope)) {
    return err({ errno: 'EINVAL', extack: 'ipv4: Invalid scope value.' });
  }
  const ifa: IfAddr = { ...wanted, secondary: subnet.length > 0 };
  const at = ifa.secondary ? list.length : afterPrimaries(list, ifa);
  setAddrsOf(ns, dev.ifindex, list.toSpliced(at, 0, ifa));
  addIfaddrRoutes(ns, dev, ifa);
  return ok();
}

/** A new primary comes after the last one whose scope is at least as near. */
function afterPrimaries(list: readonly IfAddr[], ifa: IfAddr): number {
  const scope = scopeNumber(ifa.scope);
  return list.findLastIndex((other) => !other.secondary && scope <= scopeNumber(other.scope)) + 1;
}

interface Located {
  readonly dev: Dev;
  readonly ifa: IfAddr;
}

/** __inet_del_ifa: a primary takes its secondaries with it, unless promote_secondaries makes the next one primary. */
function deleteIfaddr(world: World, ns: Netns, { dev, ifa }: Located): void {
  const heirs = ifa.secondary ? [] : secondariesOf(ns, ifa);
  const promotes = heirs.length > 0 && confOr(ns, dev.name, 'promote_secondaries');
  if (promotes) {
    for (const heir of heirs) delIfaddrRoutes(ns, { dev, ifa: heir, goingPrimary: ifa });
  } else {
    for (const heir of heirs) unlink(world, ns, { dev, ifa: heir });
  }
  const place = primaryPlace(ns, ifa);
  unlink(world, ns, { dev, ifa });
  if (promotes) promote(ns, { dev, ifa: heirs[0] as IfAddr, place });
}

/** Takes the address off the list, and then its routes: the kernel's order. */
function unlink(world: World, ns: Netns, { dev, ifa }: Located): void {
  setAddrsOf(
    ns,
    dev.ifindex,
    addrsOf(ns, dev.ifindex).filter((other) => other !== ifa),
  );
  delIfaddrRoutes(ns, { dev, ifa });
  if (addrsOf(ns, dev.ifindex).length === 0) disableIp(world, ns, dev);
}

/** fib_disable_ip: without an address nothing is routed over the device any more, whatever route it was. */
function disableIp(world: World, ns: Netns, dev: Dev): void {
  flushRoutes(ns, (route) => route.dev === dev.ifindex);
  neighDevDown(world, ns, dev);
}

/** The promoted address becomes a primary, at `place`, and its subnet's routes come back with it as source. */
function promote(ns: Netns, { dev, ifa, place }: Located & { readonly place: IfAddr | undefined }): void {
  const promoted: IfAddr = { ...ifa, secondary: false };
  const rest = addrsOf(ns, dev.ifindex).filter((other) => other !== ifa);
  const at = place ? rest.indexOf(place) + 1 : 0;
  setAddrsOf(ns, dev.ifindex, rest.toSpliced(at, 0, promoted));
  addIfaddrRoutes(ns, dev, promoted);
  for (const other of secondariesOf(ns, promoted)) addIfaddrRoutes(ns, dev, other);
}

/** The primary after which the promoted address is put: the last one that isn't farther than `ifa`. */
function primaryPlace(ns: Netns, ifa: IfAddr): IfAddr | undefined {
  const scope = scopeNumber(ifa.scope);
  return addrsOf(ns, ifa.dev).findLast(
    (other) => other !== ifa && !other.secondary && scope <= scopeNumber(other.scope),
  );
}

function secondariesOf(ns: Netns, primary: IfAddr): IfAddr[] {
  return addrsOf(ns, primary.dev).filter((ifa) => ifa.secondary && sameSubnet(ifa.cidr, primary.cidr));
}
