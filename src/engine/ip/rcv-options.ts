// The options of a packet that came in (ip_rcv_options, net/ipv4/ip_input.c): they are read once its route is known.

import { ipv4HeaderLength, IPV4_MIN_HLEN } from '../../wire/ipv4.ts';
import { IPOPT } from '../../wire/ipv4-options.ts';
import type { Ctx } from '../ctx.ts';
import { specDst } from '../fib/spec-dst.ts';
import { countMib } from '../netns.ts';
import { confAnd } from '../sysctl.ts';
import { icmpSend } from './icmp-send.ts';
import { drop, type IpPacket } from './ip-packet.ts';
import { compileOptions, type IpOptions } from './options.ts';

/** The options, or undefined if the packet ended here. `local`: is it for us? */
export function rcvOptions(ctx: Ctx, packet: IpPacket, local: boolean): IpOptions | undefined {
  const { ns, world, iif } = ctx;
  const { options, src, dst } = packet.net;
  const addr = () => (local || !iif ? dst : specDst(ns, iif, src));
  const compiled = compileOptions({ ns, world, received: true, addr }, options);
  if (!compiled.ok) {
    countMib(ns, 'IpInHdrErrors');
    drop(ctx, packet, 'IP_INHDR', { option: compiled.error.at });
    icmpSend(ctx, packet, {
      type: 'parameter-problem',
      code: 0,
      pointer: IPV4_MIN_HLEN + compiled.error.at,
    });
    return undefined;
  }
  return sourceRouteAllowed(ctx, packet, compiled.value) ? compiled.value : undefined;
}

/** A source route is refused unless both `accept_source_route` are on, which they aren't on Linux. */
function sourceRouteAllowed(ctx: Ctx, packet: IpPacket, { octets, srr }: IpOptions): boolean {
  if (srr === undefined || (ctx.iif && confAnd(ctx.ns, ctx.iif.name, 'accept_source_route'))) return true;
  drop(ctx, packet, 'IP_INHDR', { option: octets[srr] === IPOPT.LSRR ? 'LSRR' : 'SSRR', at: srr });
  return false;
}

export function hasOptions({ net }: IpPacket): boolean {
  return ipv4HeaderLength(net) > IPV4_MIN_HLEN;
}
