// What every stage of the walk is told beside the packet (style rule R4).

import type { Dev } from './device/dev.ts';
import type { BridgePath } from './device/storm.ts';
import type { IpOptions } from './ip/options.ts';
import type { Netns } from './netns.ts';
import type { World } from './world.ts';

export interface Ctx {
  readonly world: World;
  readonly ns: Netns;
  /** The device the packet came in by. */
  readonly iif?: Dev;
  /** The device it leaves by. */
  readonly oif?: Dev;
  /** Of a frame that a bridge passes on: where this copy has been (see device/storm.ts). */
  readonly path?: BridgePath | undefined;
  /** Of a packet that came in with IP options: what they ask for (IPCB(skb)->opt). */
  readonly opt?: IpOptions;
}
