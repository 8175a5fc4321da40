// A frame goes into a tunnel (vxlan_xmit and vxlan_xmit_one, drivers/net/vxlan): to every tunnel end that its destination
// is behind, each copy in a UDP datagram of its own. Left out: IPv6 underlays, `external` metadata, route short-circuit.

import { present } from '../../base/assert.ts';
import { ETH_HLEN } from '../../wire/ethernet.ts';
import { emitFrame, networkLayerLength } from '../../wire/frame.ts';
import { INADDR_ANY, isMulticast } from '../../wire/ipv4-addr.ts';
import { IPPROTO_UDP, type Ipv4Packet } from '../../wire/ipv4.ts';
import { ZERO_MAC } from '../../wire/mac.ts';
import { NO_OCTETS } from '../../wire/octets.ts';
import type { Frame } from '../../wire/packet.ts';
import { emitVxlan } from '../../wire/vxlan.ts';
import type { DropReason } from '../drop-reason.ts';
import { learnPmtu } from '../fib/exceptions.ts';
import { routeOutput } from '../fib/route-output.ts';
import type { OutputVerdict } from '../fib/route-verdict.ts';
import { selectIdent } from '../ip/ident.ts';
import type { IpPacket } from '../ip/ip-packet.ts';
import { ipLocalOut } from '../ip/output.ts';
import type { Netns } from '../netns.ts';
import { sysctlNumber } from '../sysctl.ts';
import { countTx, countTxDropped, countTxError } from './counters.ts';
import { arpReduce } from './vxlan-arp.ts';
import {
  putVxlanEntry,
  VXLAN_HEADROOM,
  type VxlanDev,
  vxlanEntry,
  type VxlanEntry,
  type VxlanRemote,
} from './vxlan-dev.ts';
import { bypass, pmtuReply } from './vxlan-local.ts';
import { innerTos, sourcePort } from './vxlan-outer.ts';
import type { XmitCtx } from './xmit.ts';

export type VxlanCtx = XmitCtx & { readonly oif: VxlanDev };

export function vxlanXmit(ctx: XmitCtx, frame: Frame): void {
  const { world, ns, oif } = ctx as VxlanCtx;
  const to = { netns: ns.id, ifindex: oif.ifindex };
  world.emit(ctx, frame, { kind: 'dev.xmit', medium: 'vxlan', to, arrives: world.now });
  if (oif.vxlan.flags.includes('proxy') && arpReduce(ctx as VxlanCtx, frame)) return;
  const entry = lookup(ctx as VxlanCtx, frame);
  const [first, ...others] = entry?.remotes ?? [];
  if (!first) return drop(ctx, frame, 'NO_TX_TARGET');
  const { cause } = world;
  // The first destination gets the frame itself, and so comes last.
  for (const remote of [...others, first]) {
    world.cause = cause;
    xmitOne(ctx as VxlanCtx, frame, remote);
  }
}

/** vxlan_find_mac: what the address says, or where unknown ones go. Looking it up is using it. */
function lookup({ world, ns, oif }: VxlanCtx, frame: Frame): VxlanEntry | undefined {
  const mac = frame.eth.dst;
  const hit = vxlanEntry(ns, oif, mac, world.now);
  const entry = hit ?? vxlanEntry(ns, oif, ZERO_MAC, world.now);
  if (entry && entry.used !== world.now) putVxlanEntry(ns, { ...entry, used: world.now });
  world.emit({ ns, oif }, frame, { kind: 'vxlan.fdb.lookup', mac, ...(entry && { entry }) });
  return entry;
}

function drop(ctx: XmitCtx, frame: Frame, reason: DropReason): void {
  countTxDropped(ctx.ns, ctx.oif.ifindex);
  ctx.world.emit(ctx, frame, { kind: 'packet.drop', reason });
}

interface Failure {
  readonly reason: DropReason;
  readonly remote: VxlanRemote;
  readonly what: 'carrier' | 'collision';
}

/** tx_error */
function fail(ctx: XmitCtx, frame: Frame, { reason, remote, what }: Failure): void {
  countTxError(ctx.ns, ctx.oif.ifindex, what);
  ctx.world.emit(ctx, frame, { kind: 'packet.drop', reason, detail: { remote: remote.ip } });
}

function xmitOne(ctx: VxlanCtx, frame: Frame, remote: VxlanRemote): void {
  const { world, oif } = ctx;
  const { vxlan } = oif;
  const under = present(world.netns.get(vxlan.underlay), `namespace ${vxlan.underlay}`);
  if (remote.ip === INADDR_ANY) return drop(ctx, frame, 'VXLAN_NO_REMOTE');
  const tos = innerTos(vxlan, frame);
  const lower = remote.via === undefined ? undefined : under.devs.get(remote.via);
  const route = routeOutput(
    { world, ns: under },
    {
      dst: remote.ip,
      tos,
      purpose: 'output',
      ...(lower && { oif: lower }),
      ...(vxlan.local !== undefined && { src: vxlan.local }),
    },
    frame,
  );
  if (route.kind === 'error') return fail(ctx, frame, { reason: route.reason, remote, what: 'carrier' });
  // The tunnel's other end is reached through the tunnel: round and round (ELOOP).
  if (under === ctx.ns && route.oif.ifindex === oif.ifindex)
    return fail(ctx, frame, { reason: 'tunnel-loop', remote, what: 'collision' });
  if (route.cast === 'local') return bypass(ctx, frame, { under, remote });
  if (isTooLong(ctx, frame, route)) return;
  const packet = encapsulate(ctx, frame, { under, remote, route, tos });
  ipLocalOut({ world, ns: under }, packet, route);
}

/**
 * skb_tunnel_check_pmtu: what wouldn't fit is sent all the same, in fragments, and the stack that sent it is told of the
 * way's MTU for the next time. A bridge has no stack to tell: there the sender is answered in the name of the destination.
 */
function isTooLong(ctx: VxlanCtx, frame: Frame, route: OutputVerdict): boolean {
  const mtu = route.mtu - VXLAN_HEADROOM;
  if (networkLayerLength(frame.net) <= mtu) return false;
  if (ctx.oif.master !== undefined) return pmtuReply(ctx, frame, mtu);
  if (frame.net.kind === 'ipv4') learnPmtu(ctx.world, ctx.ns, frame.net, mtu);
  return false;
}

interface Outer {
  readonly under: Netns;
  readonly remote: VxlanRemote;
  readonly route: OutputVerdict;
  readonly tos: number;
}

/** vxlan_build_skb, udp_tunnel_xmit_skb and iptunnel_xmit: the datagram around the frame. */
function encapsulate(ctx: VxlanCtx, frame: Frame, { under, remote, route, tos }: Outer): IpPacket {
  const { world, ns, oif } = ctx;
  const { vxlan } = oif;
  const vni = remote.vni ?? vxlan.vni;
  const dport = remote.port ?? vxlan.port;
  const inner = frame.net.kind === 'ipv4' ? frame.net : undefined;
  const { src } = route;
  const dst = remote.ip;
  const net: Ipv4Packet = {
    kind: 'ipv4',
    tos,
    id: selectIdent({ world, ns: under }, { src, dst, protocol: IPPROTO_UDP }),
    df: vxlan.df === 'set' || (vxlan.df === 'inherit' && inner?.df === true),
    mf: false,
    fragmentOffset: 0,
    ttl: outerTtl(under, vxlan.ttl === 'inherit' ? inner?.ttl : vxlan.ttl, remote),
    protocol: IPPROTO_UDP,
    src,
    dst,
    options: NO_OCTETS,
    payload: {
      kind: 'udp',
      sport: sourcePort(under, vxlan, frame),
      dport,
      data: emitVxlan(vni, emitFrame(frame)),
      ...(vxlan.flags.includes('noudpcsum') && { badChecksum: 0 }),
    },
  };
  countTx(ns, oif.ifindex, networkLayerLength(frame.net));
  const packet = world.derivePacket(frame, net);
  world.emit(ctx, packet, {
    kind: 'vxlan.encap',
    before: frame,
    vni,
    remote: dst,
    port: dport,
  });
  return packet;
}

function outerTtl(under: Netns, ttl: number | undefined, { ip }: VxlanRemote): number {
  return ttl || (isMulticast(ip) ? 1 : sysctlNumber(under, 'net.ipv4.ip_default_ttl'));
}

/** The frame without its Ethernet header is what the device counts. */
export function tunnelLength(length: number): number {
  return length - ETH_HLEN;
}
