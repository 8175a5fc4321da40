// What the kernel learns from an ICMP error about a packet of its own: the path MTU (ipv4_update_pmtu) and a better gateway
// (ipv4_redirect, net/ipv4/route.c).

import type { IcmpError, IcmpRedirect } from '../../wire/icmpv4.ts';
import type { Ctx } from '../ctx.ts';
import { learnPmtu } from '../fib/exceptions.ts';
import { learnRedirect } from '../fib/redirect.ts';
import { neighResolve } from '../neigh/event-send.ts';
import { sysctlNumber } from '../sysctl.ts';
import type { IpPacket } from './ip-packet.ts';

const ICMP_FRAG_NEEDED = 4;

/** net.ipv4.ip_no_pmtu_disc (Documentation/networking/ip-sysctl.rst): `minimum` believes that the MTU is too large, but not
 *  how small it is; the other two believe it only of TCP and its like, or of nobody. */
const PMTU_DISC = { on: 0, minimum: 1 } as const;

export function learnFromError(ctx: Ctx, packet: IpPacket, message: IcmpError): void {
  if (message.type === 'redirect') learnGateway(ctx, packet, message);
  if (message.type !== 'destination-unreachable' || message.code !== ICMP_FRAG_NEEDED) return;
  const mode = sysctlNumber(ctx.ns, 'net.ipv4.ip_no_pmtu_disc');
  if (mode > PMTU_DISC.minimum) return;
  const mtu = mode === PMTU_DISC.on ? message.nextHopMtu : 0;
  learnPmtu(ctx.world, ctx.ns, message.original.header, mtu);
}

function learnGateway(ctx: Ctx, packet: IpPacket, { gateway, original }: IcmpRedirect): void {
  const { world, ns, iif } = ctx;
  if (!iif) return;
  const answer = learnRedirect(world, ns, { about: original.header, from: packet.net.src, gateway, iif });
  if (answer.decision === 'accept') {
    world.emit(ctx, packet, { kind: 'ip.redirect', gateway, decision: 'accept' });
    return;
  }
  // Its MAC address has to be known first, so it is asked for; the next redirect will be believed.
  const why = answer.decision === 'resolve' ? 'gateway-unresolved' : answer.why;
  world.emit(ctx, packet, { kind: 'ip.redirect', gateway, decision: 'ignore', why });
  if (answer.decision !== 'resolve') return;
  const cause = world.cause;
  neighResolve({ world, ns, oif: answer.oif }, gateway);
  world.cause = cause;
}
