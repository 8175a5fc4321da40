// Which of our addresses answers a packet that wasn't sent to one of them alone (fib_compute_spec_dst,
// net/ipv4/fib_frontend.c).

import { INADDR_ANY, type Ipv4Addr, isZeronet } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import type { Netns } from '../netns.ts';
import { fibLookup } from './lookup.ts';
import { selectSource } from './select-source.ts';

/** The source that we would use towards `src`; without a route, an address of the device that it came in by. */
export function specDst(ns: Netns, iif: Dev, src: Ipv4Addr): Ipv4Addr {
  if (isZeronet(src)) return selectSource(ns, src, iif.ifindex, 'link');
  const { result } = fibLookup(ns, { dst: src, tos: 0 });
  if (result.type === 'unicast' || result.type === 'local' || result.type === 'broadcast') {
    const { route } = result;
    if (route.src !== undefined) return route.src;
    if (route.dev !== undefined) return selectSource(ns, route.via ?? INADDR_ANY, route.dev, route.scope);
  }
  return selectSource(ns, src, iif.ifindex, 'global');
}
