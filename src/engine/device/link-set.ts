// RTM_SETLINK (do_setlink, net/core/rtnetlink.c): one change after the other, in the kernel's order. The first that
// fails ends it, and what was done before stays done.

import { err, ok, type Result } from '../../base/result.ts';
import type { MacAddr } from '../../wire/mac.ts';
import { fibMtuChanged } from '../fib/exceptions.ts';
import { neighMacChanged, neighNoArpChanged } from '../neigh/dev-events.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import { withMtu } from '../sysctl-ipv6.ts';
import type { World } from '../world.ts';
import type { BridgeDev } from './bridge-fdb.ts';
import { addPort, bridgeOfPort, changeBridgeMac, changePortMac } from './bridge-port.ts';
import { renameCableEnd } from './cable.ts';
import type { BrPort, Dev } from './dev.ts';
import { checkMtu } from './link-limits.ts';
import { devOpen } from './link-open.ts';
import { moveDev } from './link-move.ts';
import { changeMode, isBusy, isMacvlan, lowerOf, macvlansOn } from './macvlan-dev.ts';
import { setBridge } from './link-set-bridge.ts';
import { setDown, setUp, settleBridge, settleLink } from './link-state.ts';
import { isStationMac } from './mac-address.ts';
import { isValidName, leaveBridge, renameDev } from './register.ts';
import { portPriorityChanged, reconsider } from './stp-port.ts';
import { isStpOn } from './stp-state.ts';
import { devByName, devNow, putDev } from './table.ts';
import { vxlanChange, vxlanMtu } from './vxlan-add.ts';
import { isVxlan } from './vxlan-dev.ts';

export type LinkSet = Extract<NetlinkOp, { op: 'link.set' }>;

type Change = (world: World, at: Place, op: LinkSet) => Result<void, NetlinkError>;

/** The device as the changes before left it: a move changes its namespace, too. */
interface Place {
  ns: Netns;
  dev: Dev;
}

/** In the order of rtnl_changelink and do_setlink. */
const CHANGES: readonly Change[] = [
  setBridge,
  setTunnel,
  setMoveTo,
  setMac,
  setMtu,
  setLabels,
  setName,
  setMaster,
  setUpDown,
  setBrport,
];

export function linkSet(world: World, op: LinkSet): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  const dev = ns && devByName(ns, op.name);
  if (!ns || !dev) return err({ errno: 'ENODEV' });
  const at: Place = { ns, dev };
  for (const change of CHANGES) {
    const done = change(world, at, op);
    if (!done.ok) return done;
    at.dev = devNow(at.ns, at.dev);
  }
  return ok();
}

/** The kind's own settings of a vxlan or a macvlan. */
function setTunnel(world: World, { ns, dev }: Place, op: LinkSet): Result<void, NetlinkError> {
  if (op.vxlan) {
    if (!isVxlan(dev)) return err({ errno: 'EOPNOTSUPP' });
    const changed = vxlanChange(world, ns, { dev, change: op.vxlan });
    if (!changed.ok) return changed;
  }
  if (!op.macvlan) return ok();
  return isMacvlan(dev) ? changeMode(ns, dev, op.macvlan.mode) : err({ errno: 'EOPNOTSUPP' });
}

function setMoveTo(world: World, at: Place, op: LinkSet): Result<void, NetlinkError> {
  if (op.moveTo === undefined || op.moveTo === at.ns.id) return ok();
  const moved = moveDev(world, at.ns, at.dev, op.moveTo);
  if (!moved.ok) return moved;
  at.ns = moved.value.ns;
  at.dev = moved.value.dev;
  return ok();
}

function setMac(world: World, { ns, dev }: Place, { mac }: LinkSet): Result<void, NetlinkError> {
  if (mac === undefined) return ok();
  if (!isStationMac(mac)) return err({ errno: 'EADDRNOTAVAIL' });
  if (isMacvlan(dev) && dev.up && mac !== dev.mac && isBusy(world, dev, mac))
    return err({ errno: 'EADDRINUSE' });
  if (dev.bridge) setBridgeMac(world, ns, dev as BridgeDev, mac);
  else if (mac !== dev.mac) setPortMac(world, ns, dev, mac);
  return ok();
}

/** From now on it doesn't follow the ports', even if it is what it was. */
function setBridgeMac(world: World, ns: Netns, dev: BridgeDev, mac: MacAddr): void {
  const bridge = putDev(ns, { ...dev, bridge: { ...dev.bridge, macIsSet: true } }) as BridgeDev;
  if (mac === dev.mac) return;
  neighMacChanged(world, ns, changeBridgeMac(world, ns, bridge, mac));
  settleLink(world, ns, bridge);
}

/** NETDEV_CHANGEADDR: a new broadcast address counts as a new address, too. */
function addressEvent(world: World, ns: Netns, dev: Dev): void {
  if (dev.bridge) neighMacChanged(world, ns, dev);
  else setPortMac(world, ns, dev, dev.mac);
}

function setPortMac(world: World, ns: Netns, dev: Dev, mac: MacAddr): void {
  const changed = putDev(ns, { ...dev, mac });
  changePortMac(world, ns, changed, dev.mac);
  neighMacChanged(world, ns, changed);
  const bridge = bridgeOfPort(ns, changed);
  if (bridge) settleBridge(world, ns, bridge);
}

function setMtu(world: World, { ns, dev }: Place, op: LinkSet): Result<void, NetlinkError> {
  const { mtu } = op;
  if (mtu === undefined) return ok();
  const allowed = checkMtu(dev.kind, mtu);
  if (!allowed.ok) return allowed;
  if (mtu > mostMtu(world, dev)) return err({ errno: 'EINVAL' });
  if (mtu === dev.mtu) return ok();
  const bridge = dev.bridge && { ...dev.bridge, mtuIsSet: true };
  const changed = putDev(ns, { ...withMtu(dev, mtu), ...(bridge && { bridge }) });
  fibMtuChanged(ns, changed, dev.mtu);
  const master = bridgeOfPort(ns, changed);
  if (master) settleBridge(world, ns, master);
  // What is on it can't be longer (macvlan_device_event).
  for (const upper of macvlansOn(world, changed))
    if (upper.dev.mtu > mtu) setMtu(world, upper, { ...op, mtu });
  return ok();
}

/** What the device under it leaves room for (vxlan_change_mtu, macvlan_change_mtu). */
function mostMtu(world: World, dev: Dev): number {
  if (isMacvlan(dev)) return lowerOf(world, dev)?.dev.mtu ?? dev.mtu;
  return (isVxlan(dev) ? vxlanMtu(world, dev.vxlan) : undefined) ?? Number.POSITIVE_INFINITY;
}

function setLabels(world: World, { ns, dev }: Place, op: LinkSet): Result<void, NetlinkError> {
  if (op.txqlen === undefined && !op.labels) return ok();
  const { alias, ...rest } = { ...dev.labels, ...op.labels };
  // An empty alias is none.
  const labels = alias ? { ...rest, alias } : rest;
  const changed = putDev(ns, { ...dev, labels, txqlen: op.txqlen ?? dev.txqlen });
  if (op.labels?.broadcast) addressEvent(world, ns, changed);
  if (dev.up && op.labels?.noarp !== undefined && op.labels.noarp !== (dev.labels?.noarp ?? false))
    neighNoArpChanged(world, ns, changed);
  return ok();
}

function setName(world: World, { ns, dev }: Place, { rename }: LinkSet): Result<void, NetlinkError> {
  if (rename === undefined || rename === dev.name) return ok();
  if (!isValidName(rename)) return err({ errno: 'EINVAL' });
  if (ns.ifindexes.has(rename)) return err({ errno: 'EEXIST' });
  renameCableEnd(world, dev, ns.machine, rename);
  renameDev(ns, dev, rename);
  return ok();
}

/** do_set_master: the old bridge is left before the new one is asked. */
function setMaster(world: World, { ns, dev }: Place, { master }: LinkSet): Result<void, NetlinkError> {
  if (master === undefined) return ok();
  const wanted = master === null ? undefined : devByName(ns, master);
  if (master !== null && !wanted) return err({ errno: 'ENODEV' });
  if (wanted && wanted.ifindex === dev.master) return ok();
  leaveBridge(world, ns, dev);
  if (!wanted) return ok();
  if (wanted.kind !== 'bridge') return err({ errno: 'EOPNOTSUPP' });
  const added = addPort(world, ns, wanted as BridgeDev, devNow(ns, dev));
  if (!added.ok) return added;
  settleBridge(world, ns, wanted);
  return ok();
}

function setUpDown(world: World, { ns, dev }: Place, { up }: LinkSet): Result<void, NetlinkError> {
  if (up === true && !dev.up) {
    const opened = devOpen(world, ns, dev);
    if (!opened.ok) return opened;
    setUp(world, ns, devNow(ns, dev));
  }
  if (up === false) setDown(world, ns, dev);
  return ok();
}

function setBrport(world: World, { ns, dev }: Place, op: LinkSet): Result<void, NetlinkError> {
  if (!op.brport) return ok();
  if (!dev.brport) return err({ errno: 'EOPNOTSUPP' });
  const bridge = bridgeOfPort(ns, dev);
  // The protocol's ports are the protocol's (br_set_port_state).
  if (op.brport.state !== undefined && bridge && isStpOn(bridge)) return err({ errno: 'EBUSY' });
  const change = brportChange(ns, { ...dev, brport: dev.brport }, op.brport);
  if (!change.ok) return change;
  const { brport: old } = dev;
  const { cost, priority } = change.value;
  putDev(ns, { ...dev, brport: change.value });
  const at = bridge && { world, ns, bridge: bridge.ifindex };
  if (at && cost !== old.cost) reconsider(at);
  if (at && priority !== old.priority) portPriorityChanged(at, dev.ifindex);
  settleLink(world, ns, dev);
  if (bridge) settleLink(world, ns, bridge);
  return ok();
}

/** BR_MAX_PORT_PRIORITY, six bits; BR_MAX_PATH_COST. */
const MAX_PRIORITY = 63;
const MAX_COST = 65_535;

/** br_setport */
function brportChange(
  ns: Netns,
  { brport, up, carrier }: Dev & { readonly brport: BrPort },
  { backupPort, flags, ...change }: NonNullable<LinkSet['brport']>,
): Result<BrPort, NetlinkError> {
  const { cost = 1, priority = 0, mcastRouter = 0, state } = change;
  if (cost < 1 || cost > MAX_COST || priority > MAX_PRIORITY) return err({ errno: 'ERANGE' });
  if (mcastRouter > 3) return err({ errno: 'EINVAL' });
  if (state !== undefined && !(up && carrier) && state !== 'disabled') return err({ errno: 'ENETDOWN' });
  const { backupPort: _backupPort, ...without } = brport;
  const backup = typeof backupPort === 'string' ? devByName(ns, backupPort)?.ifindex : undefined;
  return ok({
    ...(backupPort === null ? without : brport),
    ...change,
    // Without a spanning tree nothing keeps a port blocked (br_port_state_selection).
    ...(state === 'blocking' && { state: 'forwarding' as const }),
    ...(flags && { flags: { ...brport.flags, ...flags } }),
    ...(backup !== undefined && { backupPort: backup }),
  });
}
