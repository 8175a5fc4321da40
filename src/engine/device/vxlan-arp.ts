// `proxy`: a tunnel end answers ARP requests from its own neighbour table instead of sending them to everybody (arp_reduce,
// drivers/net/vxlan). What it can't answer goes nowhere.

import { INADDR_ANY, isLoopback, isMulticast } from '../../wire/ipv4-addr.ts';
import { ETH_P_ARP } from '../../wire/ethernet.ts';
import type { Frame } from '../../wire/packet.ts';
import { isValid } from '../neigh/neigh.ts';
import { neighLookup } from '../neigh/table.ts';
import { vxlanEntry } from './vxlan-dev.ts';
import type { VxlanCtx } from './vxlan-xmit.ts';

/** True if the frame was an ARP packet, which is dealt with here. */
export function arpReduce(ctx: VxlanCtx, frame: Frame): boolean {
  const { world, ns, oif } = ctx;
  const { net } = frame;
  if (net.kind !== 'arp') return false;
  const { spa, tpa, sha } = net;
  const asks = net.op === 'request' && !isLoopback(tpa) && !isMulticast(tpa);
  const neigh = asks ? neighLookup(ns, oif, tpa) : undefined;
  const mac = neigh && isValid(neigh.state) ? neigh.mac : undefined;
  // An address that is behind the local bridge answers for itself.
  const isHere = mac !== undefined && vxlanEntry(ns, oif, mac, world.now)?.remotes[0]?.ip === INADDR_ANY;
  if (mac === undefined || isHere) {
    world.emit(ctx, frame, { kind: 'packet.drop', reason: 'tunnel-proxy' });
    return true;
  }
  const eth = { dst: sha, src: mac, etherType: ETH_P_ARP };
  const reply = world.rewrite(frame, {
    eth,
    net: { kind: 'arp', op: 'reply', sha: mac, spa: tpa, tha: sha, tpa: spa },
  });
  world.emit(ctx, reply, { kind: 'vxlan.arp-proxy', before: frame, ip: tpa, mac });
  const to = { netns: ns.id, ifindex: oif.ifindex };
  world.scheduleAt(world.now, { kind: 'dev.rcv', ...to, packet: reply, cable: undefined, path: ctx.path });
  return true;
}
