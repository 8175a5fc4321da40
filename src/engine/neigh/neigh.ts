// A neighbour entry (struct neighbour, include/net/neighbour.h), and the groups of states that the kernel asks about.

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { MacAddr } from '../../wire/mac.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { Dev } from '../device/dev.ts';
import type { IfIndex, Nanos } from '../ids.ts';
import type { Scheduled } from '../queue.ts';
import type { Task } from '../task.ts';

/** include/uapi/linux/neighbour.h, NUD_*. An entry that isn't there counts as NONE in the trace. */
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

/** A packet that waits for the answer. */
export interface Waiting {
  readonly packet: Packet;
  /** The device that it came in by; none for a packet of our own. */
  readonly iif?: IfIndex;
}

export interface Neigh {
  readonly ip: Ipv4Addr;
  readonly dev: IfIndex;
  readonly state: NudState;
  /** A FAILED entry keeps the address that it had, and doesn't show it. */
  readonly mac?: MacAddr | undefined;
  /** When a reply last proved it reachable; before the world's beginning for an entry that was never proved. */
  readonly confirmed: Nanos;
  /** When the slow path last used it: a REACHABLE entry with a cached header (`hh`) is used without a note. */
  readonly used: Nanos;
  /** When its state or address last changed. */
  readonly updated: Nanos;
  /** Probes sent in this round. INCOMPLETE begins at ucast_solicit: there is no address to send unicast probes to. */
  readonly probes: number;
  /** Packets that wait for the answer, oldest first. */
  readonly queue: readonly Waiting[];
  readonly timer?: Scheduled<Task> | undefined;
  /** Is the link-layer header cached (hh_cache)? From the second packet on it is. */
  readonly hh: boolean;
  /** NTF_ROUTER, NTF_EXT_LEARNED and NTF_EXT_MANAGED, set by hand. */
  readonly router?: true;
  readonly externLearn?: true;
  readonly managed?: true;
  /** NDA_PROTOCOL: who made it; 0 isn't told. */
  readonly proto?: number;
}

/** An address for which this host answers questions (struct pneigh_entry). */
export interface NeighProxy {
  readonly ip: Ipv4Addr;
  /** Absent: on every device. */
  readonly dev?: IfIndex;
  readonly router?: true;
  readonly proto?: number;
  /** Counts them in the order of their coming. */
  readonly made: number;
}

/** A stage that works for one device. */
export type DevCtx = Ctx & { readonly oif: Dev };

/** The neighbour table's key. */
export function neighKey(dev: IfIndex, ip: Ipv4Addr): string {
  return `${dev} ${ip}`;
}

/** NUD_CONNECTED: packets go out without a second thought. */
export function isConnected(state: NudState): boolean {
  return state === 'REACHABLE' || state === 'PERMANENT' || state === 'NOARP';
}

/** NUD_VALID: there is an address to send to. */
export function isValid(state: NudState): boolean {
  return isConnected(state) || state === 'STALE' || state === 'DELAY' || state === 'PROBE';
}

/** NUD_IN_TIMER. */
export function hasTimer(state: NudState): boolean {
  return state === 'INCOMPLETE' || state === 'REACHABLE' || state === 'DELAY' || state === 'PROBE';
}
