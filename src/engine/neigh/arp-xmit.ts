// ARP packets of our own (arp_create and arp_send_dst, net/ipv4/arp.c).

import { ETH_P_ARP } from '../../wire/ethernet.ts';
import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import { type MacAddr, ZERO_MAC } from '../../wire/mac.ts';
import type { Frame } from '../../wire/packet.ts';
import { broadcastMac } from '../device/mac-address.ts';
import { devXmit } from '../device/xmit.ts';
import type { DevCtx } from './neigh.ts';

export interface ArpQuestion {
  readonly spa: Ipv4Addr;
  readonly tpa: Ipv4Addr;
  /** Absent: everybody is asked. */
  readonly to: MacAddr | undefined;
}

/** `who-has tpa tell spa`. The target's hardware address is zero even when the frame goes to a known one. */
export function arpRequest(ctx: DevCtx, { spa, tpa, to }: ArpQuestion): Frame {
  const sha = ctx.oif.mac;
  const eth = { dst: to ?? broadcastMac(ctx.oif), src: sha, etherType: ETH_P_ARP };
  return newFrame(ctx, { eth, net: { kind: 'arp', op: 'request', sha, spa, tha: ZERO_MAC, tpa } });
}

export interface ArpAnswer {
  /** The address that was asked for. */
  readonly spa: Ipv4Addr;
  /** Who asked. */
  readonly tpa: Ipv4Addr;
  readonly tha: MacAddr;
}

/** `spa is-at` this device. */
export function arpReply(ctx: DevCtx, { spa, tpa, tha }: ArpAnswer): Frame {
  const sha = ctx.oif.mac;
  const eth = { dst: tha, src: sha, etherType: ETH_P_ARP };
  return newFrame(ctx, { eth, net: { kind: 'arp', op: 'reply', sha, spa, tha, tpa } });
}

/** Not by a device with `arp off`. Without what `ctx` says of the packet that gave rise to it. */
export function arpXmit({ world, ns, oif }: DevCtx, frame: Frame): void {
  if (!oif.labels?.noarp) devXmit({ world, ns, oif }, frame);
}

function newFrame(ctx: DevCtx, { eth, net }: Pick<Frame, 'eth' | 'net'>): Frame {
  return { ...ctx.world.newPacket(net, eth), eth };
}
