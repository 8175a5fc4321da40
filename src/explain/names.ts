// People's names for the engine's ids, as the world has them where its playhead stands.

import { type MachineId, namedNetnsOf, type NetnsId, rootNetnsOf } from '../engine/ids.ts';
import { by, byText } from '../base/order.ts';
import type { World } from '../engine/world.ts';
import type { Names } from './explanation.ts';

export function namesOf(world: World): Names {
  const machineName = (id: MachineId): string => world.machines.get(id)?.name ?? id;
  return {
    netns: (id) => {
      const [machine = '', name] = id.split('/');
      const shown = machineName(machine as MachineId);
      return name === undefined ? shown : `${shown}/${name}`;
    },
    dev: (netns, ifindex) => world.netns.get(netns)?.devs.get(ifindex)?.name ?? `if${ifindex}`,
  };
}

/** The namespace that `namesOf` calls `name`: `B`, or `B/red`. */
export function netnsNamed(world: World, name: string): NetnsId | undefined {
  const [machineName, netns] = name.split('/');
  const machines = world.machines.sorted(by((machine) => machine.id as string, byText));
  const machine = machines.find((one) => one.name === machineName);
  if (!machine) return undefined;
  const id = netns === undefined ? rootNetnsOf(machine.id) : namedNetnsOf(machine.id, netns);
  return world.netns.has(id) ? id : undefined;
}
