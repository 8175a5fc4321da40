// An ICMP error about a packet (__icmp_send, net/ipv4/icmp.c; RFC 1122 §3.2.2, RFC 1812 §4.3).

import { isGroupMac } from '../../wire/mac.ts';
import { ICMP_HLEN, type EmbeddedIpv4, type IcmpError, icmpTypeNumber } from '../../wire/icmpv4.ts';
import { INADDR_ANY, type Ipv4Addr } from '../../wire/ipv4-addr.ts';
import { IPPROTO_ICMP, IPV4_MIN_HLEN, type Ipv4Packet, ipv4HeaderLength } from '../../wire/ipv4.ts';
import { payloadLength, payloadOctets } from '../../wire/ipv4-payload.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import { inetAddrType } from '../fib/addr-type.ts';
import { routeOutput } from '../fib/route-output.ts';
import type { OutputVerdict } from '../fib/route-verdict.ts';
import { selectSource } from '../fib/select-source.ts';
import type { EventOf } from '../trace.ts';
import { sysctlNumber } from '../sysctl.ts';
import { consumeGlobal, countLimited, globalAllowed, peerAllowed, unlimited } from './icmp-limit.ts';
import { icmpPacket } from './icmp-packet.ts';
import { type IpPacket, isIpPacket } from './ip-packet.ts';
import { compileOptions, echoOptions, type IpOptions, withRead } from './options.ts';
import { ipLocalOut } from './output.ts';

/** What the error says; the packet that it is about is put into it. */
export type IcmpErrorSpec =
  | { readonly type: 'destination-unreachable'; readonly code: number; readonly nextHopMtu?: number }
  | { readonly type: 'time-exceeded'; readonly code: number }
  | { readonly type: 'redirect'; readonly code: number; readonly gateway: Ipv4Addr }
  | { readonly type: 'parameter-problem'; readonly code: number; readonly pointer: number };

const TYPE = {
  'destination-unreachable': 3,
  redirect: 5,
  'time-exceeded': 11,
  'parameter-problem': 12,
} as const;
const ICMP_HOST_UNREACH = 1;
/** RFC 1812 §4.3.2.3: as much as fits without exceeding 576 octets. */
const ERROR_MAX_LENGTH = 576;
/** IPTOS_PREC_INTERNETCONTROL (RFC 1812 §4.3.2.5), put over what RT_TOS leaves of the packet's. */
const INTERNETCONTROL = 0xc0;
const RT_TOS_MASK = 0x1e;
/** RFC 7600: the source when there is no address to send from. */
const INADDR_DUMMY = '192.0.0.8' as Ipv4Addr;

/** Types that no error is sent about: all but those that ask or answer something. */
const QUERY_TYPES: ReadonlySet<number> = new Set([0, 8, 13, 14, 15, 16, 17, 18]);

/** Tells the sender of `about` what became of it, unless it may not be told. `ctx.iif` is where `about` came in by. */
export function icmpSend(ctx: Ctx, about: Packet, error: IcmpErrorSpec): void {
  if (!isIpPacket(about)) return;
  const { world, ns } = ctx;
  const { code } = error;
  const type = TYPE[error.type];
  const why = suppressed(ctx, about);
  if (why) return void world.emit(ctx, about, { kind: 'icmp.suppressed', type, code, why });
  const limited = !unlimited(ns, type, code);
  if (limited && ctx.iif?.kind !== 'loopback' && !globalAllowed(ctx)) {
    countLimited(ns, 'global');
    return void world.emit(ctx, about, { kind: 'icmp.limited', limit: 'global', type, code });
  }
  const route = routeBack(ctx, about);
  if (!route) return void world.emit(ctx, about, { kind: 'icmp.suppressed', type, code, why: 'no-route' });
  if (limited && route.verdict.oif.kind !== 'loopback' && !peerAllowed(ctx, about.net.src)) {
    countLimited(ns, 'peer');
    return void world.emit(ctx, about, { kind: 'icmp.limited', limit: 'peer', type, code });
  }
  if (limited) consumeGlobal(ctx);
  send(ctx, about, error, route);
}

/** ipv4_link_failure: the packet waited for a neighbour that didn't answer. */
export function linkFailure(ctx: Ctx, packet: Packet): void {
  icmpSend(ctx, packet, { type: 'destination-unreachable', code: ICMP_HOST_UNREACH });
}

/** RFC 1122 §3.2.2: no error about broadcasts, later fragments and ICMP errors. */
function suppressed({ ns }: Ctx, about: IpPacket): EventOf<'icmp.suppressed'>['why'] | undefined {
  const { net, eth } = about;
  if (eth && isGroupMac(eth.dst)) return 'broadcast';
  const cast = inetAddrType(ns, net.dst);
  if (cast === 'broadcast' || cast === 'multicast') return 'broadcast';
  if (net.fragmentOffset > 0) return 'fragment';
  if (net.protocol === IPPROTO_ICMP && !QUERY_TYPES.has(icmpTypeIn(net))) return 'about-icmp-error';
  return undefined;
}

/** A first fragment's payload is octets: the type is the first one. Without any it counts as an error. */
function icmpTypeIn({ payload }: Ipv4Packet): number {
  if (payload.kind === 'icmp') return icmpTypeNumber(payload);
  return payload.kind === 'octets' ? (payload.octets[0] ?? -1) : -1;
}

interface RouteBack {
  readonly verdict: OutputVerdict;
  readonly sourceWhy: EventOf<'icmp.send'>['sourceWhy'];
  readonly tos: number;
}

/** The route to the sender chooses the error's source address, unless the packet was addressed to us. */
function routeBack(ctx: Ctx, about: IpPacket): RouteBack | undefined {
  const { src: dst } = about.net;
  const tos = (about.net.tos & RT_TOS_MASK) | INTERNETCONTROL;
  const source = errorSource(ctx, about);
  const flow = { dst, tos, purpose: 'icmp' as const, ...(source && { src: source.addr }) };
  const verdict = routeOutput(ctx, flow, about);
  if (verdict.kind === 'error') return undefined;
  return { verdict, sourceWhy: source?.why ?? 'route-back', tos };
}

function errorSource(
  { ns, iif }: Ctx,
  about: IpPacket,
): { addr: Ipv4Addr; why: RouteBack['sourceWhy'] } | undefined {
  if (inetAddrType(ns, about.net.dst) === 'local') return { addr: about.net.dst, why: 'addressed-to-us' };
  if (!iif || sysctlNumber(ns, 'net.ipv4.icmp_errors_use_inbound_ifaddr') === 0) return undefined;
  const addr = selectSource(ns, about.net.src, iif.ifindex, 'link');
  return addr === INADDR_ANY ? undefined : { addr, why: 'inbound-address' };
}

function send(ctx: Ctx, about: IpPacket, error: IcmpErrorSpec, { verdict, sourceWhy, tos }: RouteBack): void {
  const left = optionsOfSent(ctx, about);
  const opt = optionsBack(ctx, left);
  const room =
    Math.min(verdict.mtu, ERROR_MAX_LENGTH) - IPV4_MIN_HLEN - (opt?.octets.length ?? 0) - ICMP_HLEN;
  if (room <= IPV4_MIN_HLEN) return;
  const from = verdict.src === INADDR_ANY ? INADDR_DUMMY : verdict.src;
  const message = messageOf(error, embed(left ? withRead(about.net, left) : about.net, room));
  // What is sent to nobody in particular goes to ourselves (ip_route_output_key).
  const to = verdict.dst;
  const packet = icmpPacket(ctx, message, { dst: to, tos, opt }, { ...verdict, src: from });
  ctx.world.emit(ctx, packet, { kind: 'icmp.send', message, to, from, about, sourceWhy });
  ipLocalOut(ctx, packet, verdict);
}

/** The error brings the packet's options back. */
function optionsBack({ ns, opt }: Ctx, left: IpOptions | undefined): IpOptions | undefined {
  const read = opt ?? left;
  return read && echoOptions(ns, read);
}

/** Of a packet that has left, the options are read once more (ipv4_send_dest_unreach). */
function optionsOfSent({ ns, world, opt }: Ctx, { net }: IpPacket): IpOptions | undefined {
  if (opt || net.options.length === 0) return undefined;
  const compiled = compileOptions({ ns, world, received: true }, net.options);
  return compiled.ok ? compiled.value : undefined;
}

/** The header as it is by now, and what follows it, `room` octets at most. */
function embed(net: Ipv4Packet, room: number): EmbeddedIpv4 {
  const headerLength = ipv4HeaderLength(net);
  const { kind: _, payload, ...header } = net;
  return {
    header,
    totalLength: headerLength + payloadLength(payload),
    octets: payloadOctets(net).subarray(0, room - headerLength),
  };
}

function messageOf(error: IcmpErrorSpec, original: EmbeddedIpv4): IcmpError {
  switch (error.type) {
    case 'destination-unreachable':
      return {
        kind: 'icmp',
        type: error.type,
        code: error.code,
        nextHopMtu: error.nextHopMtu ?? 0,
        original,
      };
    case 'time-exceeded':
      return { kind: 'icmp', type: error.type, code: error.code, original };
    case 'redirect':
      return { kind: 'icmp', type: error.type, code: error.code, gateway: error.gateway, original };
    case 'parameter-problem':
      return { kind: 'icmp', type: error.type, code: error.code, pointer: error.pointer, original };
  }
}
