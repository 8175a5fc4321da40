// No way for a packet that came in (ip_error, net/ipv4/route.c): a router says so to the sender, a host keeps silent.

import type { Ctx } from '../ctx.ts';
import type { ErrorVerdict } from '../fib/route-verdict.ts';
import { countMib } from '../netns.ts';
import { conf } from '../sysctl.ts';
import { routeErrorAllowed } from './icmp-limit.ts';
import { icmpSend } from './icmp-send.ts';
import { drop, type IpPacket } from './ip-packet.ts';

export function ipError(ctx: Ctx, packet: IpPacket, verdict: ErrorVerdict): void {
  const forwards = ctx.iif !== undefined && conf(ctx.ns, ctx.iif.name, 'forwarding') !== 0;
  count(ctx, verdict, forwards);
  drop(ctx, packet, verdict.reason);
  if (!forwards || verdict.icmpCode === undefined) return;
  const code = verdict.icmpCode;
  if (!routeErrorAllowed(ctx, packet.net.src)) {
    ctx.world.emit(ctx, packet, { kind: 'icmp.limited', limit: 'route-error', type: 3, code });
    return;
  }
  icmpSend(ctx, packet, { type: 'destination-unreachable', code });
}

function count(ctx: Ctx, verdict: ErrorVerdict, forwards: boolean): void {
  if (verdict.errno === 'ENETUNREACH') countMib(ctx.ns, 'IpExtInNoRoutes');
  else if (verdict.errno === 'EHOSTUNREACH' && !forwards) countMib(ctx.ns, 'IpInAddrErrors');
}
