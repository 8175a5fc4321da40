// A neighbour entry (struct neighbour, include/net/neighbour.h).

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { MacAddr } from '../../wire/mac.ts';
import type { Packet } from '../../wire/packet.ts';
import type { IfIndex, Nanos } from '../ids.ts';
import type { Scheduled } from '../queue.ts';
import type { Task } from '../task.ts';

/** include/uapi/linux/neighbour.h, NUD_*. */
export type NudState =
  | 'NONE'
  | 'INCOMPLETE'
  | 'REACHABLE'
  | 'STALE'
  | 'DELAY'
  | 'PROBE'
  | 'FAILED'
  | 'PERMANENT'
  | 'NOARP';

export interface Neigh {
  readonly ip: Ipv4Addr;
  readonly dev: IfIndex;
  readonly state: NudState;
  readonly mac?: MacAddr;
  /** When a reply last proved it reachable. */
  readonly confirmed: Nanos;
  /** When it was last used to send. */
  readonly used: Nanos;
  /** When its state or address last changed. */
  readonly updated: Nanos;
  /** Probes sent in this round. */
  readonly probes: number;
  /** Packets that wait for the answer, oldest first. */
  readonly queue: readonly Packet[];
  readonly timer?: Scheduled<Task>;
}

/** The neighbour table's key. */
export function neighKey(dev: IfIndex, ip: Ipv4Addr): string {
  return `${dev} ${ip}`;
}
