// A user-space program, reduced to what the packet path needs of it: who is told of what arrives.

import type { Ipv4Addr } from '../../wire/ipv4-addr.ts';
import type { NetnsId, Nanos, Pid } from '../ids.ts';
import type { Scheduled } from '../queue.ts';
import type { Task } from '../task.ts';

/** `ping` (iputils): one raw ICMP socket. */
export interface PingProcess {
  readonly kind: 'ping';
  readonly pid: Pid;
  readonly netns: NetnsId;
  readonly to: Ipv4Addr;
  readonly options: PingOptions;
  /** The identifier in its echo requests. */
  readonly id: number;
  /** The source address that connect() chose. */
  readonly src: Ipv4Addr;
  readonly sent: number;
  readonly received: number;
  readonly errors: number;
  /** When each request that is still unanswered was sent, by sequence number. */
  readonly outstanding: readonly { readonly seq: number; readonly at: Nanos }[];
  /** The longest round trip so far: the last request is waited for twice as long. */
  readonly rttMax: Nanos;
  /** Which request sendto() refused for lack of buffers, and how often in a row. */
  readonly refused?: { readonly seq: number; readonly times: number };
  /** When it sends the next request, or gives up. */
  readonly timer?: Scheduled<Task>;
  /** When -w ends it. */
  readonly alarm?: Scheduled<Task>;
  readonly done: boolean;
}

export interface PingOptions {
  /** Infinity: until it is stopped. */
  readonly count: number;
  /** Between two requests. */
  readonly interval: Nanos;
  /** Octets of data after the ICMP header; 56 as in iputils. */
  readonly size: number;
  readonly ttl: number;
  /** -M do | want | dont. */
  readonly pmtudisc: 'do' | 'want' | 'dont';
  /** -b: a broadcast address is meant. */
  readonly broadcast: boolean;
  /** How long to wait for the last answer. */
  readonly timeout: Nanos;
  /** -I ADDRESS or -I DEV. */
  readonly source?: { readonly addr?: Ipv4Addr; readonly dev?: string };
  /** -w: ends then, whatever came; until then `count` counts answers, not requests. */
  readonly deadline?: Nanos;
  /** -l: so many requests go out before the first pause. */
  readonly preload?: number;
  /** -f and -A: an answer brings the next request forward. */
  readonly eager?: boolean;
  /** -Q. */
  readonly tos?: number;
  /** -p: what fills the data, over and over. */
  readonly pattern?: readonly number[];
  /** The data instead, without the time of day: what other programs than ping send. */
  readonly data?: Uint8Array;
  /** -e: the identifier in the requests; drawn if absent. */
  readonly ident?: number;
  /** -R and -T: IP options as a socket is given them. */
  readonly ipOptions?: Uint8Array;
  /** -r: only to what is on a link (SO_DONTROUTE). */
  readonly dontRoute?: boolean;
  /** -L: a multicast doesn't come back to the sender. */
  readonly noLoop?: boolean;
  /** -q: then a request that is too long doesn't even count. */
  readonly quiet?: boolean;
  /** The number of the first request, 1 if absent. */
  readonly firstSeq?: number;
}

/** One UDP datagram to a port (what `packetwalk walk --proto udp:PORT` sends). */
export interface UdpProbeProcess {
  readonly kind: 'udp-probe';
  readonly pid: Pid;
  readonly netns: NetnsId;
  readonly to: Ipv4Addr;
  readonly sport: number;
  readonly dport: number;
  readonly src: Ipv4Addr;
  readonly outcome: 'waiting' | 'refused' | 'unreachable' | 'no-answer';
  readonly timer?: Scheduled<Task>;
  readonly done: boolean;
}

export type Process = PingProcess | UdpProbeProcess;
