// A device enters and leaves a namespace (register_netdevice, unregister_netdevice_many: net/core/dev.c).

import { err, ok, type Result } from '../../base/result.ts';
import { fibDevRemoved, fibDevRenamed } from '../fib/dev-events.ts';
import type { IfIndex } from '../ids.ts';
import { neighDevRemoved } from '../neigh/dev-events.ts';
import type { NetlinkError } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import { sysctlDevAdded, sysctlDevRemoved, sysctlDevRenamed } from '../sysctl-write.ts';
import type { World } from '../world.ts';
import { type BridgeDev, deleteBridgeEntries } from './bridge-fdb.ts';
import { bridgeOfPort, removePort } from './bridge-port.ts';
import type { Dev } from './dev.ts';
import { setDown, settleBridge } from './link-state.ts';
import { leaveLower } from './macvlan-dev.ts';
import { devNow, putDev } from './table.ts';
import { deleteVxlanEntry, vxlanEntries } from './vxlan-dev.ts';

/** IFNAMSIZ, with the terminating zero. */
const IFNAMSIZ = 16;

/** dev_valid_name. */
export function isValidName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false;
  return new TextEncoder().encode(name).length < IFNAMSIZ && !/[/:\s]/.test(name);
}

/** The name and, if one is asked for, the ifindex must be free in `ns`. */
export function checkFree(ns: Netns, name: string, index?: number): Result<void, NetlinkError> {
  if (!isValidName(name)) return err({ errno: 'EINVAL' });
  if (ns.ifindexes.has(name)) return err({ errno: 'EEXIST' });
  if (index !== undefined && ns.devs.has(index as IfIndex)) return err({ errno: 'EBUSY' });
  return ok();
}

/** The next free ifindex. One that was asked for doesn't move the counter (dev_index_reserve). */
export function takeIfindex(ns: Netns, wanted?: number): IfIndex {
  if (wanted !== undefined && !ns.devs.has(wanted as IfIndex)) return wanted as IfIndex;
  const ifindex = nextIfindex(ns);
  ns.nextIfindex.set(ifindex + 1);
  return ifindex;
}

/** The one that the next device gets. */
export function nextIfindex(ns: Netns): IfIndex {
  let ifindex = ns.nextIfindex.get();
  while (ns.devs.has(ifindex as IfIndex)) ifindex++;
  return ifindex as IfIndex;
}

export function enlist(ns: Netns, dev: Dev): Dev {
  ns.devs.set(dev.ifindex, dev);
  ns.ifindexes.set(dev.name, dev.ifindex);
  ns.counters.begin(dev.ifindex);
  sysctlDevAdded(ns, dev.name);
  return dev;
}

/** Takes the device down and out of everything that knows it in `ns`; returns it as it was then. */
export function unlist(world: World, ns: Netns, dev: Dev): Dev {
  setDown(world, ns, dev);
  leaveBridge(world, ns, devNow(ns, dev));
  if (dev.kind === 'bridge') releasePorts(world, ns, dev);
  const last = devNow(ns, dev);
  leaveLower(world, ns, last);
  for (const entry of vxlanEntries(ns, last)) deleteVxlanEntry(ns, entry);
  fibDevRemoved(world, ns, last);
  neighDevRemoved(world, ns, last);
  sysctlDevRemoved(ns, last.name);
  ns.devs.delete(last.ifindex);
  ns.ifindexes.delete(last.name);
  ns.counters.delete(last.ifindex);
  return last;
}

/** The device is no longer a port of its bridge. */
export function leaveBridge(world: World, ns: Netns, dev: Dev): void {
  const bridge = bridgeOfPort(ns, dev);
  if (!bridge) return;
  removePort(world, ns, bridge, dev);
  settleBridge(world, ns, bridge);
}

/** dev_change_name: its settings and its addresses' labels follow. */
export function renameDev(ns: Netns, dev: Dev, name: string): Dev {
  ns.ifindexes.delete(dev.name);
  ns.ifindexes.set(name, dev.ifindex);
  const renamed = putDev(ns, { ...dev, name });
  sysctlDevRenamed(ns, dev.name, name);
  fibDevRenamed(ns, renamed);
  return renamed;
}

function releasePorts(world: World, ns: Netns, bridge: Dev): void {
  for (const port of (bridge as BridgeDev).bridge.ports) {
    const dev = ns.devs.get(port);
    if (dev) removePort(world, ns, devNow(ns, bridge) as BridgeDev, dev);
  }
  settleBridge(world, ns, bridge);
  deleteBridgeEntries(ns, bridge.ifindex);
}
