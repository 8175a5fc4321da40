// Fragments that wait for their siblings (struct ipq, net/ipv4/ip_fragment.c).

import type { Ipv4Header } from '../../wire/ipv4.ts';
import type { IfIndex, Nanos } from '../ids.ts';
import type { Scheduled } from '../queue.ts';
import type { Task } from '../task.ts';
import type { IpPacket } from './ip-packet.ts';
import type { IpOptions } from './options.ts';

export interface FragQueue {
  /** Sorted by offset, without overlap. */
  readonly fragments: readonly IpPacket[];
  /** The device that the last one to arrive came in by. */
  readonly iif: IfIndex;
  /** What the first fragment's options ask for: they are the whole's. */
  readonly opt?: IpOptions | undefined;
  readonly since: Nanos;
  readonly timer: Scheduled<Task>;
}

/** Fragments of one datagram have these in common (RFC 791 §3.2). */
export function fragKey({ src, dst, id, protocol }: Ipv4Header): string {
  return `${src} ${dst} ${id} ${protocol}`;
}
