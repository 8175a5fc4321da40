// A frame arrives at a device (netif_receive_skb, net/core/dev.c; eth_type_trans, net/ethernet/eth.c).

import { present } from '../../base/assert.ts';
import { MAX_802_3_LENGTH } from '../../wire/bpdu.ts';
import { ETH_HLEN, ETH_P_ARP, ETH_P_IP } from '../../wire/ethernet.ts';
import { frameLength } from '../../wire/frame.ts';
import { isGroupMac, type MacAddr } from '../../wire/mac.ts';
import type { Frame } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import { ipRcv } from '../ip/rcv.ts';
import { arpRcv } from '../neigh/arp.ts';
import type { EventOf } from '../trace.ts';
import { brRcv } from './bridge-input.ts';
import { macvlanRcv } from './macvlan.ts';
import { countRx, countRxDropped } from './counters.ts';
import type { Dev } from './dev.ts';
import { broadcastMac } from './mac-address.ts';

/** Whom a frame is for, as the device that took it sees it (PACKET_HOST, PACKET_BROADCAST …). */
export type PacketType = EventOf<'dev.rcv'>['packetType'];

export type RcvCtx = Ctx & { readonly iif: Dev };

export function packetType(dev: Dev, dst: MacAddr): PacketType {
  if (dst === dev.mac) return 'host';
  if (!isGroupMac(dst)) return 'otherhost';
  return dst === broadcastMac(dev) ? 'broadcast' : 'multicast';
}

/** netif_receive_skb: a bridge's port gives everything to its bridge, another device to its macvlans and to the protocol. */
export function devRcv(ctx: Ctx, frame: Frame): void {
  const iif = present(ctx.iif, 'device that a frame came in by');
  const rcv = ctx as RcvCtx;
  const type = packetType(iif, frame.eth.dst);
  if (iif.kind !== 'loopback') {
    // A tunnel counts what it carries without the Ethernet header.
    const length = frameLength(frame);
    countRx(ctx.ns, iif.ifindex, iif.kind === 'vxlan' ? length - ETH_HLEN : length);
  }
  ctx.world.emit(ctx, frame, { kind: 'dev.rcv', packetType: type });
  if (iif.master !== undefined) brRcv(rcv, frame, type);
  else if (iif.macvlans) macvlanRcv(rcv, frame, type);
  else protocolRcv(rcv, frame, type);
}

/** br_pass_frame_up: the frame comes in by the bridge's own device. The port has said already whom it is for. */
export function bridgeDevRcv(ctx: RcvCtx, frame: Frame, type: PacketType): void {
  countRx(ctx.ns, ctx.iif.ifindex, frameLength(frame) - ETH_HLEN);
  ctx.world.emit(ctx, frame, { kind: 'dev.rcv', packetType: type });
  protocolRcv(ctx, frame, type);
}

/** To the protocol's own receive function (deliver_ptype_list_skb). */
export function protocolRcv(ctx: RcvCtx, frame: Frame, type: PacketType): void {
  const { etherType } = frame.eth;
  if (etherType !== ETH_P_IP && etherType !== ETH_P_ARP) {
    // An 802.3 frame is taken by the LLC module, which comes with the bridge's: nobody counts that it has no use for it.
    if (etherType > MAX_802_3_LENGTH) countRxDropped(ctx.ns, ctx.iif.ifindex);
    ctx.world.emit(ctx, frame, { kind: 'packet.drop', reason: 'UNHANDLED_PROTO' });
    return;
  }
  // ip_rcv and arp_rcv both begin with this: a promiscuous device sees other hosts' frames, the protocols don't.
  if (type === 'otherhost') {
    ctx.world.emit(ctx, frame, { kind: 'packet.drop', reason: 'OTHERHOST' });
    return;
  }
  if (etherType === ETH_P_IP) ipRcv(ctx, frame);
  else arpRcv(ctx, frame);
}
