// A packet that is larger than the MTU of its way (ip_fragment and ip_do_fragment, net/ipv4/ip_output.c; RFC 791 §3.2).

import { fragmentPayload, type PayloadPiece } from '../../wire/fragment.ts';
import { ipv4Length } from '../../wire/frame.ts';
import { type Ipv4Packet, ipv4HeaderLength } from '../../wire/ipv4.ts';
import type { Ctx } from '../ctx.ts';
import type { XmitResult } from '../device/xmit.ts';
import type { Nanos } from '../ids.ts';
import { countMib, type Netns } from '../netns.ts';
import { processNotSent } from '../process/not-sent.ts';
import type { Task } from '../task.ts';
import type { World } from '../world.ts';
import { icmpSend } from './icmp-send.ts';
import { drop, type IpPacket } from './ip-packet.ts';
import { optionsOfLaterFragment } from './options.ts';
import { ipFinishOutput, notSent, type Way } from './output.ts';

const ICMP_FRAG_NEEDED = 4;
/** What happens at one instant is over after it. */
const SOFTIRQ_DONE = 1 as Nanos;

export function ipFragment(ctx: Ctx, packet: IpPacket, way: Way): XmitResult {
  const { world } = ctx;
  const pieces = packet.net.df ? [] : fragmentPayload(packet.net, way.mtu - ipv4HeaderLength(packet.net));
  if (pieces.length === 0) {
    refuse(ctx, packet, way.mtu);
    return 'NET_XMIT_SUCCESS';
  }
  const fragments = pieces.map((piece) => world.derivePacket(packet, fragmentOf(packet.net, piece)));
  world.emit(ctx, packet, { kind: 'ip.fragment', mtu: way.mtu, fragments });
  return world.softirq ? sendAll(ctx, fragments, way) : sendNext(ctx, fragments, way);
}

function sendAll(ctx: Ctx, fragments: readonly IpPacket[], way: Way): XmitResult {
  const { cause } = ctx.world;
  for (const [i, fragment] of fragments.entries()) {
    ctx.world.cause = cause;
    if (ipFinishOutput(ctx, fragment, way) === 'NET_XMIT_DROP') return giveUp(ctx, fragments.slice(i + 1));
    countMib(ctx.ns, 'IpFragCreates');
  }
  countMib(ctx.ns, 'IpFragOKs');
  return 'NET_XMIT_SUCCESS';
}

/** After one that couldn't be sent the others aren't worth it. */
function giveUp(ctx: Ctx, rest: readonly IpPacket[]): XmitResult {
  countMib(ctx.ns, 'IpFragFails');
  for (const fragment of rest) drop(ctx, fragment, 'NOT_SPECIFIED');
  return 'NET_XMIT_DROP';
}

/**
 * Out of a program's system call each frame is worked on as soon as it is sent (__local_bh_enable_ip runs the softirq): the
 * next fragment leaves when there is nothing left to do for the one before.
 */
function sendNext(ctx: Ctx, [fragment, ...rest]: readonly IpPacket[], way: Way): XmitResult {
  if (!fragment) return 'NET_XMIT_SUCCESS';
  const { world, ns, oif } = ctx;
  const { cause } = world;
  const sent = ipFinishOutput(ctx, fragment, way);
  world.cause = cause;
  if (sent === 'NET_XMIT_DROP') return giveUp(ctx, rest);
  countMib(ns, 'IpFragCreates');
  if (rest.length === 0) countMib(ns, 'IpFragOKs');
  if (rest.length === 0 || !oif) return 'NET_XMIT_SUCCESS';
  const { nextHop, mtu, cast, pid } = way;
  const rested: Way = { nextHop, mtu, ...(cast && { cast }), ...(pid !== undefined && { pid }) };
  world.schedule(SOFTIRQ_DONE, {
    kind: 'ip.frag.next',
    netns: ns.id,
    oif: oif.ifindex,
    fragments: rest,
    way: rested,
  });
  return 'NET_XMIT_SUCCESS';
}

export function nextFragment(world: World, ns: Netns, task: Extract<Task, { kind: 'ip.frag.next' }>): void {
  const oif = ns.devs.get(task.oif);
  if (oif) {
    const sent = sendNext({ world, ns, oif }, task.fragments, task.way);
    if (sent === 'NET_XMIT_DROP') refusedLater(world, ns, task.way);
    return;
  }
  for (const fragment of task.fragments) drop({ world, ns }, fragment, 'DEV_READY');
}

function refusedLater(world: World, ns: Netns, { pid }: Way): void {
  notSent(ns);
  processNotSent(world, ns, pid);
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
