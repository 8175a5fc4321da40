// An ICMP error about a packet that we sent (icmp_unreach, icmp_redirect and icmp_socket_deliver, net/ipv4/icmp.c): it
// goes to the socket that sent the packet, and only then is a path MTU or a redirect believed.

import type { IcmpError } from '../../wire/icmpv4.ts';
import { IPPROTO_ICMP, IPPROTO_UDP } from '../../wire/ipv4.ts';
import { readUint16 } from '../../wire/octets.ts';
import type { Ctx } from '../ctx.ts';
import type { Pid } from '../ids.ts';
import { pingErrorRcv } from '../process/ping-rcv.ts';
import { udpErrorRcv } from '../process/udp-probe.ts';
import { lookupSocket } from '../socket/table.ts';
import { learnFromError } from './icmp-learn.ts';
import { drop, type IpPacket } from './ip-packet.ts';

const ICMP_EXC_FRAGTIME = 1;
const LAST_UNREACH_CODE = 15;
const ECHO_REPLY = 0;

export function icmpErrorRcv(ctx: Ctx, packet: IpPacket, message: IcmpError): void {
  const { header, octets } = message.original;
  if (octets.length < 8 || isUnused(message)) return drop(ctx, packet, 'icmp-ignored');
  if (header.protocol === IPPROTO_ICMP && octets[0] === ECHO_REPLY)
    return aboutOurReply(ctx, packet, message);
  const owner = ownerOf(ctx, message);
  if (owner === undefined) return drop(ctx, packet, 'icmp-ignored', { why: 'no socket' });
  ctx.world.emit(ctx, packet, {
    kind: 'packet.deliver',
    to: header.protocol === IPPROTO_UDP ? 'udp' : 'ping',
  });
  learnFromError(ctx, packet, message);
  if (header.protocol === IPPROTO_UDP) udpErrorRcv(ctx, packet, { pid: owner, message });
  else pingErrorRcv(ctx, packet, { pid: owner, message });
}

/** icmp_unreach stops at these before any socket sees them. */
function isUnused(message: IcmpError): boolean {
  if (message.type === 'time-exceeded') return message.code === ICMP_EXC_FRAGTIME;
  return message.type === 'destination-unreachable' && message.code > LAST_UNREACH_CODE;
}

/** The kernel's own echo replies have no socket, but their route may change (icmp_err). */
function aboutOurReply(ctx: Ctx, packet: IpPacket, message: IcmpError): void {
  ctx.world.emit(ctx, packet, { kind: 'packet.deliver', to: 'icmp' });
  learnFromError(ctx, packet, message);
}

/** Who sent the embedded packet? Its ports or its identifier say. */
function ownerOf({ ns }: Ctx, { original: { header, octets } }: IcmpError): Pid | undefined {
  if (header.protocol === IPPROTO_ICMP) return lookupSocket(ns, 'icmp', readUint16(octets, 4));
  if (header.protocol === IPPROTO_UDP) return lookupSocket(ns, 'udp', readUint16(octets, 0));
  return undefined;
}
