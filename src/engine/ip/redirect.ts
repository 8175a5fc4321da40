// A router tells a sender on the same link of a better next hop (ip_rt_send_redirect, net/ipv4/route.c).

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Ctx } from '../ctx.ts';
import { confOr } from '../sysctl.ts';
import { redirectAllowed } from './icmp-limit.ts';
import { icmpSend } from './icmp-send.ts';
import type { IpPacket } from './ip-packet.ts';

const ICMP_REDIR_HOST = 1;

/** `packet` itself goes on its way: what follows isn't caused by the redirect. */
export function sendRedirect(ctx: Ctx, packet: IpPacket, gateway: Ipv4Addr): void {
  const { world, ns, oif } = ctx;
  const cause = world.cause;
  if (oif && !confOr(ns, oif.name, 'send_redirects')) {
    world.emit(ctx, packet, { kind: 'ip.redirect', gateway, decision: 'ignore', why: 'send_redirects' });
  } else if (!redirectAllowed(ctx, packet.net.src)) {
    world.emit(ctx, packet, { kind: 'ip.redirect', gateway, decision: 'ignore', why: 'rate' });
  } else {
    world.emit(ctx, packet, { kind: 'ip.redirect', gateway, decision: 'send' });
    icmpSend(ctx, packet, { type: 'redirect', code: ICMP_REDIR_HOST, gateway });
  }
  world.cause = cause;
}
