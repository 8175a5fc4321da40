// Text and octets: UTF-8, with each octet that isn't part of a valid sequence kept as U+DC80 + (octet − 0x80) (PEP 383).

const encoder = new TextEncoder();

export function encodeOctets(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const octets: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code >= 0xdc80 && code <= 0xdcff) octets.push(code - 0xdc00);
    else octets.push(...encoder.encode(character));
  }
  return Uint8Array.from(octets);
}

export function decodeOctets(octets: Uint8Array): string {
  let text = '';
  for (let i = 0; i < octets.length; ) {
    const length = sequenceLength(octets, i);
    if (length === 0) {
      text += String.fromCharCode(0xdc00 + (octets[i++] as number));
      continue;
    }
    text += codePointAt(octets, i, length);
    i += length;
  }
  return text;
}

/** How many octets text takes in UTF-8. */
export function octetLength(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) length++;
    else if (code < 0x800) length += 2;
    else if (code >= 0xdc80 && code <= 0xdcff) length++;
    else if (code >= 0xd800 && code < 0xdc00) {
      length += 4;
      i++;
    } else length += 3;
  }
  return length;
}

/** The length of the valid UTF-8 sequence at `i` (RFC 3629: no overlong form, no surrogate), or 0. */
function sequenceLength(octets: Uint8Array, i: number): number {
  const first = octets[i] as number;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (first > 0xf4 || length === 0) return 0;
  for (let k = 1; k < length; k++) if (((octets[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = octets[i + 1] as number;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return length;
}

function codePointAt(octets: Uint8Array, i: number, length: number): string {
  const first = octets[i] as number;
  if (length === 1) return String.fromCharCode(first);
  let code = first & (0xff >> (length + 1));
  for (let k = 1; k < length; k++) code = (code << 6) | ((octets[i + k] as number) & 0x3f);
  return String.fromCodePoint(code);
}
