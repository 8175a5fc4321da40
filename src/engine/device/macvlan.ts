// Frames of macvlan devices (macvlan_handle_frame, macvlan_queue_xmit: drivers/net/macvlan.c). The lower device itself hears
// nothing of what its macvlans say to each other, and they hear nothing of what it sends.

import { frameLength } from '../../wire/frame.ts';
import { isGroupMac, type MacAddr } from '../../wire/mac.ts';
import type { Frame } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import { countTx } from './counters.ts';
import { type DevPlace, lowerOf, type MacvlanDev, type MacvlanMode, macvlansOn } from './macvlan-dev.ts';
import { devRcv, type PacketType, protocolRcv, type RcvCtx } from './rcv.ts';
import { devXmit, type XmitCtx, type XmitResult } from './xmit.ts';

interface MacvlanPlace {
  readonly ns: DevPlace['ns'];
  readonly dev: MacvlanDev;
}

/** A frame came in by the lower device: for one of its macvlans, for all of them, or for itself. */
export function macvlanRcv(ctx: RcvCtx, frame: Frame, type: PacketType): void {
  const open = macvlansOn(ctx.world, ctx.iif).filter(({ dev }) => dev.up);
  if (isGroupMac(frame.eth.dst)) return groupRcv(ctx, frame, { type, open });
  const target = open.find(({ dev }) => dev.macvlan.mode === 'passthru' || dev.mac === frame.eth.dst);
  if (!target) return protocolRcv(ctx, frame, type);
  const { world, path } = ctx;
  world.emit(ctx, frame, { kind: 'macvlan.rcv', to: [refOf(target)] });
  devRcv({ world, ns: target.ns, iif: target.dev, path }, frame);
}

interface Arrival {
  readonly type: PacketType;
  readonly open: readonly MacvlanPlace[];
}

/** A frame from outside is for every mode; one of our own that a switch reflects only for those that rely on it. */
function groupRcv(ctx: RcvCtx, frame: Frame, { type, open }: Arrival): void {
  const source = open.find(({ dev }) => dev.mac === frame.eth.src);
  const mode = source?.dev.macvlan.mode;
  if (source && mode !== 'vepa' && mode !== 'bridge') {
    ctx.world.emit(ctx, frame, { kind: 'macvlan.rcv', to: [refOf(source)] });
    return handOver(ctx, frame, [source]);
  }
  const modes: readonly MacvlanMode[] = !source
    ? ['private', 'vepa', 'bridge', 'passthru']
    : mode === 'vepa'
      ? ['vepa', 'bridge']
      : ['vepa'];
  const to = open.filter((place) => place !== source && modes.includes(place.dev.macvlan.mode));
  const decision = ctx.world.emit(ctx, frame, { kind: 'macvlan.rcv', to: to.map(refOf) });
  handOver(ctx, frame, to);
  ctx.world.cause = decision;
  protocolRcv(ctx, frame, type);
}

/** macvlan_queue_xmit: to a neighbour on the same device, if the mode allows it, otherwise out of the lower device. */
export function macvlanXmit(ctx: XmitCtx, frame: Frame): XmitResult {
  const { world, ns } = ctx;
  const oif = ctx.oif as MacvlanDev;
  const { dst } = frame.eth;
  countTx(ns, oif.ifindex, frameLength(frame));
  const decision = world.emit(ctx, frame, {
    kind: 'dev.xmit',
    medium: 'macvlan',
    to: oif.macvlan.lower,
    arrives: world.now,
  });
  const lower = lowerOf(world, oif);
  if (!lower) return 'NET_XMIT_SUCCESS';
  if (oif.macvlan.mode === 'bridge') {
    const others = macvlansOn(world, lower.dev).filter(
      ({ dev }) => dev.up && dev.macvlan.mode === 'bridge' && dev.mac !== oif.mac,
    );
    if (isGroupMac(dst)) handOver(ctx, frame, others);
    // By way of the lower device, where a tap sees it come in.
    else if (isOneOf(others, dst)) {
      handOver(ctx, frame, [lower]);
      return 'NET_XMIT_SUCCESS';
    }
  }
  world.cause = decision;
  return devXmit({ world, ns: lower.ns, oif: lower.dev, path: ctx.path }, frame);
}

function isOneOf(others: readonly MacvlanPlace[], mac: MacAddr): boolean {
  return others.some(({ dev }) => dev.mac === mac);
}

/** netif_rx: a copy comes in by each of these, by way of the backlog. */
function handOver({ world, path }: Ctx, frame: Frame, places: readonly DevPlace[]): void {
  for (const { ns, dev } of places) {
    const to = { netns: ns.id, ifindex: dev.ifindex };
    world.scheduleAt(world.now, { kind: 'dev.rcv', ...to, packet: frame, cable: undefined, path });
  }
}

function refOf({ ns, dev }: DevPlace): MacvlanDev['macvlan']['lower'] {
  return { netns: ns.id, ifindex: dev.ifindex };
}
