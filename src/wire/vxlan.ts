// VXLAN (RFC 7348 §5): eight octets between a UDP header and the Ethernet frame that it carries.

import { readUint32, writeUint32 } from './octets.ts';

export const VXLAN_HLEN = 8;
/** The port that IANA gave it (§8), and the one that Linux had before (drivers/net/vxlan: vxlan_port). */
export const VXLAN_PORT = 4789;
export const VXLAN_LINUX_PORT = 8472;
/** The I flag: there is a network identifier. All other bits are reserved. */
const FLAG_VNI = 0x08000000;
/** 24 bits. */
export const VXLAN_MAX_VNI = 0xff_ffff;

/** The identifier, or undefined if the header isn't all there, has no I flag or uses a reserved bit. */
export function parseVxlan(octets: Uint8Array): number | undefined {
  if (octets.length < VXLAN_HLEN || readUint32(octets, 0) !== FLAG_VNI) return undefined;
  const word = readUint32(octets, 4);
  return (word & 0xff) === 0 ? word >>> 8 : undefined;
}

/** A header and `frame`, as the data of a UDP datagram. */
export function emitVxlan(vni: number, frame: Uint8Array): Uint8Array {
  const octets = new Uint8Array(VXLAN_HLEN + frame.length);
  writeUint32(octets, 0, FLAG_VNI);
  writeUint32(octets, 4, vni * 256);
  octets.set(frame, VXLAN_HLEN);
  return octets;
}
