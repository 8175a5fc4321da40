// Octets as a string of characters 0 to 255: what tools that count octets cut and compare.

import { decodeOctets, encodeOctets } from '../../octets.ts';

const ASCII = /^[\0-\x7F]*$/;
const CHUNK = 8192;

/** One character an octet. */
export function octetsOf(text: string): string {
  if (ASCII.test(text)) return text;
  const octets = encodeOctets(text);
  let result = '';
  for (let i = 0; i < octets.length; i += CHUNK) {
    result += String.fromCharCode(...octets.subarray(i, i + CHUNK));
  }
  return result;
}

export function textOf(octets: string): string {
  if (ASCII.test(octets)) return octets;
  return decodeOctets(Uint8Array.from(octets, (character) => character.charCodeAt(0)));
}
