// By which number a namespace knows another one (peernet2id_alloc, net/core/net_namespace.c). The kernel gives them out when
// a message about a device first has to name the other namespace; here that is when the device comes to have its peer there.

import { byText } from '../../base/order.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { NetnsId } from '../ids.ts';
import type { NetlinkError, NetlinkOp } from '../netlink.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';

/** Gives `other` the least number that is free in `ns`, if it has none yet. */
export function noteNetns(ns: Netns, other: NetnsId): void {
  if (other === ns.id || ns.nsids.has(other)) return;
  const taken = new Set(ns.nsids.keys(byText).map((id) => ns.nsids.get(id)));
  let nsid = 0;
  while (taken.has(nsid)) nsid++;
  ns.nsids.set(other, nsid);
}

/** The namespace is gone, and nobody knows it any more. */
export function forgetNetns(world: World, gone: NetnsId): void {
  for (const id of world.netns.keys(byText)) world.netns.get(id)?.nsids.delete(gone);
}

/** rtnl_net_newid: a namespace keeps the number that it has. */
export function netnsIdOp(
  world: World,
  op: Extract<NetlinkOp, { op: 'netns.id' }>,
): Result<void, NetlinkError> {
  const ns = world.netns.get(op.netns);
  if (!ns || !world.netns.has(op.other)) return err({ errno: 'ENOENT' });
  if (ns.nsids.has(op.other))
    return err({ errno: 'EEXIST', extack: 'Peer netns already has a nsid assigned.' });
  if (op.nsid === undefined) noteNetns(ns, op.other);
  else if (ns.nsids.keys(byText).some((id) => ns.nsids.get(id) === op.nsid))
    return err({ errno: 'EEXIST', extack: 'The specified nsid is already used.' });
  else ns.nsids.set(op.other, op.nsid);
  return ok();
}
