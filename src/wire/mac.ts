// MAC addresses (EUI-48): canonical lower-case text, parsed once.

import type { Brand } from '../base/brand.ts';
import { err, ok, type Result } from '../base/result.ts';

/** `02:00:00:00:00:01`: six octets, lower case, colons. Text, so that it is a map key and reads well in a trace. */
export type MacAddr = Brand<string, 'MacAddr'>;

export const BROADCAST_MAC = 'ff:ff:ff:ff:ff:ff' as MacAddr;
export const ZERO_MAC = '00:00:00:00:00:00' as MacAddr;

const CANONICAL = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;

/** Reads `aa:bb:cc:dd:ee:ff`, in either case and with `-` for `:`. */
export function parseMac(text: string): Result<MacAddr> {
  const canonical = text.toLowerCase().replaceAll('-', ':');
  if (!CANONICAL.test(canonical)) {
    return err(`"${text}" is not a MAC address (six octets, as in 02:00:00:00:00:01)`);
  }
  return ok(canonical as MacAddr);
}

export function macFromOctets(octets: Uint8Array, offset = 0): MacAddr {
  let text = '';
  for (let i = 0; i < 6; i++) {
    const octet = octets[offset + i] ?? 0;
    text += (i === 0 ? '' : ':') + (octet < 16 ? '0' : '') + octet.toString(16);
  }
  return text as MacAddr;
}

export function macToOctets(mac: MacAddr): Uint8Array {
  const octets = new Uint8Array(6);
  writeMac(mac, octets, 0);
  return octets;
}

export function writeMac(mac: MacAddr, into: Uint8Array, at: number): void {
  for (let i = 0; i < 6; i++) into[at + i] = Number.parseInt(mac.slice(3 * i, 3 * i + 2), 16);
}

/** The group bit (IEEE 802.3 §3.2.3): broadcast and multicast addresses have it. */
export function isGroupMac(mac: MacAddr): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 1) === 1;
}
