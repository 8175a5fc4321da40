// A network device (struct net_device): what `ip link` shows and what the data path asks.

import type { BridgeId } from '../../wire/bpdu.ts';
import type { MacAddr } from '../../wire/mac.ts';
import type { CableId, IfIndex, NetnsId, Nanos } from '../ids.ts';
import type { Scheduled } from '../queue.ts';
import type { Task } from '../task.ts';
import type { MacvlanSettings } from './macvlan-dev.ts';
import type { VxlanSettings } from './vxlan-dev.ts';

export type DevKind = 'loopback' | 'physical' | 'veth' | 'bridge' | 'vxlan' | 'macvlan';

/** RFC 2863 states as iproute2 prints them. */
export type OperState = 'UNKNOWN' | 'DOWN' | 'LOWERLAYERDOWN' | 'UP';

/** include/uapi/linux/if_bridge.h, BR_STATE_*. Without STP a port is forwarding or disabled. */
export type BrPortState = 'disabled' | 'blocking' | 'listening' | 'learning' | 'forwarding';

/** Settings of a port that are on or off, by the kernel's names (brport_attr_*). Without STP or IGMP most only show. */
export type BrPortFlag =
  | 'guard'
  | 'root_block'
  | 'fastleave'
  | 'mcast_flood'
  | 'bcast_flood'
  | 'mcast_to_unicast'
  | 'neigh_suppress'
  | 'vlan_tunnel'
  | 'locked';

/** What the last configuration message that counted on a port said: who speaks for that segment (designated_*). */
export interface StpHeard {
  readonly root: BridgeId;
  /** From the speaker to the root. */
  readonly cost: number;
  readonly bridge: BridgeId;
  readonly port: number;
  /** When the root sent it, as far as its age says. */
  readonly since: Nanos;
}

/** A port's part in the spanning tree (struct net_bridge_port). Absent: it speaks for its segment itself. */
export interface StpPort {
  /** Absent: nobody better than this bridge was heard, so it is the designated one. */
  readonly heard?: StpHeard;
  /** The next configuration message acknowledges a topology change. */
  readonly ack: boolean;
  /** A configuration message waits for the hold timer. */
  readonly pending: boolean;
  readonly timers: StpTimers<StpPortTimer>;
}

export type StpPortTimer = 'message-age' | 'forward-delay' | 'hold';
export type StpBridgeTimer = 'hello' | 'tcn' | 'topology-change' | 'gc';
export type StpTimers<Name extends string> = { readonly [Timer in Name]?: Scheduled<Task> | undefined };

export interface StpTimes {
  readonly maxAge: Nanos;
  readonly helloTime: Nanos;
  readonly forwardDelay: Nanos;
}

/** A bridge's part in the spanning tree (struct net_bridge). Absent: it is its own root, and nothing has happened. */
export interface StpBridge {
  /** The way to the root bridge; absent: this is the root bridge. */
  readonly rootPort?: IfIndex | undefined;
  readonly root?: BridgeId | undefined;
  readonly rootPathCost: number;
  /** The root's times, which go for the whole tree. */
  readonly times?: StpTimes | undefined;
  readonly topologyChange: boolean;
  readonly detected: boolean;
  /** Instead of the bridge's own while the topology changes: twice the forward delay. */
  readonly ageing?: Nanos | undefined;
  readonly timers: StpTimers<StpBridgeTimer>;
}

/** A device's life as a bridge port. */
export interface BrPort {
  readonly state: BrPortState;
  /** The least number that was free when it was added, from 1. */
  readonly portNo: number;
  readonly cost: number;
  readonly priority: number;
  readonly learning: boolean;
  readonly flood: boolean;
  readonly hairpin: boolean;
  readonly isolated: boolean;
  /** Is it open: up with a carrier, in a bridge that is up? Its state is then what was decided or set since. */
  readonly open?: boolean;
  /** What differs from a new port's. */
  readonly flags?: Readonly<Partial<Record<BrPortFlag, boolean>>>;
  readonly mcastRouter?: number;
  readonly groupFwdMask?: number;
  readonly backupPort?: IfIndex;
  readonly stp?: StpPort;
}

/** Names a device in the world. */
export interface DevRef {
  readonly netns: NetnsId;
  readonly ifindex: IfIndex;
}

/** What a listing shows and, but for `noarp` and `broadcast`, the data path doesn't ask. Simplified: no MULTICAST changes
 *  nothing but the flags. */
export interface DevLabels {
  readonly alias?: string;
  /** `ip link set … group`: 0 (default) if absent. */
  readonly group?: number;
  readonly promisc?: boolean;
  readonly allmulti?: boolean;
  readonly noarp?: boolean;
  readonly nomulticast?: boolean;
  readonly dynamic?: boolean;
  readonly notrailers?: boolean;
  /** `ip link property add … altname`: other names for it. */
  readonly altnames?: readonly string[];
  readonly dormantMode?: boolean;
  readonly addrGenMode?: string;
  readonly broadcast?: MacAddr;
  /** `bridge fdb add … self`: more addresses that the device takes (dev_uc_add_excl, dev_mc_add_excl). */
  readonly filter?: readonly MacAddr[];
  readonly numTxQueues?: number;
  readonly numRxQueues?: number;
  readonly gsoMaxSize?: number;
  readonly gsoMaxSegs?: number;
  readonly groMaxSize?: number;
}

/** The IPv6 link-local address that a device gave itself when its link was first ready (addrconf_dev_config). */
export interface LinkLocal {
  readonly mac: MacAddr;
  readonly since: Nanos;
}

export interface BridgeSettings {
  /** After how long without a frame a learned entry goes; 300 s (BR_DEFAULT_AGEING_TIME). */
  readonly ageing: Nanos;
  /** Was the MAC address set by hand? Otherwise it is the lowest of the ports'. */
  readonly macIsSet: boolean;
  /** Was the MTU set by hand? Otherwise it is the least of the ports'. */
  readonly mtuIsSet: boolean;
  readonly vlanFiltering: boolean;
  /** Have ports or an address decided about the carrier yet? A new bridge has one, in state UNKNOWN, until then. */
  readonly carrierIsSet: boolean;
  /** The ports in the kernel's order (net_bridge.port_list): the most recently added one first. A flood goes this way. */
  readonly ports: readonly IfIndex[];
  /** Settings by iproute2's name (br_netlink.c): `stp_state`, `priority` … Those of IGMP and of filters only show. */
  readonly options?: Readonly<Record<string, number>>;
  readonly stp?: StpBridge;
}

export interface DevCounters {
  readonly rxPackets: number;
  readonly rxBytes: number;
  readonly rxDropped: number;
  readonly txPackets: number;
  readonly txBytes: number;
  readonly txDropped: number;
  readonly txErrors: number;
  readonly txCarrier: number;
  readonly collisions: number;
}

export interface Dev {
  readonly ifindex: IfIndex;
  readonly name: string;
  readonly kind: DevKind;
  readonly mac: MacAddr;
  readonly mtu: number;
  /** IFF_UP: the administrator's wish. */
  readonly up: boolean;
  /** IFF_LOWER_UP: is there anything at the other end? */
  readonly carrier: boolean;
  readonly operstate: OperState;
  readonly txqlen: number;
  /** Was it ever up here? Then it has a queueing discipline (noqueue) instead of noop. */
  readonly opened?: true;
  readonly labels?: DevLabels;
  readonly linkLocal?: LinkLocal;
  /** IPv6 came back while it was up, and joined its groups after the others'; when it went down then, it left them. */
  readonly inet6Groups?: 'late' | 'left' | undefined;
  /** How often the carrier came or went (carrier_changes); a veth end is born by losing it. */
  readonly carrierChanges?: number;
  /** The bridge that this device is a port of. */
  readonly master?: IfIndex;
  readonly brport?: BrPort;
  readonly bridge?: BridgeSettings;
  readonly vxlan?: VxlanSettings;
  readonly macvlan?: MacvlanSettings;
  /** The macvlan devices on it, in the order in which they were made; in whichever namespace they are now. */
  readonly macvlans?: readonly DevRef[];
  /** The other end of a veth pair. */
  readonly peer?: DevRef;
  /** What is plugged into a physical port. */
  readonly cable?: CableId;
  /** The device at that cable's other end. */
  readonly cableEnd?: DevRef;
}

/** A row of a bridge's forwarding database (struct net_bridge_fdb_entry). */
export interface FdbEntry {
  readonly bridge: IfIndex;
  readonly mac: MacAddr;
  /** The port behind which the address is, or the bridge itself. */
  readonly port: IfIndex;
  /** Frames for it go up to the bridge device's own stack. */
  readonly local: boolean;
  /** Set by hand, or a port's own address: doesn't age. */
  readonly permanent: boolean;
  readonly updated: Nanos;
  /** Counts the namespace's entries: listings have the newest first. */
  readonly created: number;
  /** Stays at its port whatever is seen elsewhere. */
  readonly sticky?: true;
  /** Put in by a program that learns by itself: doesn't age. */
  readonly externLearn?: true;
}

export function fdbKey(bridge: IfIndex, mac: MacAddr): string {
  return `${bridge} ${mac}`;
}
