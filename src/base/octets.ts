// Text that stands for octets: UTF-8, where an octet that isn't part of any character travels as a lone surrogate,
// U+DC80 + (octet - 0x80) (PEP 383, surrogateescape). Nothing is lost on the way there and back.

const PLAIN = /^[\0-\x7F]*$/;

/** How many octets `text` is. */
export function octetLength(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let length = 0;
  for (const character of text) length += widthOf(character.codePointAt(0) as number);
  return length;
}

function isEscaped(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

function widthOf(code: number): number {
  if (code < 0x80 || isEscaped(code)) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
