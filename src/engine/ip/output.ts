// A packet leaves (net/ipv4/ip_output.c): ours through ip_local_out, a forwarded one from ip_forward on. Both meet in
// ip_output.

import { ipv4Length } from '../../wire/frame.ts';
import { ipv4ToNumber, type Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Ctx } from '../ctx.ts';
import type { OutputVerdict } from '../fib/route-verdict.ts';
import type { XmitResult } from '../device/xmit.ts';
import { neighOutput } from '../neigh/output.ts';
import type { Pid } from '../ids.ts';
import { nfHook } from '../netfilter/hooks.ts';
import { countMib, type Netns } from '../netns.ts';
import { ipFragment } from './fragment.ts';
import type { IpPacket } from './ip-packet.ts';
import { ipLocalDeliver } from './local-deliver.ts';

/** 224.0.0.1: every host is a member (RFC 1112 §4). Simplified: nobody joins another group. */
const INADDR_ALLHOSTS_GROUP = 0xe0000001;

/** What a packet on its way out needs to know of its route. */
export interface Way {
  readonly nextHop: Ipv4Addr;
  readonly mtu: number;
  readonly cast?: OutputVerdict['cast'];
  /** Whose packet it is: it hears that a fragment, which leaves later than the first one, couldn't be sent. */
  readonly pid?: Pid;
}

/** IP_MULTICAST_LOOP switched off: a multicast of ours doesn't come back. */
export interface SocketWay extends OutputVerdict {
  readonly noLoop?: true;
  readonly pid?: Pid;
}

/** ip_send_skb: a packet of our own, complete and with a route. Says why it couldn't be sent, if its socket hears of that. */
export function ipLocalOut(ctx: Ctx, packet: IpPacket, verdict: SocketWay): 'ENOBUFS' | undefined {
  const { nextHop, oif } = verdict;
  const out: Ctx = { world: ctx.world, ns: ctx.ns, oif };
  countMib(ctx.ns, 'IpOutRequests');
  ctx.world.emit(out, packet, { kind: 'ip.output', oif: oif.name, nextHop });
  const accepted = nfHook(out, 'OUTPUT', packet);
  if (!accepted) return undefined;
  if (comesBack(accepted, verdict)) loopbackCopy(out, accepted, verdict);
  const sent = ipOutput(out, accepted, verdict);
  return sent === 'NET_XMIT_DROP' ? notSent(ctx.ns) : undefined;
}

/** net_xmit_errno: what the socket hears of a packet that its driver refused. */
export function notSent(ns: Netns): 'ENOBUFS' {
  countMib(ns, 'IpOutDiscards');
  return 'ENOBUFS';
}

/** ip_output: the device is known. */
export function ipOutput(ctx: Ctx, packet: IpPacket, way: Way): XmitResult {
  const accepted = nfHook(ctx, 'POSTROUTING', packet);
  if (!accepted) return 'NET_XMIT_SUCCESS';
  if (ipv4Length(accepted.net) > way.mtu) return ipFragment(ctx, accepted, way);
  return ipFinishOutput(ctx, accepted, way);
}

/** ip_finish_output2: what is counted as sent, each fragment for itself. */
export function ipFinishOutput(ctx: Ctx, packet: IpPacket, way: Way): XmitResult {
  const { ns } = ctx;
  const length = ipv4Length(packet.net);
  countMib(ns, 'IpOutTransmits');
  countMib(ns, 'IpExtOutOctets', length);
  if (way.cast === 'broadcast' || way.cast === 'multicast') {
    const name = way.cast === 'multicast' ? 'Mcast' : 'Bcast';
    countMib(ns, `IpExtOut${name}Pkts`);
    countMib(ns, `IpExtOut${name}Octets`, length);
  }
  return neighOutput(ctx, packet, way.nextHop);
}

function comesBack(packet: IpPacket, { cast, oif, noLoop }: SocketWay): boolean {
  if (oif.kind === 'loopback') return false;
  if (cast === 'broadcast') return true;
  return cast === 'multicast' && !noLoop && ipv4ToNumber(packet.net.dst) === INADDR_ALLHOSTS_GROUP;
}

/** ip_mc_output: a broadcast comes back to our own stack, before it leaves.
 *  Simplified: the copy goes through POSTROUTING and PREROUTING too. */
function loopbackCopy(ctx: Ctx, packet: IpPacket, { cast, oif, src }: OutputVerdict): void {
  const back: Ctx = { world: ctx.world, ns: ctx.ns, iif: oif };
  const cause = ctx.world.cause;
  const copy = ctx.world.derivePacket(packet, packet.net);
  ctx.world.emit(back, copy, { kind: 'ip.loopback-copy' });
  ipLocalDeliver(back, copy, {
    kind: 'deliver',
    cast: cast === 'multicast' ? 'multicast' : 'broadcast',
    specDst: src,
  });
  ctx.world.cause = cause;
}
