// Routes, rules and the answers of a look-up (include/net/ip_fib.h, net/ipv4/fib_semantics.c).

import type { Ipv4Addr, Ipv4Cidr } from '../../wire/ipv4-addr.ts';
import type { IfIndex } from '../ids.ts';

export type RouteType =
  | 'unicast'
  | 'local'
  | 'broadcast'
  | 'unreachable'
  | 'blackhole'
  | 'prohibit'
  | 'throw';

/** rtnetlink(7): how far away the destination is. */
export type RouteScope = 'global' | 'site' | 'link' | 'host' | 'nowhere';

/** Who made the route. */
export type RouteProto = 'kernel' | 'boot' | 'static' | 'redirect' | OtherProto;
/** Of a routing daemon: its name in rt_protos, or its number. Nobody asks. */
export type OtherProto = 'dhcp' | 'ra' | 'bird' | 'zebra' | 'bgp' | 'ospf' | 'rip' | 'isis' | `${number}`;

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
  /** FR_ACT_*: instead of asking a table the look-up ends with an error. */
  readonly action?: 'blackhole' | 'unreachable' | 'prohibit';
  readonly table: number;
}

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
}

export const NEW_FIB: FibState = { tables: [], customRules: false, customLocalRoutes: false };

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
  /** FIB_LOOKUP_IGNORE_LINKSTATE: take routes without carrier, whatever ignore_routes_with_linkdown says. */
  readonly ignoreLinkstate?: boolean;
}

/** One table's part in a look-up: the whole table as it was, and the route that won in it, if any. */
export interface FibConsulted {
  readonly rule: Rule;
  readonly table: number;
  readonly routes: readonly Route[];
  readonly won?: Route;
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
  readonly cidr: Ipv4Cidr;
  readonly broadcast?: Ipv4Addr;
  readonly scope: RouteScope;
  /** IFA_F_SECONDARY: another address of the same subnet came first. */
  readonly secondary: boolean;
  readonly label: string;
}
