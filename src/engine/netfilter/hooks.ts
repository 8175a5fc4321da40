// The netfilter hooks on the path of an IPv4 packet (include/uapi/linux/netfilter.h).
//
//   rcv ─▶ PREROUTING ─▶ route ─┬─▶ FORWARD ──────────┬─▶ POSTROUTING ─▶ xmit
//                               │                     │
//                               └─▶ INPUT ─▶ socket ─▶ route ─▶ OUTPUT
//
// No table is modelled yet, so each hook is a line in the walk that accepts.

import type { Packet } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import type { EventOf } from '../trace.ts';

export type Hook = 'PREROUTING' | 'INPUT' | 'FORWARD' | 'OUTPUT' | 'POSTROUTING';

/** Runs the packet through `hook`. undefined: it ended there, and the hook has said why. */
export function nfHook<P extends Packet>(ctx: Ctx, hook: Hook, packet: P): P | undefined {
  ctx.world.emit(ctx, packet, hookEvent(ctx, hook));
  return packet;
}

function hookEvent({ iif, oif }: Ctx, hook: Hook): Omit<EventOf<'nf.hook'>, 'seq' | 'at'> {
  if (iif && oif) return { kind: 'nf.hook', hook, iif: iif.name, oif: oif.name };
  if (iif) return { kind: 'nf.hook', hook, iif: iif.name };
  if (oif) return { kind: 'nf.hook', hook, oif: oif.name };
  return { kind: 'nf.hook', hook };
}
