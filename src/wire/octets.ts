// Numbers and addresses in network byte order (big-endian, RFC 791 appendix B). Reading past the end gives zeros: the
// callers have looked at the length before, and hostile input must never throw.

export const NO_OCTETS = new Uint8Array(0);

export function readUint16(octets: Uint8Array, at: number): number {
  return ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
}

export function readUint32(octets: Uint8Array, at: number): number {
  return readUint16(octets, at) * 0x1_0000 + readUint16(octets, at + 2);
}

export function writeUint16(octets: Uint8Array, at: number, value: number): void {
  octets[at] = value >>> 8;
  octets[at + 1] = value;
}

export function writeUint32(octets: Uint8Array, at: number, value: number): void {
  writeUint16(octets, at, value >>> 16);
  writeUint16(octets, at + 2, value & 0xffff);
}

/** `0800 45..`: two hex digits an octet, as in a packet dump. Reads what it writes, and skips white space. */
export function fromHex(text: string): Uint8Array {
  const digits = text.replaceAll(/\s+/g, '');
  const octets = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < octets.length; i++) octets[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return octets;
}

export function toHex(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += (octet < 16 ? '0' : '') + octet.toString(16);
  return text;
}
