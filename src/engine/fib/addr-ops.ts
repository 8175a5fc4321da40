// `ip addr add`, `change` and `del` (inet_rtm_newaddr, __inet_insert_ifa and __inet_del_ifa, net/ipv4/devinet.c).
//
// The first address of a subnet on a device is its primary, the others are secondaries. A device's list has the
// primaries first, those of a nearer scope before the farther ones, then the secondaries in the order of their coming.

import { err, ok, type Result } from '../../base/result.ts';
import { INADDR_ANY, type Ipv4Cidr, ipv4ToNumber, isLoopback, netmask } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import { neighDevDown } from '../neigh/dev-events.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import { confOr } from '../sysctl.ts';
import type { World } from '../world.ts';
import { changeLifetime, lifetimeOf, scheduleLifetimes } from './addr-lifetime.ts';
import { addrsOf, sameSubnet, setAddrsOf, subnetOf } from './addr-table.ts';
import { addIfaddrRoutes, changePrefixMetric, delIfaddrRoutes } from './ifaddr-routes.ts';
import type { IfAddr } from './route.ts';
import { scopeNumber } from './scope.ts';
import { syncDown, syncUp } from './sync.ts';

type AddrOp = Extract<NetlinkOp, { readonly op: 'addr.add' | 'addr.change' | 'addr.del' }>;
type NewAddrOp = Exclude<AddrOp, { readonly op: 'addr.del' }>;

export function addrOp(world: World, op: AddrOp): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  if (!ns) return err({ errno: 'ENOENT' });
  const ifindex = ns.ifindexes.get(op.dev);
  const dev = ifindex === undefined ? undefined : ns.devs.get(ifindex);
  if (!dev) return err({ errno: 'ENODEV' });
  if (op.op !== 'addr.del') return newAddr(world, ns, { op, dev });
  const ifa = addrsOf(ns, dev.ifindex).find((each) => isNamed(each, op));
  if (!ifa) return err({ errno: 'EADDRNOTAVAIL', extack: 'ipv4: Address not found.' });
  deleteIfaddr(world, ns, { dev, ifa });
  return ok();
}

/** inet_rtm_deladdr: the prefix length must be the same, and the peer's subnet hold the peer that is named. */
function isNamed(ifa: IfAddr, { cidr, peer, label }: Extract<AddrOp, { op: 'addr.del' }>): boolean {
  if (ifa.cidr.addr !== cidr.addr || (label !== undefined && ifa.label !== label)) return false;
  if (cidr.prefixLen !== ifa.cidr.prefixLen) return false;
  return inMask(peer ?? cidr.addr, subnetOf(ifa));
}

function inMask(addr: IfAddr['cidr']['addr'], cidr: Ipv4Cidr): boolean {
  return ((ipv4ToNumber(addr) ^ ipv4ToNumber(cidr.addr)) & netmask(cidr.prefixLen)) === 0;
}

/** inet_rtm_newaddr: with NLM_F_REPLACE an address that is there gets a new metric and new lifetimes. */
function newAddr(
  world: World,
  ns: Netns,
  { op, dev }: { readonly op: NewAddrOp; readonly dev: Dev },
): Result<void, NetlinkError> {
  const wanted = ifaddrOf(world, op, dev);
  const subnet = subnetOf(wanted);
  const known = addrsOf(ns, dev.ifindex).find(
    (ifa) => sameSubnet(subnetOf(ifa), subnet) && ifa.cidr.addr === op.cidr.addr,
  );
  const done =
    known && op.op === 'addr.change'
      ? changeIfaddr(ns, dev, { known, wanted })
      : insertIfaddr(ns, dev, wanted);
  if (done.ok) scheduleLifetimes(world, ns);
  return done;
}

/** iproute2: an address of 127.0.0.0/8 has scope host, any other is global. */
function ifaddrOf(world: World, op: NewAddrOp, dev: Dev): IfAddr {
  const { cidr, peer, broadcast, scope, label, noPrefixRoute, metric } = op;
  const lifetime = lifetimeOf(world, op);
  return {
    dev: dev.ifindex,
    cidr,
    ...(peer !== undefined && peer !== cidr.addr && { peer }),
    ...(broadcast !== undefined && broadcast !== INADDR_ANY && { broadcast }),
    scope: scope ?? (isLoopback(cidr.addr) ? 'host' : 'global'),
    secondary: false,
    label: label ?? dev.name,
    ...(noPrefixRoute && { noPrefixRoute }),
    ...(metric !== undefined && metric !== 0 && { metric }),
    ...(lifetime && { lifetime }),
  };
}

/** __inet_insert_ifa. 0.0.0.0 is accepted, and nothing happens. */
export function insertIfaddr(ns: Netns, dev: Dev, wanted: IfAddr): Result<void, NetlinkError> {
  ns.configured.set(dev.ifindex, true);
  if (wanted.cidr.addr === INADDR_ANY) return ok();
  const list = addrsOf(ns, dev.ifindex);
  const subnet = list.filter((ifa) => sameSubnet(subnetOf(ifa), subnetOf(wanted)));
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
  syncUp(ns, dev);
  return ok();
}

function changeIfaddr(
  ns: Netns,
  dev: Dev,
  { known, wanted }: { readonly known: IfAddr; readonly wanted: IfAddr },
): Result<void, NetlinkError> {
  const { metric: _metric, ...rest } = known;
  const changed = changeLifetime(
    { ...rest, ...(wanted.metric !== undefined && { metric: wanted.metric }) },
    wanted,
  );
  const list = addrsOf(ns, dev.ifindex);
  setAddrsOf(ns, dev.ifindex, list.with(list.indexOf(known), changed));
  if (known.metric !== wanted.metric) changePrefixMetric(ns, dev, { ifa: changed, old: known });
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
export function deleteIfaddr(world: World, ns: Netns, { dev, ifa }: Located): void {
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
  syncDown(ns, dev, true);
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
  const subnet = subnetOf(primary);
  return addrsOf(ns, primary.dev).filter((ifa) => ifa.secondary && sameSubnet(subnetOf(ifa), subnet));
}
