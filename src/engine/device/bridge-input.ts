// A frame comes in by a bridge port (net/bridge/br_input.c). Simplified: multicast is flooded like broadcast, as with
// mcast_snooping 0; no VLAN filtering, no locked ports.

import { present } from '../../base/assert.ts';
import { BRIDGE_GROUP_MAC } from '../../wire/bpdu.ts';
import { isGroupMac, type MacAddr, ZERO_MAC } from '../../wire/mac.ts';
import type { Frame } from '../../wire/packet.ts';
import type { DropReason } from '../drop-reason.ts';
import { type BridgeDev, fdbLookup, learn } from './bridge-fdb.ts';
import { brFlood, brForward } from './bridge-forward.ts';
import { bridgeDevRcv, type PacketType, type RcvCtx } from './rcv.ts';
import { isStpOn } from './stp-state.ts';
import { stpRcv } from './stp-rcv.ts';
import { enterBridge } from './storm.ts';
import { isPromiscuous } from './promiscuity.ts';

/** br_handle_frame: is this port open, and is the frame one that a bridge may pass on? */
export function brRcv(ctx: RcvCtx, frame: Frame, type: PacketType): void {
  const { ns, iif } = ctx;
  const bridge = bridgeOf(ctx);
  const { src, dst } = frame.eth;
  if (src === ZERO_MAC || isGroupMac(src)) return drop(ctx, frame, 'MAC_INVALID_SOURCE');
  const path = enterBridge(ctx, frame);
  if (!path) return;
  const rcv: RcvCtx = { world: ctx.world, ns, iif, path };
  if (dst === BRIDGE_GROUP_MAC && isStpOn(bridge)) return groupAddress(rcv, bridge, frame);
  if (isReservedGroup(dst)) return reserved(rcv, bridge, frame);
  const state = iif.brport?.state;
  if (state !== 'forwarding' && state !== 'learning') return drop(rcv, frame, 'BRIDGE_INGRESS_STP_STATE');
  if (iif.brport?.learning) learn(rcv, bridge, frame);
  if (state === 'learning') return drop(rcv, frame, 'BRIDGE_INGRESS_STP_STATE');
  if (isGroupMac(dst)) flood(rcv, bridge, frame, type);
  else unicast(rcv, bridge, frame, type);
}

function bridgeOf(ctx: RcvCtx): BridgeDev {
  const bridge = ctx.iif.master === undefined ? undefined : ctx.ns.devs.get(ctx.iif.master);
  return present(bridge, `bridge of ${ctx.iif.name}`) as BridgeDev;
}

/** 01:80:c2:00:00:01 to 0f end at the first bridge (IEEE 802.1D §7.12.6). Without STP, :00 is forwarded like any other. */
function isReservedGroup(dst: MacAddr): boolean {
  return dst.startsWith('01:80:c2:00:00:0') && dst !== BRIDGE_GROUP_MAC;
}

/** __br_handle_local_finish, then the spanning tree's own: with the protocol on, no bridge passes a BPDU on. */
function groupAddress(ctx: RcvCtx, bridge: BridgeDev, frame: Frame): void {
  const { state, learning } = ctx.iif.brport ?? {};
  if (learning && (state === 'forwarding' || state === 'learning')) learn(ctx, bridge, frame);
  stpRcv(ctx, bridge, frame);
}

function reserved(ctx: RcvCtx, bridge: BridgeDev, frame: Frame): void {
  const pause = frame.eth.dst === '01:80:c2:00:00:01';
  const open = ctx.iif.brport?.state === 'forwarding';
  if (!pause && open && ctx.iif.brport?.learning) learn(ctx, bridge, frame);
  // Simplified: Linux still offers it to the port's own protocols (LLDP and the like), of which there are none here.
  drop(ctx, frame, 'reserved-multicast');
}

/** br_handle_frame_finish, for broadcast and multicast: to every other port, then up the bridge's own device. */
function flood(ctx: RcvCtx, bridge: BridgeDev, frame: Frame, type: PacketType): void {
  const decision = brFlood(ctx, bridge, frame, { ingress: ctx.iif, unicast: false, localToo: true });
  ctx.world.cause = decision;
  passUp(ctx, bridge, frame, type);
}

/** br_handle_frame_finish, for one address: up, to its port, or to all if nobody knows where it is. */
function unicast(ctx: RcvCtx, bridge: BridgeDev, frame: Frame, type: PacketType): void {
  const hit = fdbLookup(ctx, bridge, frame);
  if (hit?.local) return passUp(ctx, bridge, frame, type);
  const cause = ctx.world.cause;
  const localToo = isPromiscuous(ctx.ns, bridge);
  if (hit) brForward(ctx, bridge, frame, hit);
  else brFlood(ctx, bridge, frame, { ingress: ctx.iif, unicast: true, localToo });
  if (!localToo) return;
  ctx.world.cause = cause;
  passUp(ctx, bridge, frame, type);
}

function passUp(ctx: RcvCtx, bridge: BridgeDev, frame: Frame, type: PacketType): void {
  ctx.world.emit(ctx, frame, { kind: 'br.local', bridge: bridge.name });
  // A frame to the bridge's own address is for us, whichever port it came by; one to another port's address isn't.
  const forUs = frame.eth.dst === bridge.mac ? 'host' : type;
  bridgeDevRcv({ world: ctx.world, ns: ctx.ns, iif: bridge }, frame, forUs);
}

function drop(ctx: RcvCtx, frame: Frame, reason: DropReason): void {
  ctx.world.emit(ctx, frame, { kind: 'packet.drop', reason });
}
