// What `ip -s link` shows (struct rtnl_link_stats64). Lengths are in octets with the Ethernet header, except where the
// kernel counts without it: on lo, and what a bridge hands up (seen on Linux 6.18).
//
// Every frame is counted twice, so the rows are changed in place and the journal gets plain numbers: which counter, and
// by how much. That halves what a frame-hop leaves in memory.

import type { Journal, Journaled } from '../../base/journal.ts';
import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { DevCounters } from './dev.ts';

interface Row {
  rxPackets: number;
  rxBytes: number;
  rxDropped: number;
  txPackets: number;
  txBytes: number;
  txDropped: number;
  txErrors: number;
  txCarrier: number;
  collisions: number;
}

const RX = 0;
const TX = 1;
const RX_DROPPED = 2;
const TX_DROPPED = 3;
/** What a tunnel couldn't send, and of that what had no way, and what would have gone round. */
const TX_ERRORS = 4;
const TX_CARRIER = 5;
const COLLISIONS = 6;
const KINDS = 7;

/** The counters of a namespace's devices. */
export class CounterTable implements Journaled {
  readonly #journal: Journal;
  readonly #rows = new Map<IfIndex, Row>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  get(ifindex: IfIndex): DevCounters | undefined {
    const row = this.#rows.get(ifindex);
    return row && { ...row };
  }

  /** A new device starts at zero. */
  begin(ifindex: IfIndex): void {
    this.#journal.record(this, ifindex * KINDS, this.#rows.get(ifindex) ?? null);
    this.#rows.set(ifindex, {
      rxPackets: 0,
      rxBytes: 0,
      rxDropped: 0,
      txPackets: 0,
      txBytes: 0,
      txDropped: 0,
      txErrors: 0,
      txCarrier: 0,
      collisions: 0,
    });
  }

  delete(ifindex: IfIndex): void {
    this.#journal.record(this, ifindex * KINDS, this.#rows.get(ifindex) ?? null);
    this.#rows.delete(ifindex);
  }

  /** One packet of `bytes` octets more. The journal's number is its inverse: its sign is the packet, the rest the octets. */
  add(ifindex: IfIndex, kind: number, bytes: number): void {
    const row = this.#rows.get(ifindex);
    if (!row) return;
    this.#journal.record(this, ifindex * KINDS + kind, -(bytes + 1));
    count(row, kind, bytes + 1);
  }

  /** `value` is a whole row (null: none), or a number to count. */
  swap(key: unknown, value: unknown): unknown {
    const ifindex = Math.floor((key as number) / KINDS) as IfIndex;
    const row = this.#rows.get(ifindex);
    if (typeof value === 'number') {
      if (row) count(row, (key as number) % KINDS, value);
      return -value;
    }
    if (value === null) this.#rows.delete(ifindex);
    else this.#rows.set(ifindex, value as Row);
    return row ?? null;
  }
}

export function countRx(ns: Netns, ifindex: IfIndex, bytes: number): void {
  ns.counters.add(ifindex, RX, bytes);
}

export function countTx(ns: Netns, ifindex: IfIndex, bytes: number): void {
  ns.counters.add(ifindex, TX, bytes);
}

export function countRxDropped(ns: Netns, ifindex: IfIndex): void {
  ns.counters.add(ifindex, RX_DROPPED, 0);
}

export function countTxDropped(ns: Netns, ifindex: IfIndex): void {
  ns.counters.add(ifindex, TX_DROPPED, 0);
}

/** A tunnel has no way to its other end (ENETUNREACH), one that leads through itself (ELOOP), or nobody there. */
export function countTxError(ns: Netns, ifindex: IfIndex, what: 'carrier' | 'collision' | 'other'): void {
  ns.counters.add(ifindex, TX_ERRORS, 0);
  if (what === 'carrier') ns.counters.add(ifindex, TX_CARRIER, 0);
  if (what === 'collision') ns.counters.add(ifindex, COLLISIONS, 0);
}

/** `change`: octets plus one, negative to take them back. */
function count(row: Row, kind: number, change: number): void {
  const packets = change > 0 ? 1 : -1;
  const bytes = change - packets;
  if (kind === RX) {
    row.rxPackets += packets;
    row.rxBytes += bytes;
  } else if (kind === TX) {
    row.txPackets += packets;
    row.txBytes += bytes;
  } else if (kind === RX_DROPPED) row.rxDropped += packets;
  else if (kind === TX_DROPPED) row.txDropped += packets;
  else if (kind === TX_ERRORS) row.txErrors += packets;
  else if (kind === TX_CARRIER) row.txCarrier += packets;
  else row.collisions += packets;
}
