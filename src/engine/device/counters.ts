// What `ip -s link` shows (struct rtnl_link_stats64). Lengths are in octets with the Ethernet header, except where the
// kernel counts without it: on lo, and what a bridge hands up (seen on Linux 6.18).

import type { IfIndex } from '../ids.ts';
import type { Netns } from '../netns.ts';
import type { DevCounters } from './dev.ts';

export const NO_COUNTERS: DevCounters = {
  rxPackets: 0,
  rxBytes: 0,
  rxDropped: 0,
  txPackets: 0,
  txBytes: 0,
  txDropped: 0,
};

export function countRx(ns: Netns, ifindex: IfIndex, bytes: number): void {
  const c = ns.counters.get(ifindex) ?? NO_COUNTERS;
  ns.counters.set(ifindex, {
    rxPackets: c.rxPackets + 1,
    rxBytes: c.rxBytes + bytes,
    rxDropped: c.rxDropped,
    txPackets: c.txPackets,
    txBytes: c.txBytes,
    txDropped: c.txDropped,
  });
}

export function countTx(ns: Netns, ifindex: IfIndex, bytes: number): void {
  const c = ns.counters.get(ifindex) ?? NO_COUNTERS;
  ns.counters.set(ifindex, {
    rxPackets: c.rxPackets,
    rxBytes: c.rxBytes,
    rxDropped: c.rxDropped,
    txPackets: c.txPackets + 1,
    txBytes: c.txBytes + bytes,
    txDropped: c.txDropped,
  });
}

export function countRxDropped(ns: Netns, ifindex: IfIndex): void {
  const c = ns.counters.get(ifindex) ?? NO_COUNTERS;
  ns.counters.set(ifindex, { ...c, rxDropped: c.rxDropped + 1 });
}

export function countTxDropped(ns: Netns, ifindex: IfIndex): void {
  const c = ns.counters.get(ifindex) ?? NO_COUNTERS;
  ns.counters.set(ifindex, { ...c, txDropped: c.txDropped + 1 });
}
