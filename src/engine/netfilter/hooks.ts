// The netfilter hooks on the path of an IPv4 packet (include/uapi/linux/netfilter.h).
//
//   rcv ─▶ PREROUTING ─▶ route ─┬─▶ FORWARD ──────────┬─▶ POSTROUTING ─▶ xmit
//                               │                     │
//                               └─▶ INPUT ─▶ socket ─▶ route ─▶ OUTPUT
//
// No table is modelled yet, so each hook is a line in the walk that accepts.

import type { Ctx } from '../ctx.ts';
import type { Packet } from '../../wire/packet.ts';

export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

/** Runs the packet through `hook`. */
export function nfHook(ctx: Ctx, hook: Hook, packet: Packet): Packet {
  ctx.world.emit(ctx, packet, { kind: 'nf.hook', hook, ...devNames(ctx) });
  return packet;
}

function devNames(ctx: Ctx): { iif?: string; oif?: string } {
  return { ...(ctx.iif && { iif: ctx.iif.name }), ...(ctx.oif && { oif: ctx.oif.name }) };
}
