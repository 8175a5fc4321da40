// The packet is for us (ip_local_deliver and ip_protocol_deliver_rcu, net/ipv4/ip_input.c).

import { IPPROTO_ICMP, IPPROTO_TCP, IPPROTO_UDP, isFragment } from '../../wire/ipv4.ts';
import type { Ctx } from '../ctx.ts';
import type { DeliverVerdict } from '../fib/route-verdict.ts';
import { nfHook } from '../netfilter/hooks.ts';
import { countMib } from '../netns.ts';
import { udpRcv } from '../socket/udp-rcv.ts';
import { ipDefrag } from './defrag.ts';
import { icmpRcv } from './icmp-rcv.ts';
import { icmpSend } from './icmp-send.ts';
import { drop, type IpPacket } from './ip-packet.ts';

const IPPROTO_IGMP = 2;
const ICMP_PROT_UNREACH = 2;

export function ipLocalDeliver(ctx: Ctx, packet: IpPacket, verdict: DeliverVerdict): void {
  if (!isFragment(packet.net)) return deliverWhole(ctx, packet, verdict);
  const whole = ipDefrag(ctx, packet);
  if (!whole) return;
  const { opt: _, ...at } = ctx;
  deliverWhole(whole.opt ? { ...at, opt: whole.opt } : at, whole.packet, verdict);
}

function deliverWhole(ctx: Ctx, whole: IpPacket, verdict: DeliverVerdict): void {
  const { protocol, dst } = whole.net;
  ctx.world.emit(ctx, whole, { kind: 'ip.local-deliver', protocol, matched: dst });
  const accepted = nfHook(ctx, 'INPUT', whole);
  if (!accepted) return;
  deliverToProtocol(ctx, accepted, verdict);
}

function deliverToProtocol(ctx: Ctx, packet: IpPacket, verdict: DeliverVerdict): void {
  switch (packet.net.protocol) {
    case IPPROTO_ICMP:
      countMib(ctx.ns, 'IpInDelivers');
      return icmpRcv(ctx, packet, verdict);
    case IPPROTO_UDP:
      countMib(ctx.ns, 'IpInDelivers');
      return udpRcv(ctx, packet, verdict);
    case IPPROTO_TCP:
    case IPPROTO_IGMP:
      return drop(ctx, packet, 'transport-not-modelled', { protocol: packet.net.protocol });
    default:
      return noProtocol(ctx, packet);
  }
}

function noProtocol(ctx: Ctx, packet: IpPacket): void {
  countMib(ctx.ns, 'IpInUnknownProtos');
  drop(ctx, packet, 'IP_NOPROTO', { protocol: packet.net.protocol });
  icmpSend(ctx, packet, { type: 'destination-unreachable', code: ICMP_PROT_UNREACH });
}
