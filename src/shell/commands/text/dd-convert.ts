// dd conv=: what happens to a block on its way.

export const CONVERSIONS: ReadonlySet<string> = new Set(
  'lcase ucase swab sync notrunc noerror fsync fdatasync excl nocreat sparse'.split(' '),
);

export function convertBlock(block: string, size: number, conversions: ReadonlySet<string>): string {
  let octets = conversions.has('sync') ? block.padEnd(size, '\0') : block;
  if (conversions.has('swab')) octets = octets.replace(/([^])([^])/g, '$2$1');
  if (conversions.has('lcase')) octets = octets.replace(/[A-Z]+/g, (text) => text.toLowerCase());
  if (conversions.has('ucase')) octets = octets.replace(/[a-z]+/g, (text) => text.toUpperCase());
  return octets;
}
