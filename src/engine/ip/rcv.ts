// An IPv4 packet comes in (ip_rcv and ip_rcv_core, net/ipv4/ip_input.c). Frames for other hosts ended in device/rcv.ts.
// Octets that no header can be read from are an unknown network layer: those have a bad header too.

import { ipv4Length } from '../../wire/frame.ts';
import type { Frame } from '../../wire/packet.ts';
import type { Ctx } from '../ctx.ts';
import { nfHook } from '../netfilter/hooks.ts';
import { countMib } from '../netns.ts';
import { drop, type IpPacket, isIpPacket } from './ip-packet.ts';
import { ipRcvFinish } from './rcv-finish.ts';

/** The last two bits of the TOS octet (RFC 3168 §5): not-ECT, ECT(1), ECT(0), CE. */
const ECN_MASK = 3;
const ECN_COUNTERS = ['IpExtInNoECTPkts', 'IpExtInECT1Pkts', 'IpExtInECT0Pkts', 'IpExtInCEPkts'];

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
  countMib(ctx.ns, 'IpExtInOctets', ipv4Length(frame.net));
  countMib(ctx.ns, ECN_COUNTERS[frame.net.tos & ECN_MASK] as string);
  if (frame.net.badChecksum !== undefined) {
    countMib(ctx.ns, 'IpExtInCsumErrors');
    countMib(ctx.ns, 'IpInHdrErrors');
    drop(ctx, frame, 'IP_CSUM');
    return undefined;
  }
  return frame;
}
