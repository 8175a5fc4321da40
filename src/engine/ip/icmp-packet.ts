// The packet of an ICMP message that the kernel itself sends (icmp_push_reply, net/ipv4/icmp.c): its socket never asks for
// path MTU discovery, so that such packets have no DF and an identification.

import { unwrap } from '../../base/result.ts';
import { type Icmpv4Message, icmpTypeNumber } from '../../wire/icmpv4.ts';
import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import { IPPROTO_ICMP } from '../../wire/ipv4.ts';
import type { Ctx } from '../ctx.ts';
import { ICMP_TYPES } from '../mib.ts';
import { countMib, type Netns } from '../netns.ts';
import type { IpPacket } from './ip-packet.ts';
import type { IpOptions } from './options.ts';
import { makePacket, type PacketWay } from './make.ts';

/** icmp_out_count */
export function countIcmpOut(ns: Netns, message: Icmpv4Message): void {
  countMib(ns, 'IcmpOutMsgs');
  const type = icmpTypeNumber(message);
  if (type < ICMP_TYPES) countMib(ns, `IcmpMsgOutType${type}`);
}

export function icmpPacket(
  at: Pick<Ctx, 'world' | 'ns'>,
  message: Icmpv4Message,
  { dst, tos, opt }: { readonly dst: Ipv4Addr; readonly tos: number; readonly opt?: IpOptions | undefined },
  way: PacketWay,
): IpPacket {
  countIcmpOut(at.ns, message);
  const datagram = {
    dst,
    protocol: IPPROTO_ICMP,
    payload: message,
    pmtudisc: 'dont' as const,
    tos,
    ...(opt && { opt }),
  };
  // An answer is as long as what it answers, which came in one packet.
  return unwrap(makePacket(at, datagram, way));
}
