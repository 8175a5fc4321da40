// The trees that the kernel mounts: /proc, /sys, /dev and, made by `ip netns add`, /run/netns.

import { netnsInOrder } from '../device/netns-table.ts';
import type { MachineId, NetnsId } from '../ids.ts';
import type { World } from '../world.ts';
import { devNode } from './dev-tree.ts';
import { diskOf } from './disk.ts';
import type { Mounts } from './mounts.ts';
import { type LiveNode, type LiveTree, liveDirectory } from './node.ts';
import { procNode } from './proc.ts';
import { procSysNode } from './proc-sys.ts';
import { sysNode } from './sys-class-net.ts';

/** Inner ones first. */
export function liveTrees(
  world: World,
  machine: MachineId,
  netns: NetnsId,
  mounts: Mounts,
): readonly LiveTree[] {
  return [
    {
      at: '/proc/sys',
      node: (path) => procSysNode(world, machine, netns, path),
      refuses: { create: 'ENOENT', mkdir: 'ENOENT', remove: 'EACCES', chmod: 'EPERM' },
    },
    {
      at: '/proc',
      node: (path) => procNode(world, netns, path),
      refuses: { create: 'ENOENT', mkdir: 'ENOENT', remove: 'EPERM', chmod: 'EPERM' },
    },
    {
      at: '/sys',
      node: (path) => sysNode(world, mounts.sys, path),
      refuses: { create: 'EACCES', mkdir: 'EPERM', remove: 'EPERM', chmod: 'EPERM' },
    },
    {
      at: '/run/netns',
      node: (path) => runNetnsNode(world, machine, path),
      refuses: { create: 'EACCES', mkdir: 'EACCES', remove: 'EBUSY', chmod: 'EPERM' },
    },
    {
      at: '/dev',
      node: devNode,
      refuses: { create: 'EACCES', mkdir: 'EACCES', remove: 'EPERM', chmod: 'EPERM' },
    },
  ];
}

/**
 * A file a named namespace; reading one is reading what nsfs won't show.
 * Simplified: the folder is there as long as a namespace has a name (Linux leaves it behind, empty).
 */
function runNetnsNode(world: World, machine: MachineId, path: string): LiveNode | undefined {
  const names = netnsInOrder(world, machine)
    .map((ns) => ns.name)
    .filter((name) => name !== '');
  if (path === '') {
    const isThere = names.length > 0 || diskOf(world, machine).get('/run/netns') !== undefined;
    return isThere ? liveDirectory(() => names, 0o755) : undefined;
  }
  if (!names.includes(path.slice(1))) return undefined;
  return { kind: 'live-file', mode: 0o444, size: 0, read: () => ({ ok: false, error: 'EINVAL' }) };
}
