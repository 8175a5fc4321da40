// A packet that is larger than the MTU of its way (ip_fragment and ip_do_fragment, net/ipv4/ip_output.c; RFC 791 §3.2).

import { fragmentPayload, type PayloadPiece } from '../../wire/fragment.ts';
import { ipv4Length } from '../../wire/frame.ts';
import { type Ipv4Packet, ipv4HeaderLength } from '../../wire/ipv4.ts';
import type { Ctx } from '../ctx.ts';
import { countMib } from '../netns.ts';
import { icmpSend } from './icmp-send.ts';
import { drop, type IpPacket } from './ip-packet.ts';
import { optionsOfLaterFragment } from './options.ts';
import { ipFinishOutput, type Way } from './output.ts';

const ICMP_FRAG_NEEDED = 4;

export function ipFragment(ctx: Ctx, packet: IpPacket, way: Way): void {
  const { world, ns } = ctx;
  const pieces = packet.net.df ? [] : fragmentPayload(packet.net, way.mtu - ipv4HeaderLength(packet.net));
  if (pieces.length === 0) return refuse(ctx, packet, way.mtu);
  const fragments = pieces.map((piece) => world.derivePacket(packet, fragmentOf(packet.net, piece)));
  countMib(ns, 'IpFragOKs');
  world.emit(ctx, packet, { kind: 'ip.fragment', mtu: way.mtu, fragments });
  const cause = world.cause;
  for (const fragment of fragments) {
    world.cause = cause;
    countMib(ns, 'IpFragCreates');
    ipFinishOutput(ctx, fragment, way);
  }
}

/** A fragment of a fragment keeps its place in the whole. No fragment says "don't fragment". */
function fragmentOf(net: Ipv4Packet, piece: PayloadPiece): Ipv4Packet {
  return {
    ...net,
    df: false,
    mf: net.mf || piece.more,
    fragmentOffset: net.fragmentOffset + piece.offset,
    options: piece.offset === 0 ? net.options : optionsOfLaterFragment(net.options),
    payload: { kind: 'octets', octets: piece.octets },
  };
}

/** It may not be cut, or nothing of it fits. */
function refuse(ctx: Ctx, packet: IpPacket, mtu: number): void {
  const length = ipv4Length(packet.net);
  countMib(ctx.ns, 'IpFragFails');
  ctx.world.emit(ctx, packet, { kind: 'ip.mtu-exceeded', mtu, length });
  drop(ctx, packet, 'PKT_TOO_BIG', { mtu, length });
  icmpSend(ctx, packet, { type: 'destination-unreachable', code: ICMP_FRAG_NEEDED, nextHopMtu: mtu });
}
