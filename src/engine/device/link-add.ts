// RTM_NEWLINK: a device comes into being (net/core/rtnetlink.c, drivers/net/veth.c: veth_newlink).

import { err, ok, type Result } from '../../base/result.ts';
import type { MacAddr } from '../../wire/mac.ts';
import type { IfIndex, NetnsId } from '../ids.ts';
import type { LinkKindSpec, NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { addLocal } from './bridge-fdb.ts';
import { NEW_BRIDGE, changeBridgeMac } from './bridge-port.ts';
import type { Dev, DevKind } from './dev.ts';
import { checkMtu, NEW_MTU } from './link-limits.ts';
import { bearMacvlan, checkMacvlan, lowerFor } from './macvlan-dev.ts';
import { bearVxlan, vxlanSettings } from './vxlan-add.ts';
import { defaultMac, isStationMac } from './mac-address.ts';
import { noteNetns } from './netns-ids.ts';
import { checkFree, enlist, nextIfindex, takeIfindex } from './register.ts';
import { putDev } from './table.ts';

type LinkAdd = Extract<NetlinkOp, { op: 'link.add' }>;
type VethSpec = Extract<LinkAdd['link'], { kind: 'veth' }>;

/** What a new device is given; the rest follows from its kind. */
interface Birth {
  readonly kind: DevKind;
  readonly name: string;
  readonly index?: number | undefined;
  readonly mac?: MacAddr | undefined;
  readonly mtu?: number | undefined;
}

export function linkAdd(world: World, op: LinkAdd): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  if (!ns) return err({ errno: 'ENODEV' });
  const refused = refusal(ns, op);
  if (refused) return err(refused);
  const { name, index, mac, mtu, link } = op;
  if (link.kind === 'veth') return vethAdd(world, ns, op, link);
  if (link.kind === 'vxlan') return vxlanAdd(world, ns, op, link);
  if (link.kind === 'macvlan') return macvlanAdd(world, ns, op, link);
  const dev = bear(world, ns, { kind: link.kind, name, index, mac, mtu });
  if (link.kind === 'bridge') bearBridge(world, ns, dev, op);
  return ok();
}

/** The loopback device that every namespace begins with, down. */
export function addLoopback(world: World, ns: Netns): void {
  bear(world, ns, {
    kind: 'loopback',
    name: 'lo',
    mac: '00:00:00:00:00:00' as MacAddr,
    mtu: NEW_MTU.loopback,
  });
}

function refusal(ns: Netns, op: LinkAdd): NetlinkError | undefined {
  if (op.index !== undefined && ns.devs.has(op.index as IfIndex)) return { errno: 'EEXIST' };
  const free = checkFree(ns, op.name);
  if (!free.ok) return free.error;
  if (op.mac !== undefined && !isStationMac(op.mac)) return { errno: 'EADDRNOTAVAIL' };
  const mtu = op.mtu === undefined ? ok() : checkMtu(op.link.kind, op.mtu);
  if (mtu.ok) return undefined;
  // veth_validate has no words for it.
  return op.link.kind === 'veth' ? { errno: 'EINVAL' } : mtu.error;
}

/** The peer is registered first: it gets the lower ifindex, and uses it up even if the first end then fails. */
function vethAdd(world: World, ns: Netns, op: LinkAdd, link: VethSpec): Result<void, NetlinkError> {
  const { peer } = link;
  const peerNs = peer.netns === undefined ? ns : world.netns.get(peer.netns);
  if (!peerNs) return err({ errno: 'EINVAL' });
  const free = checkFree(peerNs, peer.name, peer.index);
  if (!free.ok) return free;
  if (peer.mac !== undefined && !isStationMac(peer.mac)) return err({ errno: 'EADDRNOTAVAIL' });
  const clash = peerNs === ns ? firstEndClash(ns, op, peer) : undefined;
  if (clash) {
    takeIfindex(ns, peer.index);
    return err(clash);
  }
  const { name, index, mac, mtu } = op;
  const b = bear(world, peerNs, { kind: 'veth', name: peer.name, index: peer.index, mac: peer.mac });
  const a = bear(world, ns, { kind: 'veth', name, index, mac, mtu });
  join(ns, a, peerNs.id, b);
  join(peerNs, b, ns.id, a);
  return ok();
}

/** Does the first end want what its peer has just got? */
function firstEndClash(ns: Netns, op: LinkAdd, peer: VethSpec['peer']): NetlinkError | undefined {
  if (op.name === peer.name) return { errno: 'EEXIST' };
  return op.index === (peer.index ?? nextIfindex(ns)) ? { errno: 'EBUSY' } : undefined;
}

function join(ns: Netns, dev: Dev, peerNetns: NetnsId, peer: Dev): void {
  noteNetns(ns, peerNetns);
  putDev(ns, { ...dev, peer: { netns: peerNetns, ifindex: peer.ifindex } });
}

type Spec<K extends LinkKindSpec['kind']> = Extract<LinkKindSpec, { kind: K }>;

function vxlanAdd(world: World, ns: Netns, op: LinkAdd, link: Spec<'vxlan'>): Result<void, NetlinkError> {
  const settings = vxlanSettings(world, ns, link.vxlan);
  if (!settings.ok) return settings;
  const { name, index, mac, mtu } = op;
  const dev = bear(world, ns, { kind: 'vxlan', name, index, mac, mtu });
  bearVxlan(world, { ns, dev }, { settings: settings.value, mtu });
  return ok();
}

function macvlanAdd(world: World, ns: Netns, op: LinkAdd, link: Spec<'macvlan'>): Result<void, NetlinkError> {
  const { macvlan } = link;
  const { name, index, mtu } = op;
  const lower = lowerFor(world, ns, macvlan);
  if (!lower.ok) return lower;
  const refused = checkMacvlan(world, lower.value.dev, { mode: macvlan.mode, mtu });
  if (refused) return err(refused);
  const mac = macvlan.mode === 'passthru' ? lower.value.dev.mac : op.mac;
  const dev = bear(world, ns, { kind: 'macvlan', name, index, mac, mtu: mtu ?? lower.value.dev.mtu });
  bearMacvlan({ ns, dev }, lower.value, macvlan);
  return ok();
}

function bearBridge(world: World, ns: Netns, dev: Dev, op: LinkAdd): void {
  const macIsSet = op.mac !== undefined;
  const bridge = { ...NEW_BRIDGE, macIsSet };
  putDev(ns, { ...dev, bridge });
  if (macIsSet) changeBridgeMac(world, ns, { ...dev, bridge }, dev.mac);
  else addLocal(ns, dev.ifindex, dev.ifindex, dev.mac, world.now);
}

function bear(world: World, ns: Netns, birth: Birth): Dev {
  const ifindex: IfIndex = takeIfindex(ns, birth.index);
  return enlist(ns, {
    ifindex,
    name: birth.name,
    kind: birth.kind,
    mac: birth.mac ?? defaultMac(world, ns.machine, ifindex),
    mtu: birth.mtu ?? NEW_MTU[birth.kind],
    up: false,
    carrier: false,
    operstate: 'DOWN',
    txqlen: 1000,
  });
}
