// The route of a packet that came in (ip_route_input_slow, net/ipv4/route.c).

import type { Packet } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { InputRouteVerdict } from './route-verdict.ts';

/** `ctx.iif` is the device that `packet` (an IPv4 one) came in by. */
export function routeInput(ctx: Ctx, packet: Packet): InputRouteVerdict {
  throw new Error(`routeInput is not there yet: ${ctx.ns.id} ${packet.id}`);
}
