// A datagram for a tunnel end (vxlan_rcv, vxlan_set_mac and vxlan_snoop, drivers/net/vxlan): the frame inside comes in by
// the tunnel's device, and its sender is noted to be behind the other end.

import { parseFrame } from '../../wire/frame.ts';
import { type Ipv4Addr } from '../../wire/ipv4-addr.ts';
import { isGroupMac, ZERO_MAC } from '../../wire/mac.ts';
import type { Frame } from '../../wire/packet.ts';
import type { UdpDatagram } from '../../wire/udp.ts';
import { parseVxlan, VXLAN_HLEN } from '../../wire/vxlan.ts';
import type { Ctx } from '../ctx.ts';
import type { DropReason } from '../drop-reason.ts';
import { drop, type IpPacket } from '../ip/ip-packet.ts';
import { nextCreated } from './bridge-fdb.ts';
import { countRxDropped } from './counters.ts';
import { devAt } from './table.ts';
import {
  isVxlan,
  putVxlanEntry,
  tunnelAt,
  type VxlanDev,
  vxlanEntry,
  type VxlanRemote,
} from './vxlan-dev.ts';

export function vxlanRcv(ctx: Ctx, packet: IpPacket, udp: UdpDatagram): void {
  const { world } = ctx;
  const vni = parseVxlan(udp.data);
  const content = parseFrame(udp.data.subarray(VXLAN_HLEN));
  if (vni === undefined || !content.ok) return drop(ctx, packet, 'VXLAN_INVALID_HDR');
  const ref = tunnelAt(ctx.ns, udp.dport, vni);
  const ns = ref && world.netns.get(ref.netns);
  const dev = ref && devAt(world, ref);
  if (!ns || !dev || !isVxlan(dev)) return drop(ctx, packet, 'VXLAN_VNI_NOT_FOUND', { vni });
  const { eth, net } = content.value;
  const frame: Frame = { ...world.derivePacket(packet, net), eth };
  world.emit({ ns, iif: dev }, frame, { kind: 'vxlan.decap', before: packet, vni, from: packet.net.src });
  const at: TunnelCtx = { world, ns, iif: dev };
  const refused = eth.src === dev.mac ? 'LOCAL_MAC' : snoop(at, frame, packet.net.src);
  if (refused) {
    countRxDropped(ns, dev.ifindex);
    return void world.emit(at, frame, { kind: 'packet.drop', reason: refused });
  }
  // gro_cells_receive: by way of a queue.
  const to = { netns: ns.id, ifindex: dev.ifindex };
  world.scheduleAt(world.now, { kind: 'dev.rcv', ...to, packet: frame, cable: undefined, path: ctx.path });
}

type TunnelCtx = Ctx & { readonly iif: VxlanDev };

/** vxlan_snoop. Why the frame is dropped, if it is. */
export function snoop(ctx: TunnelCtx, frame: Frame, ip: Ipv4Addr): DropReason | undefined {
  const { world, ns, iif } = ctx;
  const mac = frame.eth.src;
  if (!iif.vxlan.learning) return undefined;
  if (mac === ZERO_MAC || isGroupMac(mac)) return 'MAC_INVALID_SOURCE';
  const { now } = world;
  const known = vxlanEntry(ns, iif, mac, now);
  const behind = known?.remotes[0];
  if (known && behind?.ip === ip && behind.via === undefined) {
    if (known.used !== now) putVxlanEntry(ns, { ...known, used: now });
    return undefined;
  }
  // One that was set by hand doesn't move, and who claims to be it isn't heard.
  if (known && known.state !== 'dynamic') return 'VXLAN_ENTRY_EXISTS';
  const remote: VxlanRemote = { ip };
  const created = known?.created ?? nextCreated(ns);
  const used = { used: now, updated: now, created };
  putVxlanEntry(ns, { dev: iif.ifindex, mac, remotes: [remote], state: 'dynamic', ...used });
  world.emit(ctx, frame, {
    kind: 'vxlan.learn',
    mac,
    remote: ip,
    ...(behind && { movedFrom: behind.ip }),
  });
  return undefined;
}
