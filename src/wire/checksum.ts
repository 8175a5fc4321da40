// The Internet checksum (RFC 1071): the one's complement of the one's complement sum of all 16-bit words. IPv4 headers,
// ICMP and UDP use the same one. In the kernel: lib/checksum.c, csum_fold() and friends.

/** Adds the words of `octets[start, end)` to `sum`. An odd last octet is the high half of a word (RFC 1071 §4.1). */
function addWords(sum: number, octets: Uint8Array, start: number, end: number): number {
  let total = sum;
  let at = start;
  for (; at + 1 < end; at += 2) total += ((octets[at] as number) << 8) | (octets[at + 1] as number);
  if (at < end) total += (octets[at] as number) << 8;
  return total;
}

/** Folds the carries back in and complements. A packet adds up to less than 2^32, so that two folds are enough. */
function fold(sum: number): number {
  const once = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
  return ~((once & 0xffff) + (once >>> 16)) & 0xffff;
}

/**
 * The checksum that belongs into the field at `field` of `octets[start, end)`, whatever stands there now.
 * `pseudoHeader` is the sum of what is covered beside the octets.
 */
export function internetChecksum(
  octets: Uint8Array,
  start: number,
  end: number,
  field: number,
  pseudoHeader = 0,
): number {
  return fold(addWords(addWords(pseudoHeader, octets, start, field), octets, field + 2, end));
}
