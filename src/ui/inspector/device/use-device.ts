// What the sections of the Device panel share: the namespace as it is at the playhead, and the way to change it.

import { createContext, useContext } from 'react';
import { invariant } from '../../../base/assert.ts';
import type { NetlinkOp } from '../../../engine/netlink.ts';
import type { Netns } from '../../../engine/netns.ts';
import type { World } from '../../../engine/world.ts';
import type { Lit } from './lit.ts';

export interface Device {
  readonly world: World;
  readonly ns: Netns;
  /** What the current step is about, to be lit. */
  readonly lit: Lit;
  /** Applies it; the answer is the kernel's own words if it refuses. */
  readonly edit: (...ops: readonly NetlinkOp[]) => string | undefined;
}

export const DeviceContext = createContext<Device | undefined>(undefined);

export function useDevice(): Device {
  const device = useContext(DeviceContext);
  invariant(device, 'useDevice outside <DeviceContext>');
  return device;
}
