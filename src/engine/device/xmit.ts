// A frame leaves through a device (dev_queue_xmit and the drivers' ndo_start_xmit: drivers/net/loopback.c, veth.c).
// Frames don't arrive in the same breath: they go through the queue, as they go through the kernel's backlog.

import { assertNever, present } from '../../base/assert.ts';
import { ETH_HLEN } from '../../wire/ethernet.ts';
import { frameLength } from '../../wire/frame.ts';
import type { Frame } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { DropReason } from '../drop-reason.ts';
import type { CableId, Nanos } from '../ids.ts';
import type { Cable } from '../world.ts';
import { brXmit } from './bridge-forward.ts';
import { countRx, countRxDropped, countTx, countTxDropped } from './counters.ts';
import type { Dev, DevRef } from './dev.ts';
import { macvlanXmit } from './macvlan.ts';
import { devAt } from './table.ts';
import { vxlanXmit } from './vxlan-xmit.ts';

/** What a frame may be longer than the MTU: the header and room for a VLAN tag (__is_skb_forwardable). */
const FRAME_OVERHEAD = ETH_HLEN + 4;

export type XmitCtx = Ctx & { readonly oif: Dev };

/** What the sender hears of it (include/linux/netdevice.h). Only a driver that refuses says DROP; what a bridge, a tunnel
 *  or a queue without a carrier loses is a success (NET_XMIT_CN is no error either). */
export type XmitResult = 'NET_XMIT_SUCCESS' | 'NET_XMIT_DROP';

export function devXmit(ctx: Ctx, frame: Frame): XmitResult {
  const oif = present(ctx.oif, 'device to transmit through');
  const out = ctx as XmitCtx;
  if (!oif.up) return refuse(out, frame, 'DEV_READY');
  // Without a carrier the queueing discipline is noop: the frame is gone before a tap sees it.
  if (!oif.carrier) return refuse(out, frame, 'no-carrier');
  switch (oif.kind) {
    case 'loopback':
      loopbackXmit(out, frame);
      return 'NET_XMIT_SUCCESS';
    case 'bridge':
      brXmit(out, frame);
      return 'NET_XMIT_SUCCESS';
    case 'vxlan':
      vxlanXmit(out, frame);
      return 'NET_XMIT_SUCCESS';
    case 'macvlan':
      return macvlanXmit(out, frame);
    case 'veth':
    case 'physical':
      return wireXmit(out, frame);
    default:
      return assertNever(oif.kind);
  }
}

/** Would a frame of `length` octets be taken by `dev`? */
export function fitsMtu(dev: Dev, length: number): boolean {
  return length <= dev.mtu + FRAME_OVERHEAD;
}

/** The device's queueing discipline is noop by then (noop_enqueue: NET_XMIT_CN). */
function refuse(ctx: XmitCtx, frame: Frame, reason: DropReason): XmitResult {
  countTxDropped(ctx.ns, ctx.oif.ifindex);
  ctx.world.emit(ctx, frame, { kind: 'packet.drop', reason });
  return 'NET_XMIT_SUCCESS';
}

function loopbackXmit(ctx: XmitCtx, frame: Frame): void {
  const { world, ns, oif } = ctx;
  const bytes = frameLength(frame) - ETH_HLEN;
  countTx(ns, oif.ifindex, bytes);
  countRx(ns, oif.ifindex, bytes);
  const to = { netns: ns.id, ifindex: oif.ifindex };
  world.emit(ctx, frame, { kind: 'dev.xmit', medium: 'loopback', to, arrives: world.now });
  arriveAt(ctx, frame, to, world.now, undefined);
}

/** Through a veth pair or a cable. */
function wireXmit(ctx: XmitCtx, frame: Frame): XmitResult {
  const { world, ns, oif } = ctx;
  const cable = oif.cable === undefined ? undefined : world.cables.get(oif.cable);
  const to = present(oif.peer ?? oif.cableEnd, `other end of ${oif.name}`);
  const far = present(devAt(world, to), `device ${to.ifindex} in ${to.netns}`);
  const arrives = (cable ? world.now + cable.delay : world.now) as Nanos;
  emitXmit(ctx, frame, cable, to, arrives);
  const bytes = frameLength(frame);
  if (!fitsMtu(far, bytes)) return tooBig(ctx, frame, to, far, bytes);
  countTx(ns, oif.ifindex, bytes);
  if (cable && cable.loss > 0 && isLost(ctx, cable)) {
    world.emit(ctx, frame, { kind: 'packet.drop', reason: 'cable-loss' });
    return 'NET_XMIT_SUCCESS';
  }
  arriveAt(ctx, frame, to, arrives, cable?.id);
  return 'NET_XMIT_SUCCESS';
}

function emitXmit(ctx: XmitCtx, frame: Frame, cable: Cable | undefined, to: DevRef, arrives: Nanos): void {
  if (cable) {
    ctx.world.emit(ctx, frame, { kind: 'dev.xmit', medium: 'cable', cable: cable.id, to, arrives });
  } else {
    ctx.world.emit(ctx, frame, { kind: 'dev.xmit', medium: 'veth', to, arrives });
  }
}

function isLost(ctx: XmitCtx, cable: Cable): boolean {
  return ctx.world.rng.next() / 0x1_0000_0000 < cable.loss;
}

/** The other end doesn't take it: counted at both, and the sender hears of it (veth_xmit). */
function tooBig(ctx: XmitCtx, frame: Frame, to: DevRef, far: Dev, length: number): XmitResult {
  const { world, ns, oif } = ctx;
  const farNs = present(world.netns.get(to.netns), `namespace ${to.netns}`);
  countTxDropped(ns, oif.ifindex);
  countRxDropped(farNs, far.ifindex);
  const detail = { mtu: far.mtu, length };
  world.emit({ ns: farNs, iif: far }, frame, { kind: 'packet.drop', reason: 'PKT_TOO_BIG', detail });
  return 'NET_XMIT_DROP';
}

function arriveAt(ctx: XmitCtx, frame: Frame, to: DevRef, arrives: Nanos, cable: CableId | undefined): void {
  ctx.world.scheduleAt(arrives, {
    kind: 'dev.rcv',
    netns: to.netns,
    ifindex: to.ifindex,
    packet: frame,
    cable,
    path: ctx.path,
  });
}
