// Namespaces come and go (copy_net_ns, cleanup_net: net/core/net_namespace.c).

import { byNumber, byText } from '../../base/order.ts';
import { present } from '../../base/assert.ts';
import type { MachineId, NetnsId } from '../ids.ts';
import { Netns } from '../netns.ts';
import type { World } from '../world.ts';
import type { Dev } from './dev.ts';
import { addLoopback } from './link-add.ts';
import { removeDev } from './link-del.ts';
import { forgetNetns } from './netns-ids.ts';
import { relocate } from './link-move.ts';
import { renameDev } from './register.ts';
import { devNow, devsInOrder } from './table.ts';
import { tunnelsOver } from './vxlan-dev.ts';

/** A machine's namespaces: the root first, then by name. */
export function netnsInOrder(world: World, machine: MachineId): Netns[] {
  return world.netns.sorted((a, b) => byText(a.name, b.name)).filter((ns) => ns.machine === machine);
}

/** As `unshare -n` leaves it: only lo, and that is down. */
export function createNetns(world: World, id: NetnsId, machine: MachineId, name: string): Netns {
  const newest = Math.max(-1, ...netnsInOrder(world, machine).map((other) => other.ordinal));
  const ns = new Netns(world.journal, id, machine, name, newest + 1);
  world.netns.set(id, ns);
  addLoopback(world, ns);
  return ns;
}

/**
 * Its processes end and its devices go, veth peers elsewhere included; a physical port goes back to the machine's root
 * namespace, if there is one to go to.
 */
export function destroyNetns(world: World, ns: Netns, root: Netns | undefined): void {
  for (const pid of world.processes.keys(byNumber)) {
    if (world.processes.get(pid)?.netns === ns.id) world.processes.delete(pid);
  }
  for (const listed of devsInOrder(ns).reverse()) {
    const dev = ns.devs.get(listed.ifindex);
    if (!dev) continue;
    if (dev.kind === 'physical' && root) sendHome(world, ns, dev, root);
    else removeDev(world, ns, dev);
  }
  for (const over of tunnelsOver(world, ns)) removeDev(world, over.ns, over.dev);
  dropFragments(world, ns);
  world.netns.delete(ns.id);
  forgetNetns(world, ns.id);
}

/** default_device_exit_net: under its own name if that is free, otherwise as devN. */
function sendHome(world: World, ns: Netns, dev: Dev, root: Netns): void {
  const named = root.ifindexes.has(dev.name) ? renameDev(ns, dev, freeName(root)) : dev;
  relocate(world, ns, devNow(ns, named), root);
}

function freeName(ns: Netns): string {
  for (let n = 0; ; n++) if (!ns.ifindexes.has(`dev${n}`)) return `dev${n}`;
}

function dropFragments(world: World, ns: Netns): void {
  for (const key of ns.frags.keys(byText)) {
    const queue = present(ns.frags.get(key), `fragments ${key}`);
    world.queue.cancel(queue.timer);
    for (const fragment of queue.fragments) {
      world.emit({ ns }, fragment, { kind: 'packet.drop', reason: 'NOT_SPECIFIED' });
    }
    ns.frags.delete(key);
  }
}
