// Up, down, carrier and operstate, and who is told of their changes (net/core/dev.c: __dev_open, __dev_close;
// net/core/link_watch.c). Simplified: Linux looks at a changed carrier up to a second later (linkwatch); here it is
// settled at once.

import { assertNever } from '../../base/assert.ts';
import { fibCarrierChanged, fibDevDown, fibDevUp } from '../fib/dev-events.ts';
import { neighCarrierLost, neighDevDown, neighMacChanged, neighNotify } from '../neigh/dev-events.ts';
import type { Netns } from '../netns.ts';
import { withMtu, withoutInet6Groups } from '../sysctl-ipv6.ts';
import type { World } from '../world.ts';
import type { BridgeDev } from './bridge-fdb.ts';
import {
  bridgeHasCarrier,
  bridgeOfPort,
  changeBridgeMac,
  macFromPorts,
  mtuFromPorts,
  settlePort,
} from './bridge-port.ts';
import type { Dev, OperState } from './dev.ts';
import { devStop } from './link-open.ts';
import { lowerOf, type MacvlanDev, macvlansOn } from './macvlan-dev.ts';
import { startBridge, stopBridge } from './stp-port.ts';
import { devNow, farEnd, putDev } from './table.ts';

export function setUp(world: World, ns: Netns, dev: Dev): void {
  if (dev.up) return;
  changeState(world, ns, putDev(ns, { ...dev, up: true, opened: true }), dev);
}

export function setDown(world: World, ns: Netns, dev: Dev): void {
  if (!dev.up) return;
  devStop(world, ns, dev);
  changeState(world, ns, putDev(ns, { ...withoutInet6Groups(dev), up: false }), dev);
}

/** Looks at the carrier again after something beside the device changed: its cable, its other end, its ports. */
export function settleLink(world: World, ns: Netns, dev: Dev): void {
  const now = devNow(ns, dev);
  changeState(world, ns, now, now);
}

/** A bridge got or lost a port, or a port's address or MTU changed. */
export function settleBridge(world: World, ns: Netns, bridge: Dev): void {
  const before = devNow(ns, bridge) as BridgeDev;
  const mtu = mtuFromPorts(ns, before);
  const dev = (mtu === before.mtu ? before : putDev(ns, withMtu(before, mtu))) as BridgeDev;
  const mac = macFromPorts(ns, dev);
  if (mac !== dev.mac) neighMacChanged(world, ns, changeBridgeMac(world, ns, dev, mac));
  settleLink(world, ns, dev);
}

/** `dev` has a new `up`, or something around it changed; `old` is what it was. */
function changeState(world: World, ns: Netns, changed: Dev, old: Dev): void {
  if (changed.bridge) settlePorts(world, ns, { dev: changed as BridgeDev, wasUp: old.up });
  const dev = devNow(ns, changed);
  const carrier = hasCarrier(world, ns, dev);
  const operstate = operstateOf(ns, { ...dev, carrier });
  if (dev.up === old.up && carrier === old.carrier && operstate === old.operstate) return;
  const carrierChanges = (dev.carrierChanges ?? 0) + (carrier === old.carrier ? 0 : 1);
  const now = putDev(ns, withLinkLocal(world, { ...dev, carrier, operstate, carrierChanges }));
  world.emit({ ns, iif: now }, undefined, { kind: 'dev.state', up: now.up, carrier, operstate });
  tellRouting(world, ns, now, old);
  settlePort(world, ns, now);
  const bridge = bridgeOfPort(ns, now);
  if (bridge) settleLink(world, ns, bridge);
  if (now.up !== old.up) settleFarEnd(world, now);
  for (const upper of macvlansOn(world, now)) settleLink(world, upper.ns, upper.dev);
}

/** IPv6: the address comes with the first carrier, outlives its loss, and goes when the device is set down. */
function withLinkLocal(world: World, dev: Dev): Dev {
  const { linkLocal, ...rest } = dev;
  if (!dev.up || dev.kind === 'loopback') return rest;
  if (linkLocal || (dev.operstate !== 'UP' && dev.operstate !== 'UNKNOWN')) return dev;
  return { ...dev, linkLocal: { mac: dev.mac, since: world.now } };
}

/** br_dev_open, br_dev_stop. */
function settlePorts(
  world: World,
  ns: Netns,
  { dev, wasUp }: { readonly dev: BridgeDev; readonly wasUp: boolean },
): void {
  const at = { world, ns, bridge: dev.ifindex };
  if (dev.up && !wasUp) startBridge(at);
  for (const ifindex of dev.bridge.ports) {
    const port = ns.devs.get(ifindex);
    if (port) settlePort(world, ns, port);
  }
  if (!dev.up && wasUp) stopBridge(at);
}

function tellRouting(world: World, ns: Netns, dev: Dev, old: Dev): void {
  if (dev.up && !old.up) {
    fibDevUp(world, ns, dev);
    neighNotify(world, ns, dev);
  } else if (!dev.up && old.up) {
    fibDevDown(world, ns, dev);
    neighDevDown(world, ns, dev);
  } else if (dev.carrier !== old.carrier) {
    fibCarrierChanged(world, ns, dev);
    if (!dev.carrier) neighCarrierLost(world, ns, dev);
  }
}

/** A veth end or a physical port that goes up or down gives or takes its other end's carrier (veth_open, veth_close). */
function settleFarEnd(world: World, dev: Dev): void {
  const ref = dev.peer ?? dev.cableEnd;
  const farNs = ref && world.netns.get(ref.netns);
  const far = farEnd(world, dev);
  if (farNs && far) settleLink(world, farNs, far);
}

/** IFF_LOWER_UP, which a device that is down never shows. */
function hasCarrier(world: World, ns: Netns, dev: Dev): boolean {
  if (!dev.up) return false;
  switch (dev.kind) {
    case 'loopback':
    case 'vxlan':
      return true;
    case 'macvlan': {
      const lower = lowerOf(world, dev as MacvlanDev)?.dev;
      return lower?.up === true && lower.carrier;
    }
    case 'bridge':
      return bridgeHasCarrier(ns, dev as BridgeDev);
    case 'physical':
      if (dev.cable === undefined || !world.cables.get(dev.cable)?.plugged) return false;
      return farEnd(world, dev)?.up === true;
    case 'veth':
      return farEnd(world, dev)?.up === true;
    default:
      return assertNever(dev.kind);
  }
}

/** default_operstate (net/core/link_watch.c). */
function operstateOf(ns: Netns, dev: Dev): OperState {
  if (!dev.up) return 'DOWN';
  if (dev.kind === 'loopback' || dev.kind === 'vxlan' || dev.bridge?.carrierIsSet === false) return 'UNKNOWN';
  if (dev.carrier) return 'UP';
  return (dev.kind === 'veth' || dev.kind === 'macvlan') && lowerLayerIsDown(ns, dev)
    ? 'LOWERLAYERDOWN'
    : 'DOWN';
}

/**
 * Is the lower layer to blame? The kernel looks for the peer's ifindex in the device's own namespace, even when the
 * peer is in another one: whatever has that number there decides.
 */
function lowerLayerIsDown(ns: Netns, dev: Dev): boolean {
  const iflink = (dev.peer ?? dev.macvlan?.lower)?.ifindex;
  if (iflink === undefined || iflink === dev.ifindex) return false;
  const lower = ns.devs.get(iflink);
  if (lower === undefined || lower.kind === 'loopback') return false;
  return lower.kind === 'bridge' ? !bridgeHasCarrier(ns, lower as BridgeDev) : !lower.carrier;
}
