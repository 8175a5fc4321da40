// The l command: a line with everything unprintable escaped, wrapped.

import { encodeOctets } from '../../octets.ts';

const NAMED: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  92: '\\\\',
};

/** `width` 0 or 1: never wrapped. */
export function listLine(text: string, width: number): string {
  let shown = '';
  let column = 0;
  for (const octet of encodeOctets(text)) {
    const piece =
      NAMED[octet] ??
      (octet < 32 || octet > 126 ? `\\${octet.toString(8).padStart(3, '0')}` : String.fromCharCode(octet));
    if (width > 1 && column + piece.length > width - 1) {
      shown += '\\\n';
      column = 0;
    }
    shown += piece;
    column += piece.length;
  }
  return `${shown}$\n`;
}
