// People's names for the engine's ids, as the world has them at the playhead.

import { useMemo } from 'react';
import type { MachineId } from '../../engine/ids.ts';
import type { World } from '../../engine/world.ts';
import type { Names } from '../../explain/explanation.ts';
import { useApp } from '../app/store-context.ts';

export function namesOf(world: World): Names {
  const machineName = (id: MachineId) => world.machines.get(id)?.name ?? id;
  return {
    netns: (id) => {
      const [machine = '', name] = id.split('/');
      const shown = machineName(machine as MachineId);
      return name === undefined ? shown : `${shown}/${name}`;
    },
    dev: (netns, ifindex) => world.netns.get(netns)?.devs.get(ifindex)?.name ?? `if${ifindex}`,
  };
}

/** A new object whenever something may be called otherwise. */
export function useNames(): Names {
  const world = useApp((state) => state.lab.world);
  // The names change with the document; the world itself is mutable and never says so.
  const machines = useApp((state) => state.document.machines);
  return useMemo(() => ({ ...namesOf(world), machines }), [world, machines]);
}
