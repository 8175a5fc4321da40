// An IPv4 packet comes in (ip_rcv and ip_rcv_core, net/ipv4/ip_input.c). Frames for other hosts ended in device/rcv.ts.
// Octets that no header can be read from are an unknown network layer: those have a bad header too.

import type { Frame } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import { nfHook } from '../netfilter/hooks.ts';
import { countMib } from '../netns.ts';
import { drop, type IpPacket, isIpPacket } from './ip-packet.ts';
import { ipRcvFinish } from './rcv-finish.ts';

/** `ctx.iif` is the device that the frame came in by. */
export function ipRcv(ctx: Ctx, frame: Frame): void {
  const packet = ipRcvCore(ctx, frame);
  if (!packet) return;
  const accepted = nfHook(ctx, 'PREROUTING', packet);
  if (!accepted) return;
  ipRcvFinish(ctx, accepted);
}

/** RFC 1122 §3.2.1.2: a packet with a wrong header checksum is silently discarded. */
function ipRcvCore(ctx: Ctx, frame: Frame): IpPacket | undefined {
  ctx.world.emit(ctx, frame, { kind: 'ip.rcv' });
  countMib(ctx.ns, 'IpInReceives');
  if (!isIpPacket(frame)) {
    countMib(ctx.ns, 'IpInHdrErrors');
    drop(ctx, frame, 'IP_INHDR');
    return undefined;
  }
  if (frame.net.badChecksum !== undefined) {
    countMib(ctx.ns, 'IpExtInCsumErrors');
    countMib(ctx.ns, 'IpInHdrErrors');
    drop(ctx, frame, 'IP_CSUM');
    return undefined;
  }
  return frame;
}
