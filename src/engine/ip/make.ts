// A socket's data becomes a packet (ip_make_skb and __ip_append_data, net/ipv4/ip_output.c): may it be fragmented, which
// identification, which TTL.

import { err, ok, type Result } from '../../base/result.ts';
import { isMulticast } from '../../wire/ipv4-addr.ts';
import { IPV4_MIN_HLEN, type Ipv4Packet, type Ipv4Payload } from '../../wire/ipv4.ts';
import { payloadLength } from '../../wire/ipv4-payload.ts';
import { NO_OCTETS } from '../../wire/octets.ts';
import type { Ctx } from '../ctx.ts';
import type { OutputVerdict } from '../fib/route-verdict.ts';
import { sysctlNumber } from '../sysctl.ts';
import { selectIdent } from './ident.ts';
import type { IpPacket } from './ip-packet.ts';
import { buildOptions, type IpOptions } from './options.ts';

/** IP_MTU_DISCOVER: `do` never fragments, `want` sets DF on what fits, `dont` never sets it. ICMP's own socket says dont. */
export type Pmtudisc = 'do' | 'want' | 'dont';

export interface Datagram {
  readonly dst: Ipv4Packet['dst'];
  readonly protocol: number;
  readonly payload: Ipv4Payload;
  readonly pmtudisc: Pmtudisc;
  readonly tos: number;
  readonly opt?: IpOptions;
  /** Absent: the namespace's, or 1 for multicast. */
  readonly ttl?: number;
}

/** EMSGSIZE: it is too large for what the socket allows. */
export interface TooLong {
  readonly errno: 'EMSGSIZE';
  readonly mtu: number;
}

/** What the route has to say. A locked MTU is a guess, so that packets must stay divisible (ip_dont_fragment). */
export type PacketWay = Pick<OutputVerdict, 'src' | 'mtu' | 'mtuLocked'>;

const IP_MAX_LENGTH = 0xffff;

export function makePacket(
  at: Pick<Ctx, 'world' | 'ns'>,
  datagram: Datagram,
  { src, mtu, mtuLocked }: PacketWay,
): Result<IpPacket, TooLong> {
  const { dst, protocol, payload, pmtudisc, tos } = datagram;
  const options = datagram.opt ? buildOptions(at.world, datagram.opt, src) : NO_OCTETS;
  const length = IPV4_MIN_HLEN + options.length + payloadLength(payload);
  if (length > (pmtudisc === 'do' ? mtu : IP_MAX_LENGTH)) return err({ errno: 'EMSGSIZE', mtu: mtu - options.length });
  const net: Ipv4Packet = {
    kind: 'ipv4',
    tos,
    // What can never be fragmented needs no identification.
    id: pmtudisc === 'do' ? 0 : selectIdent(at, { src, dst, protocol }),
    df: pmtudisc === 'do' || (pmtudisc === 'want' && length <= mtu && !mtuLocked),
    mf: false,
    fragmentOffset: 0,
    ttl: datagram.ttl ?? (isMulticast(dst) ? 1 : sysctlNumber(at.ns, 'net.ipv4.ip_default_ttl')),
    protocol,
    src,
    dst,
    options,
    payload,
  };
  return ok(at.world.newPacket(net));
}
