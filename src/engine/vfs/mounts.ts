// What `ip netns exec` does to a process's mounts: /sys is mounted anew, so that it shows the new namespace, and every file
// of /etc/netns/NAME is bound over the one of that name in /etc, if there is one (iproute2's netns_switch, bind_etc).

import type { MachineId, NetnsId } from '../ids.ts';
import type { World } from '../world.ts';
import { diskOf } from './disk.ts';

export interface Mounts {
  /** The namespace whose devices /sys shows. */
  readonly sys: NetnsId;
  /** Paths of /etc, and what is bound over them. */
  readonly binds: ReadonlyMap<string, string>;
}

export function mountsOf(world: World, machine: MachineId, netns: NetnsId): Mounts {
  const name = world.netns.get(netns)?.name ?? '';
  const binds = new Map<string, string>();
  if (name === '') return { sys: netns, binds };
  const disk = diskOf(world, machine);
  const source = `/etc/netns/${name}`;
  for (const entry of disk.get(source)?.kind === 'directory' ? disk.names(source) : []) {
    if (disk.get(`/etc/${entry}`)) binds.set(`/etc/${entry}`, `${source}/${entry}`);
  }
  return { sys: netns, binds };
}
