// ARP packets that came in (arp_rcv and arp_process, net/ipv4/arp.c). What to do is decided in arp-decide.ts; here it is
// done, in the kernel's order: learn who asks, then answer.

import { present } from '../../base/assert.ts';
import type { ArpPacket } from '../../wire/arp.ts';
import { isGroupMac } from '../../wire/mac.ts';
import type { Frame } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { DropReason } from '../drop-reason.ts';
import type { ArpIgnored } from '../trace.ts';
import { type ArpDecision, arpDecide } from './arp-decide.ts';
import { arpReply, arpXmit } from './arp-xmit.ts';
import { neighCreate } from './create.ts';
import type { DevCtx, Neigh } from './neigh.ts';
import { proxyEnqueue } from './proxy.ts';
import { neighLookup } from './table.ts';
import { neighUpdate } from './update.ts';

/** `ctx.iif` is the device that the frame came in by. */
export function arpRcv(ctx: Ctx, frame: Frame): void {
  const iif = present(ctx.iif, 'device that ARP came in by');
  const at: DevCtx = { world: ctx.world, ns: ctx.ns, oif: iif };
  const { net, eth } = frame;
  if (net.kind !== 'arp') {
    // Too short, or not IPv4 over Ethernet.
    ctx.world.emit(at, frame, { kind: 'packet.drop', reason: 'NOT_SPECIFIED' });
    return;
  }
  if (iif.labels?.noarp) return ignoreFrame(at, frame, 'noarp');
  // Frames to others' MAC addresses don't come this far, so that a unicast one is for us.
  arpProcess(at, { frame, arp: net, toUs: !isGroupMac(eth.dst), waited: false });
}

export interface ArpArrival {
  readonly frame: Frame;
  readonly arp: ArpPacket;
  /** PACKET_HOST: the frame was sent to this device's own MAC address, not to everybody. */
  readonly toUs: boolean;
  /** It comes out of the proxy queue. */
  readonly waited: boolean;
}

export function arpProcess(ctx: DevCtx, arrival: ArpArrival): void {
  const { frame } = arrival;
  const decision = arpDecide(ctx, arrival);
  switch (decision.do) {
    case 'answer':
      return answer(ctx, arrival, decision);
    case 'learn':
      ctx.world.emit(ctx, frame, { kind: 'arp.rcv', decision: 'learn' });
      ctx.world.emit(ctx, frame, { kind: 'packet.deliver', to: 'arp' });
      return update(ctx, frame, decision);
    case 'ignore':
      ignoreFrame(ctx, frame, decision.why);
      if (decision.claim) update(ctx, frame, { ...decision, claim: decision.claim });
  }
}

/** A question for somebody else is most of what a LAN hears: its end says all there is to say. */
function ignoreFrame(ctx: DevCtx, frame: Frame, why: ArpIgnored): void {
  if (why !== 'not-our-address') ctx.world.emit(ctx, frame, { kind: 'arp.rcv', decision: 'ignore', why });
  ctx.world.emit(ctx, frame, { kind: 'packet.drop', reason: dropReason(why) });
}

type Decided<D extends ArpDecision['do']> = Extract<ArpDecision, { do: D }>;

function answer(ctx: DevCtx, arrival: ArpArrival, decision: Decided<'answer'>): void {
  const { frame, arp } = arrival;
  if (!arrival.waited) {
    const proxy = decision.proxy ? { proxy: true as const } : {};
    ctx.world.emit(ctx, frame, { kind: 'arp.rcv', decision: 'answer', ...proxy });
  }
  const waits = decision.proxy && proxyEnqueue(ctx, arrival);
  if (!waits) ctx.world.emit(ctx, frame, { kind: 'packet.deliver', to: 'arp' });
  const learned = !decision.learn || learnAsker(ctx, frame, arp);
  if (learned && !waits) arpXmit(ctx, arpReply(ctx, { spa: arp.tpa, tpa: arp.spa, tha: arp.sha }));
}

/** Who asks for us will want to talk to us (neigh_event_ns). False if the table is full. */
function learnAsker(ctx: DevCtx, frame: Frame, arp: ArpPacket): boolean {
  const neigh = neighLookup(ctx.ns, ctx.oif, arp.spa) ?? neighCreate(ctx, arp.spa);
  if (!neigh) return false;
  const claim = { mac: arp.sha, state: 'STALE', override: true, why: 'request-seen', packet: frame } as const;
  neighUpdate(ctx, neigh, claim);
  return true;
}

function update(ctx: DevCtx, frame: Frame, { spa, claim }: Pick<Decided<'learn'>, 'spa' | 'claim'>): void {
  const neigh: Neigh | undefined = neighLookup(ctx.ns, ctx.oif, spa) ?? neighCreate(ctx, spa);
  if (neigh) neighUpdate(ctx, neigh, { ...claim, packet: frame });
}

function dropReason(why: ArpIgnored): DropReason {
  return why === 'not-our-address' ? 'arp-not-for-us' : 'arp-ignored';
}
