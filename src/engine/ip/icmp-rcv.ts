// An ICMP message for us (icmp_rcv, net/ipv4/icmp.c).

import { type Icmpv4Message, type IcmpEcho, icmpTypeNumber, isIcmpError } from '../../wire/icmpv4.ts';
import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Ctx } from '../ctx.ts';
import { routeOutput } from '../fib/route-output.ts';
import type { DeliverVerdict, OutputVerdict } from '../fib/route-verdict.ts';
import { ICMP_TYPES } from '../mib.ts';
import { countMib } from '../netns.ts';
import { pingRcv } from '../process/ping-rcv.ts';
import { sysctlNumber } from '../sysctl.ts';
import { icmpErrorRcv } from './icmp-error-rcv.ts';
import { consumeGlobal, countLimited, globalAllowed, peerAllowed, unlimited } from './icmp-limit.ts';
import { icmpPacket } from './icmp-packet.ts';
import { drop, type IpPacket } from './ip-packet.ts';
import { echoOptions } from './options.ts';
import { ipLocalOut } from './output.ts';

export function icmpRcv(ctx: Ctx, packet: IpPacket, verdict: DeliverVerdict): void {
  const { ns, world } = ctx;
  const message = packet.net.payload;
  countMib(ns, 'IcmpInMsgs');
  if (message.kind !== 'icmp') return drop(ctx, packet, 'ICMP_CSUM');
  world.emit(ctx, packet, { kind: 'icmp.rcv', message });
  if (message.badChecksum !== undefined) {
    countMib(ns, 'IcmpInCsumErrors');
    countMib(ns, 'IcmpInErrors');
    return drop(ctx, packet, 'ICMP_CSUM');
  }
  const type = icmpTypeNumber(message);
  if (type >= ICMP_TYPES) {
    countMib(ns, 'IcmpInErrors');
    return drop(ctx, packet, 'UNHANDLED_PROTO');
  }
  countMib(ns, `IcmpMsgInType${type}`);
  if (verdict.cast !== 'unicast' && ignoredAsBroadcast(ctx, message)) {
    countMib(ns, 'IcmpInErrors');
    return drop(ctx, packet, 'icmp-ignored', { why: 'broadcast' });
  }
  if (message.type === 'echo-request') icmpEcho(ctx, packet, message, verdict);
  else if (message.type === 'echo-reply') pingRcv(ctx, packet, message);
  else if (isIcmpError(message)) icmpErrorRcv(ctx, packet, message);
  // Simplified: Linux answers timestamp requests; what is left of the known types it discards, as here.
  else drop(ctx, packet, 'icmp-ignored', { type });
}

/** RFC 1122 §3.2.2.6: an echo to a broadcast address may be ignored; nothing else may come that way. */
function ignoredAsBroadcast({ ns }: Ctx, message: Icmpv4Message): boolean {
  return message.type !== 'echo-request' || sysctlNumber(ns, 'net.ipv4.icmp_echo_ignore_broadcasts') !== 0;
}

function icmpEcho(ctx: Ctx, packet: IpPacket, request: IcmpEcho, { specDst }: DeliverVerdict): void {
  const { world, ns } = ctx;
  if (sysctlNumber(ns, 'net.ipv4.icmp_echo_ignore_all') !== 0) {
    return drop(ctx, packet, 'icmp-ignored', { why: 'icmp_echo_ignore_all' });
  }
  world.emit(ctx, packet, { kind: 'packet.deliver', to: 'icmp' });
  const { src: dst, tos } = packet.net;
  const verdict = routeOutput(ctx, { dst, src: specDst, tos, purpose: 'output' }, packet);
  if (verdict.kind === 'error') {
    return void world.emit(ctx, packet, { kind: 'icmp.suppressed', type: 0, code: 0, why: 'no-route' });
  }
  const limit = replyLimit(ctx, dst, verdict);
  if (limit) countLimited(ns, limit);
  if (limit) return void world.emit(ctx, packet, { kind: 'icmp.limited', limit, type: 0, code: 0 });
  const { id, seq, data } = request;
  const reply: IcmpEcho = { kind: 'icmp', type: 'echo-reply', id, seq, data };
  ipLocalOut(
    ctx,
    icmpPacket(ctx, reply, { dst, tos, opt: ctx.opt && echoOptions(ns, ctx.opt) }, verdict),
    verdict,
  );
}

/** Answers are only limited if icmp_ratemask says so, which it doesn't by default. */
function replyLimit(ctx: Ctx, peer: Ipv4Addr, { oif }: OutputVerdict): 'global' | 'peer' | undefined {
  if (unlimited(ctx.ns, 0, 0)) return undefined;
  if (!globalAllowed(ctx)) return 'global';
  if (oif.kind !== 'loopback' && !peerAllowed(ctx, peer)) return 'peer';
  consumeGlobal(ctx);
  return undefined;
}
