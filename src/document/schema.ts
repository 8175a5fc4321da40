// The saved document: the configuration of a lab, and nothing that only exists while it runs. Plain JSON values.
// `lab/compile` makes a world of it and `lab/snapshot` reads it back; the two are inverse.

/** The version of this schema; `migrations.ts` brings older documents up to it. */
export const DOCUMENT_VERSION = 1;

export interface LabDocument {
  readonly format: 'packetwalk';
  readonly version: typeof DOCUMENT_VERSION;
  readonly name: string;
  /** Seeds everything that Linux draws at random. */
  readonly seed: number;
  /** By id, numbers in ids by their value; cables likewise. */
  readonly machines: readonly MachineDoc[];
  readonly cables: readonly CableDoc[];
  /** In the order in which the user made them. */
  readonly stimuli: readonly StimulusDoc[];
}

export interface MachineDoc {
  readonly id: string;
  readonly name: string;
  readonly kind: 'host' | 'router' | 'switch';
  /** The card's top left corner on the canvas, in pixels at zoom 1. */
  readonly position: { readonly x: number; readonly y: number };
  /** The root namespace first (its name is ''), then named ones by name. */
  readonly netns: readonly NetnsDoc[];
  /** What differs from a fresh install and outlives a reboot, by path. */
  readonly files?: Readonly<Record<string, FileDoc>>;
}

/** `mode` is absent if it is the usual one: 0o644 of a file, 0o755 of a directory. */
export type FileDoc =
  | { readonly text: string; readonly mode?: number }
  | { readonly directory: true; readonly mode?: number }
  | { readonly link: string }
  | { readonly gone: true };

export interface NetnsDoc {
  readonly name: string;
  /** By ifindex; `lo` is the first. */
  readonly devs: readonly DevDoc[];
  /** All that `ip route` of every table shows, less what the kernel makes by itself from the addresses. */
  readonly routes: readonly RouteDoc[];
  /** Kernel-made routes that somebody deleted. */
  readonly deletedRoutes: readonly RouteDoc[];
  /** Beyond the three that every namespace begins with (pref 0, 32766 and 32767). */
  readonly rules: readonly RuleDoc[];
  /** The prefs of those three that somebody deleted. */
  readonly deletedRules?: readonly number[];
  /** PERMANENT and NOARP entries: what somebody set by hand. */
  readonly neigh: readonly NeighDoc[];
  /** Addresses that ARP questions are answered for, in the order in which they were added. */
  readonly proxies?: readonly ProxyDoc[];
  readonly fdb: readonly FdbDoc[];
  /** What differs from a fresh namespace, by key. */
  readonly sysctl: Readonly<Record<string, string>>;
}

export interface DevDoc {
  readonly name: string;
  readonly kind: 'loopback' | 'physical' | 'veth' | 'bridge' | 'vxlan' | 'macvlan';
  /** Only where it isn't the one after the device before. */
  readonly ifindex?: number;
  /** Of every kind but lo; of a bridge only if its address was set by hand (otherwise it is the lowest port's). */
  readonly mac?: string;
  /** Absent: the usual one (1500, lo's 65536, a bridge's is the least of its ports'). Of tunnels and macvlans always. */
  readonly mtu?: number;
  readonly up: boolean;
  readonly addrs: readonly AddrDoc[];
  /** The bridge it is a port of. */
  readonly master?: string;
  /** Of a bridge port; what differs from the default. */
  readonly brport?: {
    readonly learning?: boolean;
    readonly flood?: boolean;
    readonly hairpin?: boolean;
    readonly isolated?: boolean;
    readonly cost?: number;
    readonly priority?: number;
  };
  /**
   * Of a bridge: ageing in seconds, if it isn't 300; the order in which its ports were added (a flood goes the other
   * way round), if it isn't the order of the devices; of the spanning tree what differs from a new bridge's, in seconds.
   */
  readonly bridge?: {
    readonly ageing?: number;
    readonly ports?: readonly string[];
    readonly stp?: true;
    readonly priority?: number;
    readonly forwardDelay?: number;
    readonly helloTime?: number;
    readonly maxAge?: number;
  };
  readonly vxlan?: {
    readonly vni: number;
    /** Absent: 4789. */
    readonly port?: number;
    /** A tunnel end, or a multicast group. */
    readonly remote?: string;
    readonly local?: string;
    /** The underlay's device. */
    readonly dev?: string;
    /** The namespace of the underlay, if it isn't the device's own. */
    readonly underlay?: string;
    readonly ttl?: number | 'inherit';
    readonly tos?: number | 'inherit';
    readonly df?: 'set' | 'inherit';
    readonly learning?: false;
    /** In seconds, if it isn't 300. */
    readonly ageing?: number;
    readonly srcPort?: readonly [number, number];
    readonly maxAddr?: number;
    readonly flags?: readonly ('proxy' | 'rsc' | 'l2miss' | 'l3miss' | 'noudpcsum')[];
  };
  readonly macvlan?: {
    readonly mode: 'private' | 'vepa' | 'bridge' | 'passthru';
    readonly lower: { readonly netns: string; readonly name: string };
    readonly bcQueueLen?: number;
  };
  /** The other end of a veth pair. */
  readonly peer?: { readonly netns: string; readonly name: string };
}

export interface AddrDoc {
  /** `192.0.2.1/24` */
  readonly cidr: string;
  /** The other end of a point-to-point link: the prefix length is then its subnet's. */
  readonly peer?: string;
  readonly broadcast?: string;
  readonly scope?: ScopeDoc;
  readonly label?: string;
  readonly noPrefixRoute?: true;
  readonly metric?: number;
  /** In seconds from when the lab starts. */
  readonly validLft?: number;
  readonly preferredLft?: number;
}

/** By the kernel's name, or any other number up to 255. */
export type ScopeDoc = 'global' | 'site' | 'link' | 'host' | 'nowhere' | `${number}`;

export interface RouteDoc {
  readonly dst: string;
  readonly type?:
    | 'local'
    | 'broadcast'
    | 'anycast'
    | 'multicast'
    | 'unreachable'
    | 'blackhole'
    | 'prohibit'
    | 'throw';
  readonly via?: string;
  readonly dev?: string;
  readonly src?: string;
  readonly metric?: number;
  readonly scope?: ScopeDoc;
  readonly proto?: 'kernel' | 'boot' | 'static' | 'redirect' | `${number}`;
  readonly table?: number;
  readonly tos?: number;
  readonly mtu?: number;
  readonly onlink?: true;
  /** Its metrics but the MTU, by iproute2's names and in the kernel's units; which of them are locked, `mtu` among them. */
  readonly metrics?: Readonly<Record<string, number>>;
  readonly locked?: readonly string[];
  readonly congctl?: string;
  readonly realm?: number;
  /** Two or more; `via` and `dev` are then absent. */
  readonly nexthops?: readonly NexthopDoc[];
}

export interface NexthopDoc {
  readonly via?: string;
  readonly dev: string;
  readonly weight?: number;
  readonly onlink?: true;
  readonly realm?: number;
}

export interface RuleDoc {
  readonly pref: number;
  readonly from?: string;
  readonly to?: string;
  readonly iif?: string;
  readonly oif?: string;
  readonly fwmark?: { readonly value: number; readonly mask: number };
  readonly not?: true;
  readonly tos?: number;
  readonly action?: 'blackhole' | 'unreachable' | 'prohibit' | 'nop' | 'goto';
  /** The preference that a `goto` goes on at. */
  readonly goto?: number;
  readonly ipproto?: number;
  readonly sport?: RangeDoc;
  readonly dport?: RangeDoc;
  readonly uidrange?: RangeDoc;
  readonly tunId?: number;
  readonly suppressPrefixlength?: number;
  readonly suppressIfgroup?: number;
  readonly realm?: number;
  readonly proto?: number;
  /** 0: none, of a rule with an action. */
  readonly table: number;
}

export interface RangeDoc {
  readonly start: number;
  readonly end: number;
}

export interface NeighDoc {
  readonly dev: string;
  readonly ip: string;
  readonly mac: string;
  readonly state: 'PERMANENT' | 'NOARP';
  readonly router?: true;
  readonly externLearn?: true;
  readonly proto?: number;
}

export interface ProxyDoc {
  readonly ip: string;
  /** Absent: on every device. */
  readonly dev?: string;
  readonly router?: true;
  readonly proto?: number;
}

/** Of a bridge port; with `remotes`, of a tunnel: an empty list says that its default destination was deleted. */
export interface FdbDoc {
  readonly port: string;
  readonly mac: string;
  readonly remotes?: readonly {
    readonly ip: string;
    readonly port?: number;
    readonly vni?: number;
    readonly via?: string;
  }[];
  /** Of a tunnel's; permanent if absent. */
  readonly state?: 'static';
}

export interface CableDoc {
  readonly id: string;
  readonly ends: readonly [CableEndDoc, CableEndDoc];
  /** One way, in microseconds. */
  readonly delay: number;
  /** 0 to 1. */
  readonly loss: number;
  readonly plugged: boolean;
}

export interface CableEndDoc {
  readonly machine: string;
  readonly port: string;
}

/** What starts a walk: kept with the lab, so that a link opens on a ready play button. */
export type StimulusDoc =
  | {
      readonly id: string;
      readonly kind: 'ping';
      readonly machine: string;
      readonly netns: string;
      readonly to: string;
      readonly count: number;
      readonly size?: number;
      readonly ttl?: number;
      readonly pmtudisc?: 'do' | 'want' | 'dont';
      readonly broadcast?: true;
    }
  | {
      readonly id: string;
      readonly kind: 'udp';
      readonly machine: string;
      readonly netns: string;
      readonly to: string;
      readonly port: number;
    };
