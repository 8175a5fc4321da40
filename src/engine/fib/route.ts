// Routes, rules and the answers of a look-up (include/net/ip_fib.h, net/ipv4/fib_semantics.c).

import type { Ipv4Addr, Ipv4Cidr } from '../../wire/ipv4-addr.ts';
import type { IfIndex, Nanos } from '../ids.ts';

export type RouteType =
  | 'unicast'
  | 'local'
  | 'broadcast'
  | 'anycast'
  | 'multicast'
  | 'unreachable'
  | 'blackhole'
  | 'prohibit'
  | 'throw';

/** rtnetlink(7): how far away the destination is. The names are the kernel's; any other number is its own name. */
export type RouteScope = 'global' | 'site' | 'link' | 'host' | 'nowhere' | `${number}`;

/** Who made the route: what the kernel and iproute2 know by name, or a routing daemon's number (rt_protos names it). */
export type RouteProto = 'kernel' | 'boot' | 'static' | 'redirect' | `${number}`;

/** RTAX_*: what a route says about the way to its destinations, by iproute2's names and in the kernel's units. */
export type RouteMetric =
  | 'window'
  | 'rtt'
  | 'rttvar'
  | 'ssthresh'
  | 'cwnd'
  | 'advmss'
  | 'reordering'
  | 'hoplimit'
  | 'initcwnd'
  | 'features'
  | 'rto_min'
  | 'initrwnd'
  | 'quickack'
  | 'fastopen_no_cookie';
export type RouteMetrics = Readonly<Partial<Record<RouteMetric, number>>>;

/** One of several next hops of a route (struct fib_nh). */
export interface RouteNexthop {
  readonly dev: IfIndex;
  readonly via?: Ipv4Addr;
  /** 1 to 256: its share of the flows. */
  readonly weight: number;
  readonly onlink: boolean;
  readonly gatewayScope?: RouteScope;
  readonly realm?: number;
  readonly linkdown: boolean;
  /** RTNH_F_DEAD: its device is down, or has lost its last address. */
  readonly dead: boolean;
  /** fib_nh_upper_bound: it gets the flows whose hash isn't more, nor the nexthop's before it; -1: none. */
  readonly upperBound: number;
}

export const RT_TABLE_DEFAULT = 253;
export const RT_TABLE_MAIN = 254;
export const RT_TABLE_LOCAL = 255;

export interface Route {
  readonly table: number;
  readonly type: RouteType;
  /** Host bits are clear. 0.0.0.0/0 is the default route. */
  readonly dst: Ipv4Cidr;
  readonly tos: number;
  readonly metric: number;
  readonly scope: RouteScope;
  readonly proto: RouteProto;
  /** Absent for unreachable, blackhole, prohibit and throw. */
  readonly dev?: IfIndex;
  readonly via?: Ipv4Addr;
  /** Preferred source address. */
  readonly src?: Ipv4Addr;
  readonly mtu?: number;
  readonly metrics?: RouteMetrics;
  /** RTAX_LOCK: which of them (`mtu` too) the kernel must not change by what it learns. */
  readonly locked?: readonly (RouteMetric | 'mtu')[];
  /** RTAX_CC_ALGO: the congestion control of TCP. */
  readonly congctl?: string;
  /** RTA_FLOW: the realm of the source in the upper 16 bits, that of the destination in the lower. */
  readonly realm?: number;
  /** Two or more. `dev`, `via` and the flags are then those of the first, as the kernel has them of `fib_info_nh(fi, 0)`. */
  readonly nexthops?: readonly RouteNexthop[];
  /** RTNH_F_ONLINK: the gateway is taken to be on the link, whatever the addresses say. */
  readonly onlink: boolean;
  /**
   * How far away the gateway is (nhc_scope), if it isn't on the link: `host` when it is an own address, and then it is
   * not a gateway at all (the destination itself is resolved).
   */
  readonly gatewayScope?: RouteScope;
  /** RTNH_F_LINKDOWN: the device has no carrier. Such a route is still used unless ignore_routes_with_linkdown is 1. */
  readonly linkdown: boolean;
}

/** A line of `ip rule` (fib_rules). */
export interface Rule {
  readonly pref: number;
  readonly from?: Ipv4Cidr;
  readonly to?: Ipv4Cidr;
  readonly iif?: string;
  readonly oif?: string;
  readonly fwmark?: { readonly value: number; readonly mask: number };
  /** The rule is for what its selector doesn't match. */
  readonly not?: true;
  readonly tos?: number;
  /** IPPROTO_*. */
  readonly ipproto?: number;
  readonly sport?: PortRange;
  readonly dport?: PortRange;
  /** Of the process that sends. */
  readonly uidrange?: UidRange;
  /** FRA_TUN_ID. Simplified: nothing carries one. */
  readonly tunId?: number;
  /** FR_ACT_*: instead of asking a table the look-up ends with an error, goes on (`nop`), or goes on at another rule. */
  readonly action?: 'blackhole' | 'unreachable' | 'prohibit' | 'nop' | 'goto';
  /** Of `goto`: the preference of the rule to go on at; it may not be there yet. */
  readonly goto?: number;
  /** What the table finds doesn't count if its prefix isn't longer than this. */
  readonly suppressPrefixlength?: number;
  /** What the table finds doesn't count if it leads out by a device of this group. */
  readonly suppressIfgroup?: number;
  /** FRA_FLOW: as of a route. */
  readonly realm?: number;
  /** FRA_PROTOCOL: who made the rule; absent: nobody said (0), or the kernel for its own three. */
  readonly proto?: number;
  /** 0: none, for a rule that has an action. */
  readonly table: number;
}

export interface PortRange {
  readonly start: number;
  readonly end: number;
}

export type UidRange = PortRange;

/** What every namespace begins with (fib_default_rules_init). */
export const DEFAULT_RULES: readonly Rule[] = [
  { pref: 0, table: RT_TABLE_LOCAL },
  { pref: 32766, table: RT_TABLE_MAIN },
  { pref: 32767, table: RT_TABLE_DEFAULT },
];

/** What the kernel remembers of a namespace's FIB beside routes and rules (struct netns_ipv4). */
export interface FibState {
  /** The tables that exist, in the order of their making: a table that lost its last route still does. */
  readonly tables: readonly number[];
  /** fib_has_custom_rules: a rule was added or deleted once. Until then local and main are searched as one table. */
  readonly customRules: boolean;
  /** fib_has_custom_local_routes: somebody added a route of type local once. */
  readonly customLocalRoutes: boolean;
  /** Does a rule ask for protocol or ports, or has a route several next hops? Once it was so it stays so. */
  readonly asksForPorts: boolean;
}

export const NEW_FIB: FibState = {
  tables: [],
  customRules: false,
  customLocalRoutes: false,
  asksForPorts: false,
};

/** What a look-up is asked (struct flowi4). */
export interface Flow {
  readonly dst: Ipv4Addr;
  readonly src?: Ipv4Addr;
  readonly iif?: IfIndex;
  readonly oif?: IfIndex;
  readonly tos: number;
  /** Only routes of at least this scope (flowi4_scope); global, which all have, if absent. */
  readonly scope?: RouteScope;
  readonly mark?: number;
  /** IPPROTO_* and ports, where they are known: only rules and the choice among several next hops ask for them. */
  readonly ipproto?: number;
  readonly sport?: number;
  readonly dport?: number;
  /** Whose packet it is: 0 is root, who runs everything here. */
  readonly uid?: number;
  /** FIB_LOOKUP_IGNORE_LINKSTATE: take routes without carrier, whatever ignore_routes_with_linkdown says. */
  readonly ignoreLinkstate?: boolean;
}

/** One table's part in a look-up: the whole table as it was, and the route that won in it, if any. */
export interface FibConsulted {
  readonly rule: Rule;
  readonly table: number;
  readonly routes: readonly Route[];
  readonly won?: Route;
  /** The rule refused it: its prefix is too short, or its device of the wrong group. */
  readonly suppressed?: true;
}

export type FibResult =
  | { readonly type: 'unicast' | 'local' | 'broadcast'; readonly route: Route }
  | { readonly type: 'unreachable' | 'blackhole' | 'prohibit'; readonly route: Route }
  /** No route matched (-ENETUNREACH). */
  | { readonly type: 'none' };

export interface FibAnswer {
  readonly flow: Flow;
  readonly consulted: readonly FibConsulted[];
  readonly result: FibResult;
}

/** An address on a device (struct in_ifaddr). */
export interface IfAddr {
  readonly dev: IfIndex;
  /** The local address, and the length of the subnet's prefix. */
  readonly cidr: Ipv4Cidr;
  /** IFA_ADDRESS, if it isn't the local one: the other end of a point-to-point link. The subnet is this one's. */
  readonly peer?: Ipv4Addr;
  readonly broadcast?: Ipv4Addr;
  readonly scope: RouteScope;
  /** IFA_F_SECONDARY: another address of the same subnet came first. */
  readonly secondary: boolean;
  readonly label: string;
  /** IFA_F_NOPREFIXROUTE: it makes no route to its subnet. */
  readonly noPrefixRoute?: true;
  /** IFA_RT_PRIORITY: the metric of that route. */
  readonly metric?: number;
  readonly lifetime?: AddrLifetime;
}

/** How long an address is valid, and preferred (IFA_CACHEINFO), in seconds since `since`; absent: forever. */
export interface AddrLifetime {
  readonly since: Nanos;
  readonly valid?: number;
  readonly preferred?: number;
  /** IFA_F_DEPRECATED: it isn't preferred any more. */
  readonly deprecated: boolean;
}
