// What a waiting packet counts as against unres_qlen_bytes: not its length but the memory of its sk_buff.
// Measured on Linux 6.18 (x86-64): 832, 1280 and 2304 octets for IP lengths up to 225, 673 and 1697: the head is 576
// octets from a cache of small heads, or the next power of two; 320 of them are skb_shared_info, 31 are room for headers.

import { networkLayerLength } from '../../wire/frame.ts';
import type { Packet } from '../../wire/packet.ts';

const SK_BUFF = 256;
const SHARED_INFO = 320;
const SMALL_HEAD = 576;
/** LL_RESERVED_SPACE of Ethernet (16) and the 15 that ip_append_data adds. */
const HEADER_ROOM = 31;

export function truesize(packet: Packet): number {
  return skbTruesize(networkLayerLength(packet.net));
}

/** Of a packet with `length` octets from its IP header on. */
export function skbTruesize(length: number): number {
  const head = length + HEADER_ROOM + SHARED_INFO;
  if (head <= SMALL_HEAD) return SMALL_HEAD + SK_BUFF;
  return 2 ** Math.ceil(Math.log2(head)) + SK_BUFF;
}
