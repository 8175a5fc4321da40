// A frame leaves a bridge (net/bridge/br_forward.c, br_device.c).

import { present } from '../../base/assert.ts';
import { frameLength } from '../../wire/frame.ts';
import { BROADCAST_MAC, isGroupMac } from '../../wire/mac.ts';
import type { Frame } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { DropReason } from '../drop-reason.ts';
import type { FloodSkip } from '../trace.ts';
import { type BridgeDev, fdbLookup } from './bridge-fdb.ts';
import { countTx } from './counters.ts';
import type { Dev, FdbEntry } from './dev.ts';
import { devXmit, fitsMtu, type XmitCtx } from './xmit.ts';

/** What a flood depends on beside the bridge and the frame. */
export interface Flood {
  /** The port the frame came in by; none for the bridge's own frames. */
  readonly ingress: Dev | undefined;
  /** Unknown unicast heeds each port's `flood`. */
  readonly unicast: boolean;
  /** Does the frame go up the bridge's own device as well? Then it isn't lost if no port takes it. */
  readonly localToo: boolean;
}

const SKIP_REASON: Record<FloodSkip, DropReason> = {
  ingress: 'bridge-same-port',
  'not-forwarding': 'BRIDGE_NON_FORWARDING_STATE',
  isolated: 'bridge-isolated',
  'flood-off': 'NO_TX_TARGET',
};

/** To the port that the forwarding database names (br_forward). */
export function brForward(ctx: Ctx, bridge: BridgeDev, frame: Frame, entry: FdbEntry): void {
  const { world, ns } = ctx;
  const port = ns.devs.get(entry.port);
  const skip = port?.brport ? skipReason(port, ctx.iif) : 'not-forwarding';
  if (skip) {
    world.emit(ctx, frame, { kind: 'packet.drop', reason: SKIP_REASON[skip] });
    return;
  }
  const egress = present(port, `port ${entry.port} of ${bridge.name}`);
  world.emit(ctx, frame, { kind: 'br.forward', bridge: bridge.name, port: egress.name });
  pushXmit({ world, ns, oif: egress, path: ctx.path }, frame);
}

/** A copy to every port that takes it, the most recently added one first (br_flood). Returns the flood's event. */
export function brFlood(ctx: Ctx, bridge: BridgeDev, frame: Frame, flood: Flood): number {
  const { world, ns } = ctx;
  const targets: Dev[] = [];
  const names: string[] = [];
  const skipped: { port: string; why: FloodSkip }[] = [];
  for (const ifindex of bridge.bridge.ports) {
    const port = present(ns.devs.get(ifindex), `port ${ifindex} of ${bridge.name}`);
    const why = floods(port, flood, frame) ? skipReason(port, flood.ingress) : 'flood-off';
    if (why) skipped.push({ port: port.name, why });
    else {
      targets.push(port);
      names.push(port.name);
    }
  }
  const decision = world.emit(ctx, frame, { kind: 'br.flood', bridge: bridge.name, ports: names, skipped });
  for (const oif of targets) {
    world.cause = decision;
    pushXmit({ world, ns, oif, path: ctx.path }, frame);
  }
  if (targets.length === 0 && !flood.localToo) {
    world.emit(ctx, frame, { kind: 'packet.drop', reason: 'NO_TX_TARGET' });
  }
  return decision;
}

/** Does the port want frames of this kind (BR_FLOOD, BR_BCAST_FLOOD, BR_MCAST_FLOOD)? */
function floods({ brport }: Dev, { unicast }: Flood, { eth: { dst } }: Frame): boolean {
  if (unicast) return brport?.flood === true;
  return brport?.flags?.[dst === BROADCAST_MAC ? 'bcast_flood' : 'mcast_flood'] !== false;
}

/** The bridge's own stack sends (br_dev_xmit). */
export function brXmit(ctx: XmitCtx, frame: Frame): void {
  const { world, ns } = ctx;
  const bridge = ctx.oif as BridgeDev;
  countTx(ns, bridge.ifindex, frameLength(frame));
  const to = { netns: ns.id, ifindex: bridge.ifindex };
  world.emit(ctx, frame, { kind: 'dev.xmit', medium: 'bridge', to, arrives: world.now });
  const group = isGroupMac(frame.eth.dst);
  const hit = group ? undefined : fdbLookup(ctx, bridge, frame);
  if (!hit) brFlood(ctx, bridge, frame, { ingress: undefined, unicast: !group, localToo: false });
  // Linux looks no further than the entry: what is sent to a port's own address leaves by that port.
  else brForward(ctx, bridge, frame, hit);
}

/** should_deliver: why `port` gets no copy of a frame that came in by `ingress`. */
function skipReason(port: Dev, ingress: Dev | undefined): FloodSkip | undefined {
  const { brport } = port;
  if (ingress && port.ifindex === ingress.ifindex && !brport?.hairpin) return 'ingress';
  if (brport?.state !== 'forwarding') return 'not-forwarding';
  if (brport.isolated && ingress?.brport?.isolated) return 'isolated';
  return undefined;
}

/** br_dev_queue_push_xmit: a bridge doesn't fragment. */
function pushXmit(ctx: XmitCtx, frame: Frame): void {
  const length = frameLength(frame);
  if (fitsMtu(ctx.oif, length)) return void devXmit(ctx, frame);
  const detail = { mtu: ctx.oif.mtu, length };
  ctx.world.emit(ctx, frame, { kind: 'packet.drop', reason: 'PKT_TOO_BIG', detail });
}
