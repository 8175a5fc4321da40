// The packet is for somebody else (ip_forward, net/ipv4/ip_forward.c): TTL first, then size, and only what may go on is
// changed and shown to the FORWARD hook.

import { present } from '../../base/assert.ts';
import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import { ipv4Length } from '../../wire/frame.ts';
import { isGroupMac } from '../../wire/mac.ts';
import type { Ctx } from '../ctx.ts';
import { fibLookup } from '../fib/lookup.ts';
import type { ForwardVerdict } from '../fib/route-verdict.ts';
import { selectSource } from '../fib/select-source.ts';
import { nfHook } from '../netfilter/hooks.ts';
import { countMib, type Netns } from '../netns.ts';
import { icmpSend } from './icmp-send.ts';
import { drop, type IpPacket } from './ip-packet.ts';
import { forwardOptions } from './options.ts';
import { ipOutput } from './output.ts';
import { sendRedirect } from './redirect.ts';

const ICMP_FRAG_NEEDED = 4;
const ICMP_EXC_TTL = 0;

export function ipForward(ctx: Ctx, packet: IpPacket, verdict: ForwardVerdict): void {
  if (packet.eth && isGroupMac(packet.eth.dst)) return drop(ctx, packet, 'broadcast-forward');
  if (packet.net.ttl <= 1) return ttlExceeded(ctx, packet);
  countMib(ctx.ns, 'IpForwDatagrams');
  if (packet.net.df && ipv4Length(packet.net) > verdict.mtu) return mtuExceeded(ctx, packet, verdict.mtu);

  const { nextHop, oif } = verdict;
  const out: Ctx = { world: ctx.world, ns: ctx.ns, iif: present(ctx.iif, 'device it came in by'), oif };
  const lowered = decreaseTtl(ctx, packet, verdict);
  ctx.world.emit(out, lowered, { kind: 'ip.forward', before: packet, oif: oif.name, nextHop });
  if (verdict.redirect) sendRedirect(out, lowered, nextHop);
  const accepted = nfHook(out, 'FORWARD', lowered);
  if (!accepted) return;
  ipOutput(out, accepted, verdict);
}

/** Simplified: with options the FORWARD hook sees them filled in already. */
function decreaseTtl({ world, ns, opt }: Ctx, packet: IpPacket, way: ForwardVerdict): IpPacket {
  const ttl = packet.net.ttl - 1;
  if (!opt) return world.derivePacket(packet, { ...packet.net, ttl });
  const { badChecksum: _, ...net } = packet.net;
  const options = forwardOptions(opt, () => routeSource(ns, net.dst, way));
  return world.derivePacket(packet, { ...net, ttl, options });
}

/** ip_rt_get_source: the address that we would send from on that way. */
function routeSource(ns: Netns, dst: Ipv4Addr, { oif, nextHop }: ForwardVerdict): Ipv4Addr {
  const { result } = fibLookup(ns, { dst, tos: 0 });
  if (result.type === 'unicast' && result.route.src !== undefined) return result.route.src;
  return selectSource(ns, nextHop, oif.ifindex, 'global');
}

function ttlExceeded(ctx: Ctx, packet: IpPacket): void {
  countMib(ctx.ns, 'IpInHdrErrors');
  drop(ctx, packet, 'IP_INHDR', { ttl: packet.net.ttl });
  icmpSend(ctx, packet, { type: 'time-exceeded', code: ICMP_EXC_TTL });
}

function mtuExceeded(ctx: Ctx, packet: IpPacket, mtu: number): void {
  const length = ipv4Length(packet.net);
  countMib(ctx.ns, 'IpFragFails');
  ctx.world.emit(ctx, packet, { kind: 'ip.mtu-exceeded', mtu, length });
  drop(ctx, packet, 'PKT_TOO_BIG', { mtu, length });
  icmpSend(ctx, packet, { type: 'destination-unreachable', code: ICMP_FRAG_NEEDED, nextHopMtu: mtu });
}
