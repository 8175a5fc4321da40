// A network namespace: one IP stack with its devices and tables, all journaled (struct net).

import { Cell, type Journal, Table } from '../base/journal.ts';
import type { Ipv4Addr } from '../wire/ipv4-addr.ts';
import { CounterTable } from './device/counters.ts';
import type { Dev, DevRef, FdbEntry } from './device/dev.ts';
import type { VxlanEntry } from './device/vxlan-dev.ts';
import { DEFAULT_RULES, type FibState, type IfAddr, NEW_FIB, type Route, type Rule } from './fib/route.ts';
import { type IfIndex, type MachineId, type Nanos, type NetnsId, type Pid, rootNetnsOf } from './ids.ts';
import type { FragQueue } from './ip/frag-queue.ts';
import type { ProxyWait } from './neigh/proxy.ts';
import type { Neigh, NeighProxy } from './neigh/neigh.ts';
import type { ReachableTime } from './neigh/reachable-time.ts';
import type { Scheduled } from './queue.ts';
import { MibTable } from './mib.ts';
import type { Task } from './task.ts';

/** What the kernel learned about one destination beside the FIB (struct fib_nh_exception): PMTU and redirects. */
export interface RouteException {
  readonly dst: Ipv4Addr;
  /** The nexthop whose exception it is: the `infoKey` of its routes (fib/info.ts). */
  readonly nexthop: string;
  readonly mtu?: number;
  /** The learned MTU was below min_pmtu: that is used instead, without DF. */
  readonly mtuLocked?: boolean;
  readonly gateway?: Ipv4Addr;
  readonly expires: Nanos;
}

/** Numbers read from the text of /proc/sys, filled as they are asked for. */
export class SysctlCache {
  readonly numbers = new Map<string, number>();
  readonly confs = new Map<string, Map<string, number>>();
}

/** A token bucket of ICMP error limits; tokens in the unit of its owner. */
export interface TokenBucket {
  readonly tokens: number;
  readonly stamp: Nanos;
  /** Of a peer: how many redirects it got that it didn't heed (inet_peer.n_redirects). */
  readonly redirects?: number;
}

export class Netns {
  readonly id: NetnsId;
  readonly machine: MachineId;
  /** '' for a machine's root namespace, and for one that lost its name while a process was in it. */
  readonly nameCell: Cell<string>;
  /** Counts the namespaces of a machine in the order of their making: /run/netns lists the newest first. */
  readonly ordinal: number;
  readonly devs: Table<IfIndex, Dev>;
  /** The devices by name. */
  readonly ifindexes: Table<string, IfIndex>;
  readonly counters: CounterTable;
  readonly nextIfindex: Cell<number>;
  readonly fdb: Table<string, FdbEntry>;
  /** The tunnel ends that are up and have this namespace as their underlay, by UDP port and network identifier. */
  readonly tunnels: Table<string, DevRef>;
  readonly vxlanFdb: Table<string, VxlanEntry>;
  /** How many FDB entries there were so far, of bridges and of tunnels. */
  readonly fdbCreated: Cell<number>;
  /** The ids by which this namespace knows others (peernet2id): what `link-netnsid` shows. */
  readonly nsids: Table<NetnsId, number>;
  /** In the order in which Linux lists them: by device, then of each device in its list's order. */
  readonly addrs: Cell<readonly IfAddr[]>;
  /** When the next lifetime of an address is over. */
  readonly addrTimer: Cell<Scheduled<Task> | undefined>;
  /** Devices that have had an address: their settings don't follow `default` any more (ipv4_devconf_setall). */
  readonly configured: Table<IfIndex, true>;
  /** All tables, in the order in which the kernel keeps them. */
  readonly routes: Cell<readonly Route[]>;
  readonly rules: Cell<readonly Rule[]>;
  readonly fib: Cell<FibState>;
  /** By `neighKey`. */
  readonly neigh: Table<string, Neigh>;
  /** How long neighbours stay REACHABLE, by device. */
  readonly reachableTimes: Table<IfIndex, ReachableTime>;
  /** Is the neighbour table's garbage collection scheduled? */
  readonly neighGc: Cell<boolean>;
  /** `ip neigh add proxy`, by device and address. */
  readonly proxies: Table<string, NeighProxy>;
  readonly proxiesMade: Cell<number>;
  /** ARP requests that proxy_arp answers after a while (arp_tbl's proxy_queue). */
  readonly arpProxy: Table<string, ProxyWait>;
  /** What was written, by key. Read and write it through sysctl.ts, which keeps parsed values beside it. */
  readonly sysctl: Table<string, string>;
  /** The parsed values of `sysctl` as it is now: each write puts a new one here, so that undoing brings back the old. */
  readonly sysctlCache: Cell<SysctlCache>;
  /** By `exceptionKey`. */
  readonly exceptions: Table<string, RouteException>;
  readonly frags: Table<string, FragQueue>;
  /** Token buckets: by peer for icmp_ratelimit, and others by name. */
  readonly buckets: Table<string, TokenBucket>;
  /** How many packet sockets hold a device in promiscuous mode. */
  readonly promiscuity: Table<IfIndex, number>;
  /** SNMP counters of /proc/net/snmp and netstat, by name (`IpInAddrErrors`). */
  readonly mib: MibTable;
  /** The id of the next IPv4 packet by destination (ip_idents). */
  readonly ipIds: Table<string, number>;
  /** Who receives what comes for a port or an ICMP identifier; see socket/table.ts. */
  readonly sockets: Table<string, Pid>;

  constructor(journal: Journal, id: NetnsId, machine: MachineId, name: string, ordinal = 0) {
    this.id = id;
    this.machine = machine;
    this.nameCell = new Cell(journal, name);
    this.ordinal = ordinal;
    this.devs = new Table(journal);
    this.ifindexes = new Table(journal);
    this.counters = new CounterTable(journal);
    this.nextIfindex = new Cell(journal, 1);
    this.fdb = new Table(journal);
    this.tunnels = new Table(journal);
    this.vxlanFdb = new Table(journal);
    this.fdbCreated = new Cell(journal, 0);
    this.nsids = new Table(journal);
    this.addrs = new Cell<readonly IfAddr[]>(journal, []);
    this.addrTimer = new Cell<Scheduled<Task> | undefined>(journal, undefined);
    this.configured = new Table(journal);
    this.routes = new Cell<readonly Route[]>(journal, []);
    this.rules = new Cell(journal, DEFAULT_RULES);
    this.fib = new Cell(journal, NEW_FIB);
    this.neigh = new Table(journal);
    this.reachableTimes = new Table(journal);
    this.neighGc = new Cell(journal, false);
    this.proxies = new Table(journal);
    this.proxiesMade = new Cell(journal, 0);
    this.arpProxy = new Table(journal);
    this.sysctl = new Table(journal);
    this.sysctlCache = new Cell(journal, new SysctlCache());
    this.exceptions = new Table(journal);
    this.frags = new Table(journal);
    this.buckets = new Table(journal);
    this.promiscuity = new Table(journal);
    this.mib = new MibTable(journal);
    this.ipIds = new Table(journal);
    this.sockets = new Table(journal);
  }

  get name(): string {
    return this.nameCell.get();
  }

  /** Without a name, it lives as long as a process is in it. */
  get isNameless(): boolean {
    return this.name === '' && this.id !== rootNetnsOf(this.machine);
  }

  /** The same namespace under another id: its tables are the same objects. */
  withId(id: NetnsId): Netns {
    return Object.assign(Object.create(Netns.prototype) as Netns, this, { id });
  }
}

/** IP_INC_STATS and IP_ADD_STATS: `name` is one more, or `count` more. */
export function countMib(ns: Netns, name: string, count = 1): void {
  ns.mib.add(name, count);
}
