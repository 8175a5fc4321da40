// A device moves to another namespace (__dev_change_net_namespace, net/core/dev.c): it is closed, loses its addresses,
// routes and bridge, and appears down in the other one, under the same ifindex if that is free there.

import { err, ok, type Result } from '../../base/result.ts';
import type { NetnsId } from '../ids.ts';
import type { NetlinkError } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { Dev, DevRef } from './dev.ts';
import { removeDev } from './link-del.ts';
import { settleLink } from './link-state.ts';
import { isMacvlan, lowerOf, type MacvlanDev, macvlansOn } from './macvlan-dev.ts';
import { noteNetns } from './netns-ids.ts';
import { enlist, takeIfindex, unlist } from './register.ts';
import { devAt, putDev } from './table.ts';
import { isVxlan, putVxlanEntry, tunnelsOver, vxlanEntries } from './vxlan-dev.ts';

export interface Moved {
  readonly ns: Netns;
  readonly dev: Dev;
}

export function moveDev(world: World, from: Netns, dev: Dev, to: NetnsId): Result<Moved, NetlinkError> {
  const target = world.netns.get(to);
  if (!target) return err({ errno: 'EINVAL' });
  if (dev.kind === 'loopback' || dev.kind === 'bridge') {
    return err({ errno: 'EINVAL', extack: 'The interface netns is immutable.' });
  }
  // Simplified: Linux moves a port with its cable. Here a cable ends at a machine's root namespace.
  if (dev.cable !== undefined) return err({ errno: 'EBUSY', extack: 'Unplug the cable first.' });
  if (target.ifindexes.has(dev.name)) {
    return err({
      errno: 'EEXIST',
      extack: 'An interface with the same name exists in the target netns.',
    });
  }
  return ok(relocate(world, from, dev, target));
}

/** Without asking whether it may. */
export function relocate(world: World, from: Netns, dev: Dev, target: Netns): Moved {
  // A tunnel whose underlay device goes can't be (vxlan_netdevice_event); its own entries move along.
  for (const over of tunnelsOver(world, from))
    if (over.dev.vxlan.lower === dev.ifindex) removeDev(world, over.ns, over.dev);
  const entries = vxlanEntries(from, dev).filter((entry) => entry.state !== 'dynamic');
  const { opened: _opened, ...last } = unlist(world, from, dev);
  const moved = enlist(target, { ...last, ifindex: takeIfindex(target, last.ifindex) });
  const to = { netns: target.id, ifindex: moved.ifindex };
  for (const entry of entries) putVxlanEntry(target, { ...entry, dev: moved.ifindex });
  if (isVxlan(moved)) noteNetns(target, moved.vxlan.underlay);
  if (isMacvlan(moved)) rejoinLower(world, moved, to);
  for (const upper of macvlansOn(world, moved)) followLower(world, upper, to);
  noteNetns(from, target.id);
  if (moved.peer) {
    noteNetns(target, moved.peer.netns);
    repoint(world, moved.peer, { netns: target.id, ifindex: moved.ifindex });
  }
  return { ns: target, dev: moved };
}

/** The macvlan is on its device as before, which now finds it at `at`. */
function rejoinLower(world: World, dev: MacvlanDev, at: DevRef): void {
  const lower = lowerOf(world, dev);
  if (!lower) return;
  noteNetns(lower.ns, at.netns);
  const there = world.netns.get(at.netns);
  if (there) noteNetns(there, lower.ns.id);
  putDev(lower.ns, { ...lower.dev, macvlans: [...(lower.dev.macvlans ?? []), at] });
}

/** The device under a macvlan is now at `lower`. */
function followLower(
  world: World,
  upper: { readonly ns: Netns; readonly dev: MacvlanDev },
  lower: DevRef,
): void {
  noteNetns(upper.ns, lower.netns);
  const macvlan = { ...upper.dev.macvlan, lower };
  settleLink(world, upper.ns, putDev(upper.ns, { ...upper.dev, macvlan }));
}

/** The other end of the veth pair now has its peer at `to`. */
function repoint(world: World, end: DevRef, to: DevRef): void {
  const ns = world.netns.get(end.netns);
  const dev = devAt(world, end);
  if (!ns || !dev) return;
  noteNetns(ns, to.netns);
  settleLink(world, ns, putDev(ns, { ...dev, peer: to }));
}
