// Where to? The route decides what the next stage is (ip_rcv_finish, net/ipv4/ip_input.c, and dst_input).

import { assertNever } from '../../base/assert.ts';
import { ipv4Length } from '../../wire/frame.ts';
import type { Ctx } from '../ctx.ts';
import { inetAddrType } from '../fib/addr-type.ts';
import { routeInput } from '../fib/route-input.ts';
import type { DeliverVerdict, DropVerdict, InputRouteVerdict } from '../fib/route-verdict.ts';
import { countMib } from '../netns.ts';
import { ipForward } from './forward.ts';
import { drop, type IpPacket } from './ip-packet.ts';
import { ipLocalDeliver } from './local-deliver.ts';
import { withRead } from './options.ts';
import { hasOptions, rcvOptions } from './rcv-options.ts';
import { ipError } from './route-error.ts';

export function ipRcvFinish(ctx: Ctx, packet: IpPacket): void {
  const verdict = inputRoute(ctx, packet);
  if (!hasOptions(packet) || verdict.kind === 'drop') return dstInput(ctx, packet, verdict);
  const opt = rcvOptions(ctx, packet, verdict.kind === 'deliver' && verdict.cast === 'unicast');
  if (!opt) return;
  const recorded = ctx.world.derivePacket(packet, withRead(packet.net, opt));
  dstInput({ ...ctx, opt }, { ...recorded, ...(packet.eth && { eth: packet.eth }) }, verdict);
}

function dstInput(ctx: Ctx, packet: IpPacket, verdict: InputRouteVerdict): void {
  switch (verdict.kind) {
    case 'deliver':
      if (verdict.cast !== 'unicast') countCast(ctx, packet, verdict.cast);
      return ipLocalDeliver(ctx, packet, verdict);
    case 'forward':
      return ipForward(ctx, packet, verdict);
    case 'error':
      return ipError(ctx, packet, verdict);
    case 'drop':
      return martian(ctx, packet, verdict);
    default:
      return assertNever(verdict);
  }
}

function countCast({ ns }: Ctx, { net }: IpPacket, cast: 'broadcast' | 'multicast'): void {
  const name = cast === 'multicast' ? 'Mcast' : 'Bcast';
  countMib(ns, `IpExtIn${name}Pkts`);
  countMib(ns, `IpExtIn${name}Octets`, ipv4Length(net));
}

/** What came over lo still has the route that it was sent with (skb_valid_dst): it isn't looked up again. */
function inputRoute(ctx: Ctx, packet: IpPacket): InputRouteVerdict {
  return ctx.iif?.kind === 'loopback' ? loopedBack(ctx, packet) : routeInput(ctx, packet);
}

function loopedBack(ctx: Ctx, packet: IpPacket): DeliverVerdict {
  const { src, dst } = packet.net;
  const type = inetAddrType(ctx.ns, dst);
  if (type === 'broadcast' || type === 'multicast') return { kind: 'deliver', cast: type, specDst: src };
  return { kind: 'deliver', cast: 'unicast', specDst: dst };
}

function martian(ctx: Ctx, packet: IpPacket, verdict: DropVerdict): void {
  if (verdict.reason === 'IP_RPFILTER') countMib(ctx.ns, 'TcpExtIPReversePathFilter');
  drop(ctx, packet, verdict.reason);
}
