// RTM_DELLINK. A veth end takes its peer with it.

import { err, ok, type Result } from '../../base/result.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import { unplug } from './cable.ts';
import type { Dev } from './dev.ts';
import { uppersOf } from './link-open.ts';
import { unlist } from './register.ts';
import { devByName, farEnd } from './table.ts';

export function linkDel(
  world: World,
  op: Extract<NetlinkOp, { op: 'link.del' }>,
): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  const dev = ns && devByName(ns, op.name);
  if (!ns || !dev) return err({ errno: 'ENODEV' });
  if (dev.kind === 'loopback') return err({ errno: 'EOPNOTSUPP' });
  removeDev(world, ns, dev);
  return ok();
}

/** Takes a device out of the world. A physical port is pulled out with its cable: Linux itself has no command for it. */
export function removeDev(world: World, ns: Netns, dev: Dev): void {
  if (dev.cable !== undefined) unplug(world, dev.cable);
  removeUppers(world, ns, dev);
  const peer = dev.kind === 'veth' ? farEnd(world, dev) : undefined;
  const peerNs = dev.peer && world.netns.get(dev.peer.netns);
  const now = ns.devs.get(dev.ifindex);
  if (now) unlist(world, ns, now);
  const peerNow = peer && peerNs?.devs.get(peer.ifindex);
  if (!peerNs || !peerNow) return;
  removeUppers(world, peerNs, peerNow);
  unlist(world, peerNs, peerNow);
}

/** What is on the device goes with it. */
export function removeUppers(world: World, ns: Netns, dev: Dev): void {
  for (const upper of uppersOf(world, ns, dev)) removeDev(world, upper.ns, upper.dev);
}
