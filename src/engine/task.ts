// What the queue holds. Tasks are data: who handles a kind is written in walk.ts.

import type { Frame } from '../wire/packet.ts';
import type { StpBridgeTimer, StpPortTimer } from './device/dev.ts';
import type { BridgePath } from './device/storm.ts';
import type { IpPacket } from './ip/ip-packet.ts';
import type { Way } from './ip/output.ts';
import type { CableId, IfIndex, NetnsId, Pid } from './ids.ts';

export type Task =
  /** A frame arrives at a device. */
  | {
      readonly kind: 'dev.rcv';
      readonly netns: NetnsId;
      readonly ifindex: IfIndex;
      readonly packet: Frame;
      /** The cable it comes by. */
      readonly cable: CableId | undefined;
      /** The bridge ports that this copy has come in by. */
      readonly path: BridgePath | undefined;
    }
  /** A neighbour entry's timer. `key` is the neighbour table's key. */
  | { readonly kind: 'neigh.timer'; readonly netns: NetnsId; readonly key: string }
  /** A timer of a bridge's spanning tree, or of one of its ports'. */
  | {
      readonly kind: 'br.stp.timer';
      readonly netns: NetnsId;
      readonly bridge: IfIndex;
      readonly timer: StpBridgeTimer;
    }
  | {
      readonly kind: 'br.stp.port-timer';
      readonly netns: NetnsId;
      readonly port: IfIndex;
      readonly timer: StpPortTimer;
    }
  /** The lifetime of an address is over. */
  | { readonly kind: 'addr.lifetime'; readonly netns: NetnsId }
  /** The fragments that a program's packet was cut into, but for those that have left. */
  | {
      readonly kind: 'ip.frag.next';
      readonly netns: NetnsId;
      readonly oif: IfIndex;
      readonly fragments: readonly IpPacket[];
      readonly way: Way;
    }
  /** A reassembly queue's time is up. */
  | { readonly kind: 'ip.frag.expire'; readonly netns: NetnsId; readonly key: string }
  /** A process's timer. `what` is the process's own word. */
  | { readonly kind: 'process.timer'; readonly pid: Pid; readonly what: string };
