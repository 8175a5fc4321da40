// IP options (net/ipv4/ip_options.c).
// Simplified: record route and timestamp options travel, but nobody fills them in, and answers don't echo them.

import type { Ctx } from '../ctx.ts';
import { confAnd } from '../sysctl.ts';
import { drop, type IpPacket } from './ip-packet.ts';

const END = 0;
const NOOP = 1;
const LSRR = 0x83;
const SSRR = 0x89;
/** The first bit of an option's type: it goes into every fragment (RFC 791 §3.1). */
const COPIED = 0x80;

/** ip_rcv_options: a source route is refused unless `accept_source_route` is on, which it isn't on Linux.
 *  Simplified: accepted ones are not followed either. */
export function acceptsOptions(ctx: Ctx, packet: IpPacket): boolean {
  const { options } = packet.net;
  if (options.length === 0) return true;
  for (const { type, at } of optionsOf(options)) {
    if (type !== LSRR && type !== SSRR) continue;
    if (ctx.iif && confAnd(ctx.ns, ctx.iif.name, 'accept_source_route')) continue;
    drop(ctx, packet, 'IP_INHDR', { option: type === LSRR ? 'LSRR' : 'SSRR', at });
    return false;
  }
  return true;
}

/** ip_options_fragment: in all fragments but the first, an option without the copy bit is overwritten by no-operations. */
export function optionsOfLaterFragment(options: Uint8Array): Uint8Array {
  if (options.length === 0) return options;
  const kept = Uint8Array.from(options);
  for (const { type, at, length } of optionsOf(options)) {
    if (type !== NOOP && (type & COPIED) === 0) kept.fill(NOOP, at, at + length);
  }
  return kept;
}

/** The options one by one, up to the end of the list or to the first one that doesn't fit. */
function* optionsOf(options: Uint8Array): Generator<{ type: number; at: number; length: number }> {
  for (let at = 0; at < options.length; ) {
    const type = options[at] as number;
    if (type === END) return;
    const length = type === NOOP ? 1 : (options[at + 1] ?? 0);
    if (length < 1 || (type !== NOOP && length < 2) || at + length > options.length) return;
    yield { type, at, length };
    at += length;
  }
}
