// The devices of a namespace (net/core/dev.c: __dev_get_by_name, __dev_get_by_index).

import { by, byNumber } from '../../base/order.ts';
import { present } from '../../base/assert.ts';
import type { IfIndex, NetnsId } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { Dev, DevRef } from './dev.ts';

const byIfindex = by<Dev, number>((dev) => dev.ifindex, byNumber);

export function devByName(ns: Netns, name: string): Dev | undefined {
  const ifindex = ns.ifindexes.get(name);
  return ifindex === undefined ? undefined : ns.devs.get(ifindex);
}

export function devByIndex(ns: Netns, ifindex: IfIndex): Dev | undefined {
  return ns.devs.get(ifindex);
}

/** As `ip link` lists them. */
export function devsInOrder(ns: Netns): Dev[] {
  return ns.devs.sorted(byIfindex);
}

/** Where `ref` points, if that device still exists. */
export function devAt(world: World, ref: DevRef): Dev | undefined {
  return world.netns.get(ref.netns)?.devs.get(ref.ifindex);
}

/** The device at the other end of a veth pair or a cable. */
export function farEnd(world: World, dev: Dev): Dev | undefined {
  const ref = dev.peer ?? dev.cableEnd;
  return ref && devAt(world, ref);
}

/**
 * What IFLA_LINK and IFLA_LINK_NETNSID say of a device in `netns`: its pair's other end, or what it is on. A tunnel is linked
 * to its underlay's namespace when that is another one, under its own number.
 */
export function linkOf({ peer, macvlan, vxlan, ifindex }: Dev, netns: NetnsId): DevRef | undefined {
  const link = peer ?? macvlan?.lower;
  if (link || !vxlan || vxlan.underlay === netns) return link;
  return { netns: vxlan.underlay, ifindex };
}

/** Writes a changed device back, and returns it. */
export function putDev(ns: Netns, dev: Dev): Dev {
  ns.devs.set(dev.ifindex, dev);
  return dev;
}

/** The device as it is now: what an earlier stage held may be out of date. */
export function devNow(ns: Netns, dev: Dev): Dev {
  return present(ns.devs.get(dev.ifindex), `device ${dev.name} in ${ns.id}`);
}
