// Fragments for us wait until their datagram is complete (ip_defrag, net/ipv4/ip_fragment.c; inet_frag_queue_insert,
// net/ipv4/inet_fragment.c). Overlaps are an attack (RFC 5722): the whole queue goes.
// Simplified: no bound on memory (ipfrag_high_thresh) and on the distance of identifiers (ipfrag_max_dist).

import { joinPieces } from '../../wire/fragment.ts';
import { ipv4Length } from '../../wire/frame.ts';
import { type Ipv4Packet, ipv4HeaderLength } from '../../wire/ipv4.ts';
import { parsePayload, payloadLength, payloadOctets } from '../../wire/ipv4-payload.ts';
import type { Ctx } from '../ctx.ts';
import { type IfIndex, type Nanos, SECOND } from '../ids.ts';
import { countMib } from '../netns.ts';
import { sysctlNumber } from '../sysctl.ts';
import { type FragQueue, fragKey } from './frag-queue.ts';
import { drop, type IpPacket } from './ip-packet.ts';
import type { IpOptions } from './options.ts';

const IP_MAX_LENGTH = 0xffff;

/** A datagram that is complete. */
export interface Whole {
  readonly packet: IpPacket;
  readonly opt: IpOptions | undefined;
}

/** The whole datagram if `packet` was the last piece of it, otherwise undefined: it waits, or it is gone. */
export function ipDefrag(ctx: Ctx, packet: IpPacket): Whole | undefined {
  const key = fragKey(packet.net);
  countMib(ctx.ns, 'IpReasmReqds');
  const waiting = ctx.ns.frags.get(key) ?? newQueue(ctx, key);
  const queue = packet.net.fragmentOffset === 0 ? { ...waiting, opt: ctx.opt } : waiting;
  const place = placeOf(queue.fragments, packet);
  if (place === 'duplicate') {
    drop(ctx, packet, 'DUP_FRAG');
    return undefined;
  }
  if (place === 'invalid') {
    discard(ctx, key, queue, packet);
    return undefined;
  }
  const fragments = queue.fragments.toSpliced(place, 0, packet);
  const complete = isComplete(fragments);
  ctx.world.emit(ctx, packet, { kind: 'ip.defrag', have: fragments.length, complete });
  if (complete) {
    const whole = reassemble(ctx, key, { ...queue, fragments });
    return whole && { packet: whole, opt: queue.opt };
  }
  ctx.ns.frags.set(key, { ...queue, fragments, iif: ctx.iif?.ifindex ?? queue.iif });
  return undefined;
}

function newQueue({ world, ns, iif }: Ctx, key: string): FragQueue {
  const wait = (sysctlNumber(ns, 'net.ipv4.ipfrag_time') * SECOND) as Nanos;
  const timer = world.schedule(wait, { kind: 'ip.frag.expire', netns: ns.id, key });
  return { fragments: [], iif: (iif?.ifindex ?? 0) as IfIndex, since: world.now, timer };
}

const startOf = (fragment: IpPacket): number => fragment.net.fragmentOffset;
/** All but the last fragment count in units of 8 octets. */
const endOf = ({ net }: IpPacket): number => {
  const length = payloadLength(net.payload);
  return net.fragmentOffset + (net.mf ? length - (length % 8) : length);
};

const pieceOf = (fragment: IpPacket): { octets: Uint8Array } => ({
  octets: payloadOctets(fragment.net).subarray(0, endOf(fragment) - startOf(fragment)),
});

/** Where among the sorted fragments it belongs. */
function placeOf(fragments: readonly IpPacket[], packet: IpPacket): number | 'duplicate' | 'invalid' {
  const start = startOf(packet);
  const end = endOf(packet);
  const tail = fragments.at(-1);
  const known = tail && !tail.net.mf ? endOf(tail) : undefined;
  if (end === start || (known !== undefined && end > known)) return 'invalid';
  if (!packet.net.mf && ((known ?? end) !== end || (tail && endOf(tail) > end))) return 'invalid';
  let place = 0;
  for (const other of fragments) {
    if (startOf(other) < end && start < endOf(other)) {
      return start >= startOf(other) && end <= endOf(other) ? 'duplicate' : 'invalid';
    }
    if (startOf(other) < start) place++;
  }
  return place;
}

function isComplete(fragments: readonly IpPacket[]): boolean {
  let reached = 0;
  for (const fragment of fragments) {
    if (startOf(fragment) !== reached) return false;
    reached = endOf(fragment);
  }
  return fragments.at(-1)?.net.mf === false;
}

/** Fragments that contradict each other: none of them is believed. */
function discard(ctx: Ctx, key: string, queue: FragQueue, packet: IpPacket): void {
  countMib(ctx.ns, 'IpReasmFails');
  removeQueue(ctx, key, queue);
  for (const fragment of [...queue.fragments, packet]) drop(ctx, fragment, 'DUP_FRAG', { overlap: 1 });
}

function removeQueue({ world, ns }: Ctx, key: string, queue: FragQueue): void {
  world.queue.cancel(queue.timer);
  ns.frags.delete(key);
}

/** The first fragment lives on as the whole; the others end here. */
function reassemble(ctx: Ctx, key: string, queue: FragQueue): IpPacket | undefined {
  const [first, ...others] = queue.fragments as readonly [IpPacket, ...IpPacket[]];
  removeQueue(ctx, key, queue);
  const octets = joinPieces(queue.fragments.map(pieceOf));
  if (ipv4HeaderLength(first.net) + octets.length > IP_MAX_LENGTH) {
    countMib(ctx.ns, 'IpReasmFails');
    for (const fragment of queue.fragments) drop(ctx, fragment, 'PKT_TOO_BIG');
    return undefined;
  }
  countMib(ctx.ns, 'IpReasmOKs');
  for (const fragment of others) ctx.world.emit(ctx, fragment, { kind: 'packet.deliver', to: 'reassembly' });
  const df = largestSaysDf(queue.fragments);
  const payload = parsePayload(first.net, octets);
  const whole: Ipv4Packet = { ...first.net, df, mf: false, fragmentOffset: 0, payload };
  return ctx.world.derivePacket(first, whole);
}

/** The whole has DF if the largest fragment had it: whoever cut it did so for the path's sake. */
function largestSaysDf(fragments: readonly IpPacket[]): boolean {
  const largest = Math.max(...fragments.map(({ net }) => ipv4Length(net)));
  return fragments.some(({ net }) => net.df && ipv4Length(net) === largest);
}
