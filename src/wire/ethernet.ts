// Ethernet II (IEEE 802.3 §3.1.1; the frame check sequence is the hardware's and not part of what Linux shows).

import { type MacAddr, macFromOctets, writeMac } from './mac.ts';
import { readUint16, writeUint16 } from './octets.ts';

export const ETH_P_IP = 0x0800;
export const ETH_P_ARP = 0x0806;
export const ETH_P_IPV6 = 0x86dd;
export const ETH_HLEN = 14;

export interface EthernetHeader {
  readonly dst: MacAddr;
  readonly src: MacAddr;
  readonly etherType: number;
}

export function parseEthernet(octets: Uint8Array): EthernetHeader {
  return { dst: macFromOctets(octets, 0), src: macFromOctets(octets, 6), etherType: readUint16(octets, 12) };
}

export function emitEthernet(header: EthernetHeader, into: Uint8Array): void {
  writeMac(header.dst, into, 0);
  writeMac(header.src, into, 6);
  writeUint16(into, 12, header.etherType);
}
