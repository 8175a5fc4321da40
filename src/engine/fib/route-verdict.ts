// What routing says about one packet (struct rtable, include/net/route.h): the next stage of the walk and all that this
// stage needs. Routing emits what it consulted (`fib.*`), but a packet's end is the caller's: it emits the packet.drop.

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { Dev } from '../device/dev.ts';
import type { DropReason } from '../drop-reason.ts';
import type { Nanos } from '../ids.ts';
import type { Errno } from '../netlink.ts';
import type { Route } from './route.ts';

/** For us: ip_local_deliver is next. */
export interface DeliverVerdict {
  readonly kind: 'deliver';
  readonly cast: 'unicast' | 'broadcast' | 'multicast';
  /** The route of the local table; none for multicast and 255.255.255.255. */
  readonly route?: Route;
  /** The source that an answer gets (fib_compute_spec_dst): the packet's destination if that is a unicast address. */
  readonly specDst: Ipv4Addr;
}

/** For somebody else: ip_forward is next. */
export interface ForwardVerdict {
  readonly kind: 'forward';
  readonly route: Route;
  readonly oif: Dev;
  /** The gateway, or the destination itself when it is on the link. */
  readonly nextHop: Ipv4Addr;
  /** ip_dst_mtu_maybe_forward: the route's MTU or the device's; a learned PMTU counts only with ip_forward_use_pmtu. */
  readonly mtu: number;
  /** Is there a gateway (rt_uses_gateway)? Strict source routes ask. */
  readonly viaGateway: boolean;
  /** IPSKB_DOREDIRECT: the sender could have reached `nextHop` itself. Whether `send_redirects` is on and the rate
   *  allows it is ip_rt_send_redirect's to ask. */
  readonly redirect: boolean;
}

/** Our own packet may leave: ip_local_out is next. */
export interface OutputVerdict {
  readonly kind: 'output';
  /** `local`: to one of our own addresses, over lo. */
  readonly cast: 'unicast' | 'local' | 'broadcast' | 'multicast';
  /** None for 255.255.255.255 and for a multicast group that no route names. */
  readonly route?: Route;
  readonly oif: Dev;
  readonly nextHop: Ipv4Addr;
  /** Is `nextHop` a gateway (rt_uses_gateway)? */
  readonly viaGateway: boolean;
  readonly src: Ipv4Addr;
  /** As asked for; 0.0.0.0 becomes one of our own addresses. */
  readonly dst: Ipv4Addr;
  readonly mtu: number;
  /** The MTU is a learned one that hasn't expired. */
  readonly pmtu: boolean;
  /** ip_mtu_locked: the learned MTU was below min_pmtu, so that packets go without DF (unless they insist). */
  readonly mtuLocked: boolean;
  /** A redirect chose `nextHop`. */
  readonly redirected: boolean;
  /** When what was learned about this destination is forgotten: `ip route get` shows how long that is off. */
  readonly expires: Nanos | undefined;
}

/**
 * No way. On output `errno` is what the system call returns. On input it is what ip_error turns into an ICMP error
 * when the device it came in by forwards: ENETUNREACH net unreachable (0), EHOSTUNREACH host unreachable (1), EACCES
 * packet filtered (13), EINVAL silence; without forwarding it is silence too, and `reason` says why.
 */
export interface ErrorVerdict {
  readonly kind: 'error';
  readonly errno: Extract<
    Errno,
    'ENETUNREACH' | 'EHOSTUNREACH' | 'EACCES' | 'EINVAL' | 'ENODEV' | 'ENETDOWN'
  >;
  /** The code of the ICMP destination-unreachable that ip_error sends (subject to its rate limit). */
  readonly icmpCode?: 0 | 1 | 13;
  readonly reason: DropReason;
  /** The unreachable, blackhole or prohibit route. */
  readonly route?: Route;
}

/** A martian: the kernel drops it without a word to the sender. */
export interface DropVerdict {
  readonly kind: 'drop';
  readonly reason: DropReason;
}

export type InputRouteVerdict = DeliverVerdict | ForwardVerdict | ErrorVerdict | DropVerdict;
export type OutputRouteVerdict = OutputVerdict | ErrorVerdict;
