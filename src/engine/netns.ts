// A network namespace: one IP stack with its devices and tables, all journaled (struct net).

import { Cell, type Journal, Table } from '../base/journal.ts';
import type { Ipv4Addr } from '../wire/ipv4-addr.ts';
import type { Dev, DevCounters, FdbEntry } from './device/dev.ts';
import type { IfAddr, Route, Rule } from './fib/route.ts';
import type { IfIndex, MachineId, Nanos, NetnsId } from './ids.ts';
import type { FragQueue } from './ip/frag-queue.ts';
import type { Neigh } from './neigh/neigh.ts';

/** What the kernel learned about one destination beside the FIB (struct fib_nh_exception): PMTU and redirects. */
export interface RouteException {
  readonly dst: Ipv4Addr;
  readonly mtu?: number;
  readonly gateway?: Ipv4Addr;
  /** A PMTU expires; a redirect doesn't. */
  readonly expires?: Nanos;
}

/** A token bucket of ICMP error limits; tokens in the unit of its owner. */
export interface TokenBucket {
  readonly tokens: number;
  readonly stamp: Nanos;
}

export class Netns {
  readonly id: NetnsId;
  readonly machine: MachineId;
  /** '' for a machine's root namespace. */
  readonly name: string;
  readonly devs: Table<IfIndex, Dev>;
  readonly counters: Table<IfIndex, DevCounters>;
  readonly nextIfindex: Cell<number>;
  readonly fdb: Table<string, FdbEntry>;
  /** In the order in which Linux lists them: by device, then of each device in its list's order. */
  readonly addrs: Cell<readonly IfAddr[]>;
  /** All tables, in the order in which the kernel keeps them. */
  readonly routes: Cell<readonly Route[]>;
  readonly rules: Cell<readonly Rule[]>;
  /** By `neighKey`. */
  readonly neigh: Table<string, Neigh>;
  /** Only what differs from the default; see sysctl.ts. */
  readonly sysctl: Table<string, string>;
  readonly exceptions: Table<Ipv4Addr, RouteException>;
  readonly frags: Table<string, FragQueue>;
  /** Token buckets: by peer for icmp_ratelimit, and others by name. */
  readonly buckets: Table<string, TokenBucket>;
  /** SNMP counters of /proc/net/snmp and netstat, by name (`IpInAddrErrors`). */
  readonly mib: Table<string, number>;
  /** The id of the next IPv4 packet by destination (ip_idents). */
  readonly ipIds: Table<string, number>;

  constructor(journal: Journal, id: NetnsId, machine: MachineId, name: string) {
    this.id = id;
    this.machine = machine;
    this.name = name;
    this.devs = new Table(journal);
    this.counters = new Table(journal);
    this.nextIfindex = new Cell(journal, 1);
    this.fdb = new Table(journal);
    this.addrs = new Cell<readonly IfAddr[]>(journal, []);
    this.routes = new Cell<readonly Route[]>(journal, []);
    this.rules = new Cell<readonly Rule[]>(journal, []);
    this.neigh = new Table(journal);
    this.sysctl = new Table(journal);
    this.exceptions = new Table(journal);
    this.frags = new Table(journal);
    this.buckets = new Table(journal);
    this.mib = new Table(journal);
    this.ipIds = new Table(journal);
  }
}

/** `mib.name++`, as the kernel's IP_INC_STATS does. */
export function countMib(ns: Netns, name: string): void {
  ns.mib.set(name, (ns.mib.get(name) ?? 0) + 1);
}
