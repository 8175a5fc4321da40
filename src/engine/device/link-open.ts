// What a driver does when its device is set up or down (ndo_open, ndo_stop), and when what is under it goes.

import { err, ok, type Result } from '../../base/result.ts';
import type { NetlinkError } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { Dev } from './dev.ts';
import { isBusy, isMacvlan, macvlansOn } from './macvlan-dev.ts';
import { isVxlan, tunnelsOver, vxlanOpen, vxlanStop } from './vxlan-dev.ts';

export function devOpen(world: World, ns: Netns, dev: Dev): Result<void, NetlinkError> {
  if (isMacvlan(dev) && isBusy(world, dev, dev.mac)) return err({ errno: 'EADDRINUSE' });
  if (isVxlan(dev)) vxlanOpen(world, ns, dev);
  return ok();
}

export function devStop(world: World, ns: Netns, dev: Dev): void {
  if (isVxlan(dev)) vxlanStop(world, ns, dev);
}

/** The devices that go with `dev`: those on it, and tunnel ends that were told to use it. */
export function uppersOf(world: World, ns: Netns, dev: Dev): { readonly ns: Netns; readonly dev: Dev }[] {
  const tunnels = tunnelsOver(world, ns).filter((over) => over.dev.vxlan.lower === dev.ifindex);
  return [...macvlansOn(world, dev), ...tunnels];
}
