// Fragments that wait for their siblings (struct ipq, net/ipv4/ip_fragment.c).

import type { Packet } from '../../wire/packet.ts';
import type { IfIndex, Nanos } from '../ids.ts';
import type { Scheduled } from '../queue.ts';
import type { Task } from '../task.ts';

export interface FragQueue {
  /** Sorted by offset, without overlap. */
  readonly fragments: readonly Packet[];
  readonly iif: IfIndex;
  readonly since: Nanos;
  readonly timer: Scheduled<Task>;
}
