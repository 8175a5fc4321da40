// A packet whose network layer is IPv4, and how such a packet ends.

import type { Ipv4Packet } from '../../wire/ipv4.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { DropReason } from '../drop-reason.ts';

export interface IpPacket extends Packet {
  readonly net: Ipv4Packet;
}

export function isIpPacket(packet: Packet): packet is IpPacket {
  return packet.net.kind === 'ipv4';
}

/**
 * kfree_skb_reason. Where an ICMP error tells the sender, the kernel sends it before it frees the packet; here the end
 * comes first, so that the error is seen to follow from it. Nothing on the wire tells the two apart.
 */
export function drop(
  ctx: Ctx,
  packet: Packet,
  reason: DropReason,
  detail?: Readonly<Record<string, string | number>>,
): void {
  ctx.world.emit(
    ctx,
    packet,
    detail ? { kind: 'packet.drop', reason, detail } : { kind: 'packet.drop', reason },
  );
}
