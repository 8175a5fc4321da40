// The identification of a packet (ip_select_ident, net/ipv4/route.c): a counter for each pair of addresses and protocol,
// that begins at random. RFC 6864: only fragments need one.
// Simplified: Linux also skips a random few, up to the clock ticks since the counter was last used.

import type { Ipv4Header } from '../../wire/ipv4.ts';
import type { Ctx } from '../ctx.ts';

export function selectIdent(
  { world, ns }: Pick<Ctx, 'world' | 'ns'>,
  { src, dst, protocol }: Pick<Ipv4Header, 'src' | 'dst' | 'protocol'>,
): number {
  const key = `${dst} ${src} ${protocol}`;
  const id = ns.ipIds.get(key) ?? world.rng.below(0x1_0000);
  ns.ipIds.set(key, (id + 1) & 0xffff);
  return id;
}
