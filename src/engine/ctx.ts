// What every stage of the walk is told beside the packet (style rule R4).

import type { Dev } from './device/dev.ts';
import type { Netns } from './netns.ts';
import type { World } from './world.ts';

export interface Ctx {
  readonly world: World;
  readonly ns: Netns;
  /** The device the packet came in by. */
  readonly iif?: Dev;
  /** The device it leaves by. */
  readonly oif?: Dev;
}
