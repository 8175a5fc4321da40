// A namespace gets another id: when its name, by which it is known here, becomes another's. Linux knows namespaces by their
// objects and has no such thing.
// Simplified: what was under way in it (frames, timers) is lost; nobody but a process without a name is there.

import { byNumber, byText } from '../../base/order.ts';
import type { NetnsId } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { Dev } from './dev.ts';

export function renumberNetns(world: World, ns: Netns, id: NetnsId): void {
  const old = ns.id;
  for (const scheduled of world.queue.pending())
    if ('netns' in scheduled.task && scheduled.task.netns === old) world.queue.cancel(scheduled);
  world.netns.delete(old);
  world.netns.set(id, ns.withId(id));
  for (const other of world.netns.keys(byText)) {
    const there = world.netns.get(other);
    if (!there) continue;
    const nsid = there.nsids.get(old);
    there.nsids.delete(old);
    if (nsid !== undefined) there.nsids.set(id, nsid);
    for (const ifindex of there.devs.keys(byNumber)) renamePeer(there, there.devs.get(ifindex), { old, id });
  }
  for (const pid of world.processes.keys(byNumber)) {
    const process = world.processes.get(pid);
    if (process?.netns === old) world.processes.set(pid, { ...process, netns: id });
  }
}

function renamePeer(ns: Netns, dev: Dev | undefined, { old, id }: { old: NetnsId; id: NetnsId }): void {
  if (dev?.peer?.netns === old) ns.devs.set(dev.ifindex, { ...dev, peer: { ...dev.peer, netns: id } });
}
