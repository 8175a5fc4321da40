// Ethernet II (IEEE 802.3 §3.1.1; the frame check sequence is the hardware's and not part of what Linux shows).

import type { MacAddr } from './mac.ts';

export const ETH_P_IP = 0x0800;
export const ETH_P_ARP = 0x0806;
export const ETH_P_IPV6 = 0x86dd;
export const ETH_HLEN = 14;

export interface EthernetHeader {
  readonly dst: MacAddr;
  readonly src: MacAddr;
  readonly etherType: number;
}
