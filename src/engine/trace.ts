// The trace: every decision is one event of this closed union, with the facts that it was made from. No prose here:
// explain/ turns events into sentences. What an event doesn't carry (a whole FDB, say) is in the world at that step.

import type { Bpdu, BridgeId } from '../wire/bpdu.ts';
import type { Ipv4Addr } from '../wire/ipv4-addr.ts';
import type { Icmpv4Message } from '../wire/icmpv4.ts';
import type { MacAddr } from '../wire/mac.ts';
import type { Packet } from '../wire/packet.ts';
import type { BrPortState, DevRef, FdbEntry, OperState } from './device/dev.ts';
import type { VxlanEntry } from './device/vxlan-dev.ts';
import type { DropReason } from './drop-reason.ts';
import type { FibAnswer, Route } from './fib/route.ts';
import type { CableId, IfIndex, Nanos, NetnsId, Pid } from './ids.ts';
import type { NudState } from './neigh/neigh.ts';
import type { Hook } from './netfilter/hooks.ts';
import type { Op } from './netlink.ts';

export interface EventBase {
  /** Its place in the trace, from 0. */
  readonly seq: number;
  readonly at: Nanos;
  readonly netns?: NetnsId;
  /** The device concerned, by the name it had then. */
  readonly dev?: string;
  readonly packet?: Packet;
  /** The event that led to this one. */
  readonly cause?: number;
}

/** Why a neighbour entry changed its state. */
export type NeighWhy =
  | 'first-use' // a packet needs it: NONE → INCOMPLETE
  | 'request-seen' // an ARP request told us who asks
  | 'reply-seen' // an ARP reply answered us
  | 'unsolicited' // an ARP that we didn't ask for named an address we know
  | 'used-stale' // STALE → DELAY: used without a fresh proof
  | 'delay-over' // DELAY → PROBE: five seconds without a proof
  | 'reachable-over' // REACHABLE → STALE: its time is up
  | 'no-answer' // INCOMPLETE or PROBE → FAILED
  | 'confirmed' // an upper layer proved it
  | 'admin' // set by hand
  | 'dev-down' // the device went down, or lost its last address
  | 'arp-switched' // `ip link set … arp on` or `off`
  | 'mac-changed' // the device's own MAC address changed
  | 'carrier-lost'
  | 'gc'; // the table is large, and nobody used the entry for a while

/** Why a bridge port gets no copy of a flood. */
export type FloodSkip = 'ingress' | 'not-forwarding' | 'flood-off' | 'isolated';

/** Why an ARP packet got no answer. */
export type ArpIgnored =
  | 'not-our-address'
  | 'own-packet'
  | 'loopback-or-multicast'
  | 'unknown-op'
  | 'not-asked'
  | 'nothing-new' // says what the table says already
  | 'static-entry' // set by hand: no ARP changes it
  | 'locktime' // another MAC address within a second of the last change: the first one counts
  | 'arp-ignore'
  | 'arp-filter'
  | 'noarp' // the device has `arp off`
  | 'no-route-to-sender';

export type PingErrorKind =
  /** sendto() or connect() failed at once. */
  | {
      readonly type: 'local';
      readonly errno:
        | 'ENETUNREACH'
        | 'EHOSTUNREACH'
        | 'EACCES'
        | 'EINVAL'
        | 'EMSGSIZE'
        | 'ENODEV'
        | 'ENETDOWN'
        | 'EADDRNOTAVAIL'
        | 'ENOBUFS';
      readonly mtu?: number;
      /** ENOBUFS: the program will try again, as if it hadn't yet. */
      readonly again?: boolean;
      /** ENOBUFS: how many requests count as sent by now. */
      readonly sent?: number;
    }
  /** An ICMP error came back. */
  | { readonly type: 'icmp'; readonly from: Ipv4Addr; readonly message: Icmpv4Message; readonly seq: number };

export type EventBody =
  // devices and cables
  | {
      /** A frame leaves through a device, and will be at `to` at `arrives`. A bridge's own device hands it to its ports
       *  at once: `to` is the bridge itself, and how it goes on is the bridge's next event. So it is with a tunnel; a
       *  macvlan's frame goes to the device under it. */
      readonly kind: 'dev.xmit';
      readonly medium: 'cable' | 'veth' | 'loopback' | 'bridge' | 'vxlan' | 'macvlan';
      readonly cable?: CableId;
      readonly to: { readonly netns: NetnsId; readonly ifindex: IfIndex };
      readonly arrives: Nanos;
    }
  | { readonly kind: 'dev.rcv'; readonly packetType: 'host' | 'broadcast' | 'multicast' | 'otherhost' }
  | {
      readonly kind: 'dev.state';
      readonly up: boolean;
      readonly carrier: boolean;
      readonly operstate: OperState;
    }
  // bridge: `dev` is the port the frame came in by
  | { readonly kind: 'br.learn'; readonly bridge: string; readonly mac: MacAddr; readonly movedFrom?: string }
  | {
      readonly kind: 'br.fdb.lookup';
      readonly bridge: string;
      readonly mac: MacAddr;
      readonly hit?: FdbEntry;
      readonly aged?: boolean;
    }
  | { readonly kind: 'br.forward'; readonly bridge: string; readonly port: string }
  | {
      readonly kind: 'br.flood';
      readonly bridge: string;
      readonly ports: readonly string[];
      readonly skipped: readonly { readonly port: string; readonly why: FloodSkip }[];
    }
  | { readonly kind: 'br.local'; readonly bridge: string }
  /** Spanning tree: `dev` is the port. A BPDU leaves by it. */
  | { readonly kind: 'br.stp.send'; readonly bridge: string; readonly bpdu: Bpdu }
  | {
      readonly kind: 'br.stp.rcv';
      readonly bridge: string;
      readonly bpdu: Bpdu;
      /** `better`: from now on it is what counts on this segment; `worse`: the bridge answers with its own. */
      readonly verdict: 'better' | 'worse' | 'ignored' | 'change' | 'guarded';
    }
  | {
      readonly kind: 'br.stp.state';
      readonly bridge: string;
      readonly from: BrPortState;
      readonly to: BrPortState;
      readonly role: 'root' | 'designated' | 'alternate' | 'disabled';
    }
  | {
      /** The bridge holds another one for the root of the tree than before, or reaches it by another port. */
      readonly kind: 'br.stp.root';
      readonly bridge: string;
      readonly root: BridgeId;
      /** Absent: it is the root itself. */
      readonly port?: string;
      readonly cost: number;
    }
  | {
      /** The topology changes, or has settled: how long learned addresses are believed from now on. */
      readonly kind: 'br.stp.topology';
      readonly bridge: string;
      readonly changing: boolean;
      readonly ageing: Nanos;
    }
  | {
      /** A copy of the frame is back at a port it came in by before: a loop without STP. Reported once a loop. */
      readonly kind: 'br.storm';
      /** How many bridge ports it came in by on its way round. */
      readonly frames: number;
      readonly cables: readonly CableId[];
    }
  // tunnels and macvlans
  | {
      /** Behind which tunnel end is the frame's destination? The entry of the zero address is for whatever is unknown. */
      readonly kind: 'vxlan.fdb.lookup';
      readonly mac: MacAddr;
      readonly entry?: VxlanEntry;
    }
  | {
      readonly kind: 'vxlan.learn';
      readonly mac: MacAddr;
      readonly remote: Ipv4Addr;
      readonly movedFrom?: Ipv4Addr;
    }
  | {
      /** The frame `before` becomes the data of a UDP datagram, which is this event's packet. */
      readonly kind: 'vxlan.encap';
      readonly before: Packet;
      readonly vni: number;
      readonly remote: Ipv4Addr;
      readonly port: number;
    }
  | {
      /** The datagram `before` is opened: this event's packet is the frame inside. */
      readonly kind: 'vxlan.decap';
      readonly before: Packet;
      readonly vni: number;
      readonly from: Ipv4Addr;
    }
  /** The other tunnel end is on this machine, too: no datagram is needed. */
  | { readonly kind: 'vxlan.local'; readonly to: DevRef }
  /** A tunnel with `proxy` answers an ARP request itself. */
  | {
      readonly kind: 'vxlan.arp-proxy';
      readonly before: Packet;
      readonly ip: Ipv4Addr;
      readonly mac: MacAddr;
    }
  /** A bridge's frame is too long for the underlay: its sender is told in the destination's name. */
  | { readonly kind: 'vxlan.pmtu'; readonly before: Packet; readonly mtu: number }
  /** Which macvlans get a frame that came in by the device under them. */
  | { readonly kind: 'macvlan.rcv'; readonly to: readonly DevRef[] }
  // neighbours
  | { readonly kind: 'neigh.lookup'; readonly ip: Ipv4Addr; readonly state: NudState; readonly mac?: MacAddr }
  | {
      readonly kind: 'neigh.state';
      readonly ip: Ipv4Addr;
      readonly from: NudState;
      readonly to: NudState;
      readonly why: NeighWhy;
      readonly mac?: MacAddr;
      readonly oldMac?: MacAddr;
    }
  | { readonly kind: 'neigh.queue'; readonly ip: Ipv4Addr; readonly waiting: number }
  | {
      readonly kind: 'neigh.probe';
      readonly ip: Ipv4Addr;
      readonly mode: 'broadcast' | 'unicast';
      readonly n: number;
      readonly of: number;
    }
  | {
      readonly kind: 'arp.rcv';
      readonly decision: 'answer' | 'learn' | 'ignore';
      readonly why?: ArpIgnored;
      /** Answered for somebody else (proxy_arp). */
      readonly proxy?: true;
    }
  // routing
  | {
      readonly kind: 'fib.lookup';
      readonly purpose: 'input' | 'output' | 'rp-filter' | 'icmp';
      readonly answer: FibAnswer;
    }
  | {
      /** Which source address a packet of our own gets. */
      readonly kind: 'fib.source';
      readonly chosen: Ipv4Addr;
      readonly why: 'route-src' | 'primary-on-dev' | 'other-dev' | 'given';
      readonly candidates: readonly Ipv4Addr[];
    }
  | {
      readonly kind: 'fib.rp-filter';
      readonly mode: 1 | 2;
      readonly passed: boolean;
      readonly reverse?: Route;
    }
  | {
      readonly kind: 'fib.exception';
      readonly dst: Ipv4Addr;
      readonly mtu?: number;
      readonly gateway?: Ipv4Addr;
      readonly old?: number;
    }
  | {
      /** Which of several next hops a flow takes: the hash, and whose share it falls into. */
      readonly kind: 'fib.multipath';
      readonly route: Route;
      readonly hash: number;
      readonly chosen: number;
      /** Policy 1 hashes the ports, too. */
      readonly policy: 'addresses' | 'ports';
    }
  | { readonly kind: 'addr.lifetime'; readonly addr: Ipv4Addr; readonly to: 'deprecated' | 'deleted' }
  // IPv4
  | { readonly kind: 'ip.rcv' }
  | { readonly kind: 'nf.hook'; readonly hook: Hook; readonly iif?: string; readonly oif?: string }
  | { readonly kind: 'ip.local-deliver'; readonly protocol: number; readonly matched: Ipv4Addr }
  | { readonly kind: 'ip.forward'; readonly before: Packet; readonly oif: string; readonly nextHop: Ipv4Addr }
  | { readonly kind: 'ip.output'; readonly oif: string; readonly nextHop: Ipv4Addr }
  | { readonly kind: 'ip.fragment'; readonly mtu: number; readonly fragments: readonly Packet[] }
  | { readonly kind: 'ip.defrag'; readonly have: number; readonly complete: boolean }
  /** A broadcast of our own comes back to us, beside the frame that leaves (dev_loopback_xmit). No tap sees it. */
  | { readonly kind: 'ip.loopback-copy' }
  | { readonly kind: 'ip.mtu-exceeded'; readonly mtu: number; readonly length: number }
  | {
      readonly kind: 'ip.redirect';
      readonly gateway: Ipv4Addr;
      readonly decision: 'send' | 'accept' | 'ignore';
      readonly why?: string;
    }
  // ICMP
  | {
      readonly kind: 'icmp.send';
      readonly message: Icmpv4Message;
      readonly to: Ipv4Addr;
      readonly from: Ipv4Addr;
      /** The packet that it is about. */
      readonly about?: Packet;
      readonly sourceWhy: 'addressed-to-us' | 'route-back' | 'inbound-address';
    }
  | {
      readonly kind: 'icmp.limited';
      readonly limit: 'peer' | 'global' | 'route-error';
      readonly type: number;
      readonly code: number;
    }
  | {
      readonly kind: 'icmp.suppressed';
      readonly type: number;
      readonly code: number;
      readonly why: 'about-icmp-error' | 'broadcast' | 'fragment' | 'no-route' | 'ignored';
    }
  | { readonly kind: 'icmp.rcv'; readonly message: Icmpv4Message }
  // processes
  | { readonly kind: 'ping.start'; readonly pid: Pid; readonly to: Ipv4Addr; readonly count: number }
  | { readonly kind: 'ping.send'; readonly pid: Pid; readonly icmpSeq: number }
  | {
      readonly kind: 'ping.reply';
      readonly pid: Pid;
      /** The number in the ICMP header; `seq` is the event's own. */
      readonly icmpSeq: number;
      readonly from: Ipv4Addr;
      readonly ttl: number;
      readonly rtt: Nanos;
      /** It had been answered before. */
      readonly duplicate?: true;
    }
  | { readonly kind: 'ping.error'; readonly pid: Pid; readonly error: PingErrorKind }
  | {
      readonly kind: 'ping.end';
      readonly pid: Pid;
      readonly sent: number;
      readonly received: number;
      readonly errors: number;
    }
  | { readonly kind: 'udp.send'; readonly pid: Pid; readonly sport: number; readonly dport: number }
  | { readonly kind: 'udp.error'; readonly pid: Pid; readonly error: PingErrorKind }
  // ends
  /** `reassembly`: a fragment whose datagram is complete; the first fragment is that one's parent. */
  | {
      readonly kind: 'packet.deliver';
      readonly to: 'ping' | 'icmp' | 'arp' | 'udp' | 'raw' | 'reassembly' | 'stp';
    }
  | {
      readonly kind: 'packet.drop';
      readonly reason: DropReason;
      /** What more there is to say: the MTU, the TTL, the limit … */
      readonly detail?: Readonly<Record<string, string | number>>;
    }
  // the world
  | { readonly kind: 'op'; readonly op: Op; readonly error?: string };

export type TraceEvent = EventBase & EventBody;
export type EventKind = TraceEvent['kind'];
export type EventOf<K extends EventKind> = Extract<TraceEvent, { kind: K }>;
