// What a tunnel end hands back on this machine instead of sending it (vxlan_encap_bypass): a frame for a tunnel end that is
// here itself, and the answer to a frame of a bridge that is too long for the underlay.

import { ICMP_HLEN, type IcmpError, isIcmpError } from '../../wire/icmpv4.ts';
import {
  INADDR_BROADCAST,
  INADDR_LOOPBACK,
  isLoopback,
  isMulticast,
  isZeronet,
} from '../../wire/ipv4-addr.ts';
import { IPPROTO_ICMP, IPV4_MIN_HLEN, ipv4HeaderLength, type Ipv4Packet } from '../../wire/ipv4.ts';
import { ipv4Length } from '../../wire/frame.ts';
import { payloadOctets } from '../../wire/ipv4-payload.ts';
import { NO_OCTETS } from '../../wire/octets.ts';
import type { Frame } from '../../wire/packet.ts';
import { frameLength } from '../../wire/frame.ts';
import type { Netns } from '../netns.ts';
import { countTx, countTxError } from './counters.ts';
import { devAt } from './table.ts';
import { isVxlan, tunnelAt, type VxlanDev, type VxlanRemote } from './vxlan-dev.ts';
import { snoop } from './vxlan-rcv.ts';
import { tunnelLength, type VxlanCtx } from './vxlan-xmit.ts';

/** RFC 792 asks for 8 octets; Linux quotes as much as fits into 576. */
const QUOTED = 576 - IPV4_MIN_HLEN - ICMP_HLEN;
const ICMP_FRAG_NEEDED = 4;

/** encap_bypass_if_local */
export function bypass(
  ctx: VxlanCtx,
  frame: Frame,
  { under, remote }: { readonly under: Netns; readonly remote: VxlanRemote },
): void {
  const { world, ns, oif } = ctx;
  const ref = tunnelAt(under, remote.port ?? oif.vxlan.port, remote.vni ?? oif.vxlan.vni);
  const there = ref && world.netns.get(ref.netns);
  const dev = ref && devAt(world, ref);
  if (!ref || !there || !dev || !isVxlan(dev)) {
    countTxError(ns, oif.ifindex, 'other');
    world.emit(ctx, frame, { kind: 'packet.drop', reason: 'VXLAN_VNI_NOT_FOUND' });
    return;
  }
  world.emit(ctx, frame, { kind: 'vxlan.local', to: ref });
  snoop({ world, ns: there, iif: dev }, frame, INADDR_LOOPBACK);
  handBack(ctx, frame, { ns: there, dev });
}

/**
 * iptunnel_pmtud_check_icmp: the sender of a packet that may not be cut is told, with the destination's own address, what
 * would fit. True if it was; otherwise the frame goes its way.
 */
export function pmtuReply(ctx: VxlanCtx, frame: Frame, mtu: number): boolean {
  const { world, ns, oif } = ctx;
  const { net, eth } = frame;
  if (net.kind !== 'ipv4' || mtu <= 576 || !mayBeTold(net)) return false;
  const octets = payloadOctets(net).subarray(0, QUOTED - ipv4HeaderLength(net));
  const { kind: _kind, payload: _payload, ...header } = net;
  const message: IcmpError = {
    kind: 'icmp',
    type: 'destination-unreachable',
    code: ICMP_FRAG_NEEDED,
    nextHopMtu: mtu,
    original: { header, totalLength: ipv4Length(net), octets },
  };
  const answer: Ipv4Packet = {
    ...header,
    kind: 'ipv4',
    tos: 0,
    id: 0,
    df: true,
    mf: false,
    protocol: IPPROTO_ICMP,
    src: net.dst,
    dst: net.src,
    options: NO_OCTETS,
    payload: message,
  };
  const back = world.rewrite(frame, { net: answer, eth: { ...eth, dst: eth.src, src: eth.dst } });
  world.emit(ctx, back, { kind: 'vxlan.pmtu', before: frame, mtu });
  handBack(ctx, back, { ns, dev: oif });
  return true;
}

function mayBeTold({ df, mf, fragmentOffset, src, dst, payload }: Ipv4Packet): boolean {
  if (!df || mf || fragmentOffset > 0) return false;
  if (dst === INADDR_BROADCAST || isMulticast(dst) || src === INADDR_BROADCAST || isMulticast(src))
    return false;
  if (isZeronet(src) || isLoopback(src)) return false;
  return payload.kind !== 'icmp' || payload.type === 'other' || !isIcmpError(payload);
}

/** __netif_rx: it comes in by `dev`. */
function handBack(
  ctx: VxlanCtx,
  frame: Frame,
  { ns, dev }: { readonly ns: Netns; readonly dev: VxlanDev },
): void {
  const { world, path } = ctx;
  countTx(ctx.ns, ctx.oif.ifindex, tunnelLength(frameLength(frame)));
  const { now } = world;
  const to = { netns: ns.id, ifindex: dev.ifindex };
  world.scheduleAt(now, { kind: 'dev.rcv', ...to, packet: frame, cable: undefined, path });
}
