// A UDP datagram for us (__udp4_lib_rcv, net/ipv4/udp.c).

import type { Ctx } from '../ctx.ts';
import type { DeliverVerdict } from '../fib/route-verdict.ts';
import { icmpSend } from '../ip/icmp-send.ts';
import { drop, type IpPacket } from '../ip/ip-packet.ts';
import { countMib } from '../netns.ts';
import { isTunnelPort } from '../device/vxlan-dev.ts';
import { vxlanRcv } from '../device/vxlan-rcv.ts';
import { lookupSocket } from './table.ts';

const ICMP_PORT_UNREACH = 3;

export function udpRcv(ctx: Ctx, packet: IpPacket, verdict: DeliverVerdict): void {
  const udp = packet.net.payload;
  // An absent checksum (0) is allowed (RFC 768).
  if (udp.kind !== 'udp' || (udp.badChecksum ?? 0) !== 0) {
    countMib(ctx.ns, 'UdpInErrors');
    return drop(ctx, packet, 'UDP_CSUM');
  }
  if (isTunnelPort(ctx.ns, udp.dport)) {
    countMib(ctx.ns, 'UdpInDatagrams');
    return vxlanRcv(ctx, packet, udp);
  }
  if (lookupSocket(ctx.ns, 'udp', udp.dport) !== undefined) {
    countMib(ctx.ns, 'UdpInDatagrams');
    return void ctx.world.emit(ctx, packet, { kind: 'packet.deliver', to: 'udp' });
  }
  countMib(ctx.ns, verdict.cast === 'unicast' ? 'UdpNoPorts' : 'UdpIgnoredMulti');
  drop(ctx, packet, 'NO_SOCKET', { port: udp.dport });
  if (verdict.cast === 'unicast') {
    icmpSend(ctx, packet, { type: 'destination-unreachable', code: ICMP_PORT_UNREACH });
  }
}
