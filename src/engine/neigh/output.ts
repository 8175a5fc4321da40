// The last step of an IPv4 packet's output: which MAC address does the next hop have? (ip_finish_output2 in
// net/ipv4/ip_output.c, neigh_output in include/net/neighbour.h, neigh_resolve_output in net/core/neighbour.c)

import { present } from '../../base/assert.ts';
import { ETH_P_IP } from '../../wire/ethernet.ts';
import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { MacAddr } from '../../wire/mac.ts';
import type { Packet } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import { devXmit, type XmitResult } from '../device/xmit.ts';
import { neighCreate } from './create.ts';
import { neighEventSend } from './event-send.ts';
import { type DevCtx, isConnected, type Neigh } from './neigh.ts';
import { neighLookup, neighSet } from './table.ts';

/** Sends `packet` to `nextHop` on `ctx.oif`: now, or when ARP has an answer; then nobody hears what became of it. */
export function neighOutput(ctx: Ctx, packet: Packet, nextHop: Ipv4Addr): XmitResult {
  const at: DevCtx = { ...ctx, oif: present(ctx.oif, 'device to send by') };
  const neigh = neighLookup(at.ns, at.oif, nextHop) ?? neighCreate(at, nextHop);
  if (!neigh) {
    at.world.emit(at, packet, { kind: 'packet.drop', reason: 'NEIGH_CREATEFAIL' });
    // -ENOBUFS, which is what a driver's DROP becomes, too.
    return 'NET_XMIT_DROP';
  }
  emitLookup(at, packet, neigh);
  if (neigh.hh && isConnected(neigh.state)) return xmit(at, packet, present(neigh.mac, 'MAC address'));
  return resolveOutput(at, neigh, packet);
}

/** The slow path (neigh_resolve_output): notes the use, and caches the header once there is an address. */
export function resolveOutput(ctx: DevCtx, neigh: Neigh, packet: Packet): XmitResult {
  const ready = neighEventSend(ctx, neigh, packet);
  if (!ready) return 'NET_XMIT_SUCCESS';
  if (!ready.hh) neighSet(ctx.ns, { ...ready, hh: true });
  return xmit(ctx, packet, present(ready.mac, 'MAC address'));
}

function xmit(ctx: DevCtx, packet: Packet, dst: MacAddr): XmitResult {
  const eth = { dst, src: ctx.oif.mac, etherType: ETH_P_IP };
  const { world, ns, oif } = ctx;
  return devXmit({ world, ns, oif }, world.rewrite(packet, { eth }));
}

function emitLookup(ctx: DevCtx, packet: Packet, { ip, state, mac }: Neigh): void {
  if (mac === undefined || state === 'FAILED')
    ctx.world.emit(ctx, packet, { kind: 'neigh.lookup', ip, state });
  else ctx.world.emit(ctx, packet, { kind: 'neigh.lookup', ip, state, mac });
}
