// Does a message fit into its socket's send buffer? (__ip_append_data, net/ipv4/ip_output.c; sock_setsockopt, net/core/sock.c)

import { skbTruesize } from '../neigh/truesize.ts';

/** TCP_SKB_MIN_TRUESIZE, twice (include/net/sock.h). */
const SOCK_MIN_SNDBUF = 4608;
/** net.core.wmem_max */
const WMEM_MAX = 212_992;
const IP_HEADER = 20;

export interface SentMessage {
  /** What SO_SNDBUF was set to. */
  readonly sndbuf: number;
  /** Octets after the IP header, and of the IP options. */
  readonly length: number;
  readonly options: number;
  readonly mtu: number;
}

/** Each fragment is charged with the memory that it takes; the last one may begin while there are twice as many in use. */
export function fitsSendBuffer({ sndbuf, length, options, mtu }: SentMessage): boolean {
  const limit = 2 * Math.max(2 * Math.min(sndbuf, WMEM_MAX), SOCK_MIN_SNDBUF);
  const header = IP_HEADER + options;
  if (length + header <= mtu) return true;
  const piece = (mtu - header) & ~7;
  if (piece <= 0) return true;
  const before = Math.ceil((length - piece) / piece);
  return before * skbTruesize(piece + header) <= limit;
}
