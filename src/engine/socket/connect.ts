// The route of a socket that connects (ip_route_connect, include/net/route.h).

import { INADDR_ANY } from '../../wire/ipv4-addr.ts';
import type { Place } from '../fib/output-source.ts';
import { type OutputFlow, routeOutput } from '../fib/route-output.ts';
import type { OutputRouteVerdict } from '../fib/route-verdict.ts';

/**
 * The kernel looks up twice, the second time with the addresses that the first found: a rule may say otherwise of that
 * source, and to the address that 0.0.0.0 stands for there is no way without lo. Where neither can be, it is left out.
 */
export function connectRoute(at: Place, flow: OutputFlow): OutputRouteVerdict {
  const first = routeOutput(at, flow);
  const mayDiffer = at.ns.fib.get().customRules || flow.dst === INADDR_ANY;
  if (first.kind === 'error' || !mayDiffer) return first;
  return routeOutput(at, { ...flow, dst: first.dst, src: first.src });
}
