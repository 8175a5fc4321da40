// The one write path. Every reconfiguration of a world, by a drag, a form, a command or a daemon, is one of these values
// (rtnetlink(7) for what the kernel knows, and the hands that plug cables and rack machines for what it doesn't).

import type { Ipv4Addr, Ipv4Cidr } from '../wire/ipv4-addr.ts';
import type { MacAddr } from '../wire/mac.ts';
import type { BrPortFlag, BrPortState, DevLabels } from './device/dev.ts';
import type { MacvlanMode } from './device/macvlan-dev.ts';
import type { VxlanSettings } from './device/vxlan-dev.ts';
import type { Route, RouteMetrics, RouteProto, RouteScope, RouteType, Rule } from './fib/route.ts';
import type { NudState } from './neigh/neigh.ts';
import type { CableId, MachineId, Nanos, NetnsId } from './ids.ts';

/** What a route operation names; what is absent, Linux chooses (`ip route add` without `dev` finds it by the gateway). */
export interface RouteSpec {
  readonly dst: Ipv4Cidr;
  readonly type?: RouteType;
  readonly via?: Ipv4Addr;
  readonly dev?: string;
  readonly src?: Ipv4Addr;
  readonly metric?: number;
  readonly scope?: RouteScope;
  readonly proto?: RouteProto;
  readonly table?: number;
  readonly tos?: number;
  readonly mtu?: number;
  readonly metrics?: RouteMetrics;
  readonly locked?: NonNullable<Route['locked']>;
  readonly congctl?: string;
  readonly realm?: number;
  readonly onlink?: boolean;
  readonly nexthops?: readonly NexthopSpec[];
}

/** `nexthop via A dev X weight N onlink realm R`. */
export interface NexthopSpec {
  readonly via?: Ipv4Addr;
  readonly dev?: string;
  /** 1 to 256; 1 if absent. */
  readonly weight?: number;
  readonly onlink?: boolean;
  readonly realm?: number;
}

/** What is absent, Linux chooses. `lower` is a device of the underlay, which is the device's own namespace if absent. */
export interface VxlanSpec extends Partial<Omit<VxlanSettings, 'vni' | 'lower'>> {
  readonly vni: number;
  readonly lower?: string;
}

export interface MacvlanSpec {
  readonly mode: MacvlanMode;
  readonly lower: { readonly netns?: NetnsId; readonly name: string };
  readonly bcQueueLen?: number;
}

/** A destination of a tunnel's forwarding database; `via` is a device of its underlay. */
export interface VxlanRemoteSpec {
  readonly ip: Ipv4Addr;
  readonly port?: number;
  readonly vni?: number;
  readonly via?: string;
}

export type LinkKindSpec =
  | { readonly kind: 'physical' }
  | { readonly kind: 'bridge' }
  | { readonly kind: 'vxlan'; readonly vxlan: VxlanSpec }
  | { readonly kind: 'macvlan'; readonly macvlan: MacvlanSpec }
  | {
      readonly kind: 'veth';
      readonly peer: {
        readonly name: string;
        readonly netns?: NetnsId;
        readonly mac?: MacAddr;
        readonly index?: number;
      };
    };

export type NetlinkOp =
  | {
      readonly op: 'link.add';
      readonly netns: NetnsId;
      readonly name: string;
      readonly link: LinkKindSpec;
      /** `ip link add … index N`: EBUSY if it is taken. Absent: the next one. */
      readonly index?: number;
      readonly mac?: MacAddr;
      readonly mtu?: number;
    }
  | {
      /** RTM_SETLINK: only what is named changes. `master: null` takes the device out of its bridge. */
      readonly op: 'link.set';
      readonly netns: NetnsId;
      readonly name: string;
      readonly up?: boolean;
      readonly mac?: MacAddr;
      readonly mtu?: number;
      readonly rename?: string;
      readonly master?: string | null;
      readonly moveTo?: NetnsId;
      readonly txqlen?: number;
      readonly labels?: DevLabels;
      readonly bridge?: {
        readonly ageing?: Nanos;
        readonly options?: Readonly<Record<string, number>>;
      };
      readonly vxlan?: Partial<VxlanSpec>;
      readonly macvlan?: { readonly mode: MacvlanMode };
      readonly brport?: {
        readonly learning?: boolean;
        readonly flood?: boolean;
        readonly hairpin?: boolean;
        readonly isolated?: boolean;
        readonly cost?: number;
        readonly priority?: number;
        /** By hand: until the port is closed or opened. */
        readonly state?: BrPortState;
        readonly flags?: Readonly<Partial<Record<BrPortFlag, boolean>>>;
        readonly mcastRouter?: number;
        readonly groupFwdMask?: number;
        readonly backupPort?: string | null;
      };
    }
  | { readonly op: 'link.del'; readonly netns: NetnsId; readonly name: string }
  | {
      /** `change` (NLM_F_REPLACE) gives an address that is there another metric and other lifetimes, or adds it. */
      readonly op: 'addr.add' | 'addr.change';
      readonly netns: NetnsId;
      readonly dev: string;
      /** With a peer the prefix length is that of the peer's subnet. */
      readonly cidr: Ipv4Cidr;
      readonly peer?: Ipv4Addr;
      readonly broadcast?: Ipv4Addr;
      readonly scope?: RouteScope;
      readonly label?: string;
      readonly noPrefixRoute?: true;
      /** Of the route to its subnet. */
      readonly metric?: number;
      /** In seconds; absent or 4294967295: forever. */
      readonly validLft?: number;
      readonly preferredLft?: number;
    }
  | {
      readonly op: 'addr.del';
      readonly netns: NetnsId;
      readonly dev: string;
      readonly cidr: Ipv4Cidr;
      readonly peer?: Ipv4Addr;
      readonly label?: string;
    }
  | {
      /** `append` puts the route after its equals, `prepend` before them; `change` replaces one that must be there. */
      readonly op:
        | 'route.add'
        | 'route.replace'
        | 'route.change'
        | 'route.append'
        | 'route.prepend'
        | 'route.del';
      readonly netns: NetnsId;
      readonly route: RouteSpec;
    }
  | { readonly op: 'rule.add' | 'rule.del'; readonly netns: NetnsId; readonly rule: Rule }
  | {
      readonly op: 'neigh.add' | 'neigh.change' | 'neigh.replace';
      readonly netns: NetnsId;
      readonly dev: string;
      readonly ip: Ipv4Addr;
      /** A state that is valid needs one, unless the entry has one. */
      readonly mac?: MacAddr;
      /** NUD state; PERMANENT if absent. */
      readonly state?: NudState;
      /** NTF_ROUTER, NTF_EXT_LEARNED: words for others; NTF_EXT_MANAGED, NTF_USE: the kernel resolves it itself. */
      readonly router?: true;
      readonly externLearn?: true;
      readonly managed?: true;
      readonly use?: true;
      /** Who made it (NDA_PROTOCOL). */
      readonly proto?: number;
    }
  | {
      /** `ip neigh add proxy`: questions for `ip` are answered, by `dev` or by every device. */
      readonly op: 'pneigh.add' | 'pneigh.del';
      readonly netns: NetnsId;
      readonly dev?: string;
      readonly ip: Ipv4Addr;
      readonly router?: true;
      readonly proto?: number;
    }
  | { readonly op: 'neigh.del'; readonly netns: NetnsId; readonly dev: string; readonly ip: Ipv4Addr }
  /** `ip neigh flush [dev]`: all but PERMANENT and NOARP; PERMANENT ones that were learned elsewhere go, too. */
  | { readonly op: 'neigh.flush'; readonly netns: NetnsId; readonly dev?: string }
  | {
      readonly op: 'fdb.add' | 'fdb.del';
      readonly netns: NetnsId;
      readonly port: string;
      readonly mac: MacAddr;
      /** What is added: an own address of the bridge, an entry that stays, or one that ages; static if absent. */
      readonly state?: 'permanent' | 'static' | 'dynamic';
      /** NLM_F_REPLACE: an entry that is there already is changed instead of EEXIST. */
      readonly replace?: boolean;
      readonly flags?: readonly ('sticky' | 'extern_learn')[];
    }
  | {
      /** Of the bridge, or of the bridge of a port that port's; only entries of these states, if any are named. */
      readonly op: 'fdb.flush';
      readonly netns: NetnsId;
      readonly port: string;
      readonly brport?: string;
      readonly states?: readonly ('permanent' | 'static' | 'dynamic')[];
    }
  | {
      /** To a tunnel: `append` adds a destination to a group's entry, `replace` changes a station's. */
      readonly op: 'vxlan.fdb.add';
      readonly netns: NetnsId;
      readonly dev: string;
      readonly mac: MacAddr;
      /** EINVAL if absent. */
      readonly remote?: VxlanRemoteSpec;
      readonly how: 'add' | 'append' | 'replace';
      /** permanent if absent. */
      readonly state?: 'permanent' | 'static' | 'dynamic';
    }
  /** Without a destination: the whole entry. */
  | {
      readonly op: 'vxlan.fdb.del';
      readonly netns: NetnsId;
      readonly dev: string;
      readonly mac: MacAddr;
      readonly remote?: VxlanRemoteSpec;
    }
  /** All entries; permanent ones, too. */
  | { readonly op: 'vxlan.fdb.flush'; readonly netns: NetnsId; readonly dev: string }
  /** A write to /proc/sys; `key` with dots, as sysctl(8) prints it. */
  | { readonly op: 'sysctl.write'; readonly netns: NetnsId; readonly key: string; readonly value: string }
  /** `ip netns set`: by which number `netns` knows `other`; absent: the least that is free. */
  | { readonly op: 'netns.id'; readonly netns: NetnsId; readonly other: NetnsId; readonly nsid?: number }
  | { readonly op: 'netns.add'; readonly machine: MachineId; readonly name: string }
  /** `held`: a process is in it, so that it lives on without a name. */
  | { readonly op: 'netns.del'; readonly machine: MachineId; readonly name: string; readonly held?: true }
  /** `ip netns attach`: gives a nameless namespace a name. */
  | {
      readonly op: 'netns.attach';
      readonly machine: MachineId;
      readonly name: string;
      readonly other: NetnsId;
    }
  /** The last process of a nameless namespace has ended. */
  | { readonly op: 'netns.drop'; readonly machine: MachineId; readonly other: NetnsId };

/** What machines are on the canvas: a word for people, the engine treats them alike. */
export type MachineKind = 'host' | 'router' | 'switch';

/** One end of a cable. */
export interface CableEnd {
  readonly machine: MachineId;
  /** A physical device of the machine's root namespace. */
  readonly port: string;
}

/** What hands do, not the kernel. */
export type PhysicalOp =
  /** A new machine comes up as `unshare -n` leaves it: one namespace with `lo`, DOWN. */
  | { readonly op: 'machine.add'; readonly id: MachineId; readonly name: string; readonly kind: MachineKind }
  | {
      readonly op: 'machine.set';
      readonly id: MachineId;
      readonly name?: string;
      readonly kind?: MachineKind;
    }
  | { readonly op: 'machine.del'; readonly id: MachineId }
  | {
      readonly op: 'cable.add';
      readonly id: CableId;
      readonly ends: readonly [CableEnd, CableEnd];
      /** One way, in nanoseconds. */
      readonly delay: Nanos;
      /** The share of frames that get lost, 0 to 1. */
      readonly loss: number;
      /** false: laid, but not plugged in (no carrier). */
      readonly plugged: boolean;
    }
  | {
      readonly op: 'cable.set';
      readonly id: CableId;
      readonly delay?: Nanos;
      readonly loss?: number;
      readonly plugged?: boolean;
    }
  | { readonly op: 'cable.del'; readonly id: CableId };

export type Op = NetlinkOp | PhysicalOp;

/** errno names that the kernel answers with. */
export type Errno =
  | 'EPERM'
  | 'ENOENT'
  | 'ESRCH'
  | 'ENXIO'
  | 'EEXIST'
  | 'ENODEV'
  | 'EINVAL'
  | 'EBUSY'
  | 'ENOSPC'
  | 'ERANGE'
  | 'EOPNOTSUPP'
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL'
  | 'ENOBUFS'
  | 'ENETDOWN'
  | 'ENETUNREACH'
  | 'EHOSTUNREACH'
  | 'EACCES'
  | 'ELOOP';

export interface NetlinkError {
  readonly errno: Errno;
  /** The extended acknowledgement's text, e.g. `Nexthop has invalid gateway.`; iproute2 prints it after `Error: `. */
  readonly extack?: string;
}
