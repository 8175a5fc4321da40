// Which frames a packet socket sees (AF_PACKET: dev_queue_xmit_nit going out, __netif_receive_skb coming in), taken from
// the trace as they happen.

import type { Nanos, NetnsId } from '../../../../engine/ids.ts';
import type { TraceEvent } from '../../../../engine/trace.ts';
import type { World } from '../../../../engine/world.ts';
import type { Frame } from '../../../../wire/packet.ts';

/** PACKET_HOST and its kin, as `-i any` marks them. */
export type Direction = 'In' | 'Out' | 'B' | 'M' | 'P';

export interface Captured {
  readonly at: Nanos;
  readonly frame: Frame;
  readonly dev: string;
  readonly direction: Direction;
}

export interface CapturePlace {
  readonly netns: NetnsId;
  /** Absent: every device (`-i any`). */
  readonly dev: string | undefined;
}

/** On lo a packet passes the tap twice, and is shown once. */
export function passesOf(frame: Captured, world: World, netns: NetnsId): number {
  const ns = world.netns.get(netns);
  const ifindex = ns?.ifindexes.get(frame.dev);
  return ifindex !== undefined && ns?.devs.get(ifindex)?.kind === 'loopback' ? 2 : 1;
}

const DIRECTIONS = { host: 'In', broadcast: 'B', multicast: 'M', otherhost: 'P' } as const;

/** What of an event the socket sees. On lo a frame going out isn't shown, as it comes in at once. */
export function seen(event: TraceEvent, { netns, dev }: CapturePlace, world: World): Captured | undefined {
  if (event.kind !== 'dev.xmit' && event.kind !== 'dev.rcv') return undefined;
  if (event.netns !== netns || event.dev === undefined) return undefined;
  if (dev !== undefined && event.dev !== dev) return undefined;
  const { packet } = event;
  if (!packet?.eth) return undefined;
  if (event.kind === 'dev.xmit') {
    if (event.medium === 'loopback') return undefined;
    return { at: event.at, frame: packet as Frame, dev: event.dev, direction: 'Out' };
  }
  return {
    at: event.at,
    frame: packet as Frame,
    dev: event.dev,
    direction: isLoopback(world, event) ? 'In' : DIRECTIONS[event.packetType],
  };
}

function isLoopback(world: World, event: TraceEvent): boolean {
  const ns = event.netns === undefined ? undefined : world.netns.get(event.netns);
  const ifindex = event.dev === undefined ? undefined : ns?.ifindexes.get(event.dev);
  return ifindex !== undefined && ns?.devs.get(ifindex)?.kind === 'loopback';
}
